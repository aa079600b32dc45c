"""Plan the pages: which there are, and for each everything that its template shows, sorted and computed.

What a page says is the same in both languages; a plan therefore holds no words of its own and no language.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import TypeVar

from sitegen.plan.citations import (
    change_views,
    cite_groups,
    known_records,
    question_views,
    review_state,
    source_views,
    term_views,
    where_sources_differ,
)
from sitegen.plan.select import (
    due_of,
    event_views,
    fact_view,
    fact_views,
    what_happened,
    what_was_promised,
    when_of,
)
from sitegen.plan.subjects import (
    community_view,
    compared_groups,
    facility_view,
    organisation_view,
    place_view,
)
from sitegen.plan.views import (
    CommunityView,
    Coverage,
    EventView,
    Lane,
    Page,
    PlaceStage,
    PlaceView,
    PromiseGroup,
    QuestionGroupView,
    Tally,
    TargetView,
    Year,
)
from sitegen.records.library import Library
from sitegen.records.model import Claim, Community, Term, Text
from sitegen.values.dates import months_after
from sitegen.values.quantity import Quantity

T = TypeVar("T")


def plan_pages(library: Library, as_of: date) -> tuple[Page, ...]:
    """Return every page of the site, as seen from the day ``as_of``."""
    word, paging, lengths = library.vocabulary.word, library.paging, library.lengths
    communities = tuple(
        community_view(community, library, as_of) for community in library.communities.values()
    )
    every = tuple(_events(library, as_of))
    promises, happened = what_was_promised(every), what_happened(every)
    places = tuple(place_view(place, communities, library) for place in library.places.values())
    named = tuple(view for view in places if view.place.named.role != "context")
    overview: dict[str, object] = {
        "communities": communities,
        "promises": promises,
        "tally": _tally(promises),
        "stages": tuple(_stages(communities, library)),
        "recent": tuple(view for view in happened if not view.is_companys),
        "strip": tuple(_place_stage(view) for view in named),
    }
    home_facts = tuple(
        fact_view(library.facts[identifier], library) for identifier in library.site.home_facts
    )
    known = known_records(library, as_of)
    questions = question_views(library, known)
    coverage = _coverage(questions)
    facilities = tuple(facility_view(facility, library, as_of) for facility in library.facilities.values())
    organisations = tuple(
        organisation_view(organisation, library, known, as_of)
        for organisation in library.organisations.values()
    )
    sources = source_views(library, known)
    differing = tuple(where_sources_differ(library, known))
    # They have no address of their own, and share the pages of the sources.
    differing_length = max(lengths.differences, -(-len(differing) // len(paging.pages("sources"))))
    cited = tuple(cite_groups(library, known, as_of))

    def page(kind: str, **shown: object) -> Page:
        return Page(kind, kind, word(f"{kind}_title"), word(f"{kind}_description"), shown)

    def listing(
        first: str,
        show: Callable[[int, str], dict[str, object]],
        resting: Callable[[int, str], frozenset[str]] | None = None,
    ) -> Iterator[Page]:
        """Yield the pages of the list that begins on ``first``; ``show`` says what each, by its place and address, shows.

        ``resting`` says on which communities alone each of them rests.
        """
        paths = paging.pages(first)
        for place, path in enumerate(paths):
            plain = page(first, **show(place, path))
            number, count = place + 1, len(paths)
            title = plain.title if place == 0 else _numbered_title(plain.title, number, count, library)
            rests_on = resting(place, path) if resting else None
            yield replace(plain, path=path, title=title, number=number, count=count, rests_on=rests_on)

    def show_communities(place: int, path: str) -> dict[str, object]:
        here = _part(places, place, lengths.communities)
        there = {view.community.page for view in here if view.community}
        return overview | {
            "communities": tuple(view for view in communities if view.page in there),
            "places": tuple(view for view in here if view.place.named.role != "context"),
            "wider_area": tuple(view for view in here if view.place.named.role == "context"),
        }

    def show_compared(place: int, path: str) -> dict[str, object]:
        here = _part(communities, place, lengths.compare)
        return {"communities": here, "groups": compared_groups(here, library)}

    events_on = _by_page(every, lambda view: paging.page("timeline", f"event-{view.event.id}"))

    def show_events(place: int, path: str) -> dict[str, object]:
        here = events_on.get(path, ())
        return overview | {
            "years": _years(what_happened(here)),
            "promise_groups": _promise_groups(what_was_promised(here), as_of),
            "lanes": _lanes((view for view in here if not view.is_companys), library),
        }

    changes_on = _by_page(
        change_views(library, known, as_of), lambda view: paging.page("changes", f"change-{view.change.id}")
    )
    cited_on = _by_page(cited, lambda group: paging.page("cite", f"cite-{group.views[0].record.id}"))
    return (
        Page(
            "home",
            "",
            library.site.title,
            library.site.description,
            overview | {"facts": home_facts, "coverage": coverage},
        ),
        *listing("communities", show_communities),
        *(_community_page(view, library) for view in communities),
        *listing(
            "compare",
            show_compared,
            lambda place, _: frozenset(
                view.community.id for view in _part(communities, place, lengths.compare)
            ),
        ),
        *listing("timeline", show_events),
        page("targets", **_programme(library, as_of)),
        *listing(
            "organisations",
            lambda place, _: {"organisations": _part(organisations, place, lengths.organisations)},
        ),
        page("glossary", terms=term_views(library, known)),
        page("questions", groups=questions, coverage=coverage),
        *listing("facilities", lambda place, _: {"facilities": _part(facilities, place, lengths.facilities)}),
        *listing(
            "sources",
            lambda place, _: {
                "sources": _part(sources, place, lengths.sources),
                "differing": _part(differing, place, differing_length),
            },
        ),
        *listing("changes", lambda _, path: {"changes": changes_on.get(path, ())}),
        *listing(
            "cite",
            lambda _, path: {"groups": cited_on.get(path, ())},
            lambda _, path: _homes(
                (), (one.record.id for group in cited_on.get(path, ()) for one in group.views), library
            ),
        ),
        Page("search", "search", word("search"), word("search_description"), {}),
        page("about", reviews=review_state(library, known, as_of)),
    )


def plan_pages_on(communities: AbstractSet[str], library: Library, as_of: date) -> Iterator[Page]:
    """Yield the page of every community that rests on one of ``communities``, without planning the others."""
    for community in library.communities.values():
        if not communities.isdisjoint(_rests_on(community, library)):
            yield _community_page(community_view(community, library, as_of), library)


def pages_above(library: Library) -> tuple[Page, ...]:
    """Return the pages by which one comes to a community, by their titles alone."""
    word, site = library.vocabulary.word, library.site
    return (
        Page("home", "", site.title, site.description, {}),
        Page("communities", "communities", word("communities_title"), word("communities_description"), {}),
    )


def _community_page(view: CommunityView, library: Library) -> Page:
    community, rests_on = view.community, _rests_on(view.community, library)
    return Page("community", view.page, community.name, community.summary, {"view": view}, rests_on=rests_on)


def _rests_on(community: Community, library: Library) -> frozenset[str]:
    """Return the communities on whose records alone the page of ``community`` rests."""
    return _homes([community.id], community.key_facts, library)


def every_promise(library: Library, as_of: date) -> tuple[EventView, ...]:
    """Return every promise known on the day ``as_of``, what needs attention first."""
    return what_was_promised(_events(library, as_of))


def _events(library: Library, as_of: date) -> Iterator[EventView]:
    for _, subject in library.subjects():
        yield from event_views(subject, library, as_of)


def _part(views: tuple[T, ...], place: int, length: int) -> tuple[T, ...]:
    """Return what stands on the page at that place, with so many to a page."""
    return views[place * length : (place + 1) * length]


def _by_page(views: Iterable[T], page_of: Callable[[T], str]) -> dict[str, tuple[T, ...]]:
    """Sort ``views`` by the page on which each stands, in their order."""
    pages: dict[str, list[T]] = {}
    for view in views:
        pages.setdefault(page_of(view), []).append(view)
    return {page: tuple(here) for page, here in pages.items()}


def _numbered_title(title: Text, number: int, count: int, library: Library) -> Text:
    phrase = library.vocabulary.phrases["page_title"]
    return Text(
        zh=phrase.zh.format(title=title.zh, n=number, total=count),
        en=phrase.en.format(title=title.en, n=number, total=count),
    )


def _homes(communities: Iterable[str], records: Iterable[str], library: Library) -> frozenset[str]:
    """Return ``communities`` and those that ``records`` belong to."""
    homes = (library.homes[record].community for record in records)
    return frozenset([*communities, *(home.id for home in homes if home)])


def _years(happened: tuple[EventView, ...]) -> tuple[Year, ...]:
    return tuple(
        Year(year, tuple(events)) for year, events in groupby(happened, lambda view: when_of(view).end.year)
    )


def _promise_groups(promises: tuple[EventView, ...], as_of: date) -> tuple[PromiseGroup, ...]:
    """Put together the promises that are overdue, due within twelve months, due later, undated and carried out."""
    horizon = months_after(as_of, 12)

    def kind(view: EventView) -> str:
        state = view.ledger.state
        if state == "planned":
            return "soon" if due_of(view) <= horizon else "later"
        return state if state in ("overdue", "undated") else "carried_out"

    kinds = ("overdue", "soon", "later", "undated", "carried_out")
    return tuple(PromiseGroup(one, tuple(view for view in promises if kind(view) == one)) for one in kinds)


def _stages(communities: tuple[CommunityView, ...], library: Library) -> Iterator[tuple[Term, int]]:
    """Yield each stage that a community is in, the earliest first, with how many are."""
    counts = Counter(view.community.stage.value for view in communities)
    for stage, term in library.vocabulary.stages.items():
        if counts[stage]:
            yield term, counts[stage]


def _lanes(events: Iterable[EventView], library: Library) -> tuple[Lane, ...]:
    """Sort events into a lane for each community, and one for each other page on which events stand."""
    lanes: dict[str, list[EventView]] = {}
    for view in events:
        lanes.setdefault(view.page, []).append(view)
    labels: dict[str, Text] = {
        f"communities/{community.id}": community.short for community in library.communities.values()
    }
    return tuple(
        Lane(labels.get(page) or library.vocabulary.word(page), tuple(views)) for page, views in lanes.items()
    )


def _tally(promises: tuple[EventView, ...]) -> Tally:
    states = [view.ledger.state for view in promises]
    return Tally(
        total=len(states),
        overdue=states.count("overdue"),
        planned=states.count("planned"),
        undated=states.count("undated"),
        postponed=sum(view.ledger.moved > 0 for view in promises),
        done=sum(view.ledger.outcome is not None for view in promises),
    )


def _coverage(groups: tuple[QuestionGroupView, ...]) -> Coverage:
    states = [view.answer.state for group in groups for view in group.answers]
    return Coverage(len(states), states.count("answered"), states.count("partly"), states.count("unanswered"))


def _programme(library: Library, as_of: date) -> dict[str, object]:
    """Sort the facts of the programme into targets, figures reported so far, and what it is."""
    facts = fact_views(library.programme, library)
    targets = [
        view for view in facts if view.shown.status == "target" and isinstance(view.shown.value, Quantity)
    ]
    figures = [view for view in facts if view not in targets and isinstance(view.shown.value, Quantity)]
    return {
        "programme": library.programme,
        "targets": tuple(TargetView(view, _has_passed(view.shown, as_of)) for view in targets),
        "figures": tuple(figures),
        "background": tuple(view for view in facts if view not in targets and view not in figures),
    }


def _has_passed(claim: Claim, as_of: date) -> bool:
    """Say whether the deadline of a target has passed; one without a deadline cannot."""
    return claim.as_of is not None and claim.as_of.end < as_of


def _place_stage(view: PlaceView) -> PlaceStage:
    if view.community is None:
        return PlaceStage(view.place.short, None)
    return PlaceStage(view.place.short, view.community.community.stage.value)
