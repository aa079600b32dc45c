"""Plan the pages: which there are, and for each everything that its template shows, sorted and computed.

What a page says is the same in both languages; a plan therefore holds no words of its own and no language.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from .citing import (
    change_views,
    cite_groups,
    known_records,
    question_views,
    review_state,
    source_views,
    term_views,
    where_sources_differ,
)
from .dates import months_after
from .library import Library
from .model import Claim, Term, Text
from .quantity import Quantity
from .showing import due_of, event_views, fact_view, fact_views, what_happened, what_was_promised, when_of
from .subjects import community_view, compared_groups, facility_view, organisation_view, place_view
from .views import (
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


def plan_pages(library: Library, as_of: date) -> tuple[Page, ...]:
    """Return every page of the site, as seen from the day ``as_of``."""
    word = library.vocabulary.phrases
    communities = tuple(
        community_view(community, library, as_of) for community in library.communities.values()
    )
    every = tuple(_events(library, as_of))
    promises, happened = what_was_promised(every), what_happened(every)
    years = tuple(
        Year(year, tuple(events)) for year, events in groupby(happened, lambda view: when_of(view).end.year)
    )
    places = tuple(place_view(place, communities, library) for place in library.places.values())
    home_facts = tuple(
        fact_view(library.facts[identifier], library) for identifier in library.site.home_facts
    )
    overview: dict[str, object] = {
        "communities": communities,
        "promises": promises,
        "tally": _tally(promises),
        "stages": tuple(_stages(communities, library)),
        "recent": tuple(view for view in happened if not view.is_companys),
        "places": tuple(view for view in places if view.place.named.role != "context"),
        "wider_area": tuple(view for view in places if view.place.named.role == "context"),
        "strip": tuple(_place_stage(view) for view in places if view.place.named.role != "context"),
    }
    known = known_records(library, as_of)
    questions = question_views(library, known)
    coverage = _coverage(questions)
    return (
        Page(
            "home",
            "",
            library.site.title,
            library.site.description,
            overview | {"facts": home_facts, "coverage": coverage},
        ),
        Page(
            "communities", "communities", word["communities_title"], word["communities_description"], overview
        ),
        *(
            Page("community", view.page, view.community.name, view.community.summary, {"view": view})
            for view in communities
        ),
        Page(
            "compare",
            "compare",
            word["compare_title"],
            word["compare_description"],
            {"communities": communities, "groups": compared_groups(communities, library)},
        ),
        Page(
            "timeline",
            "timeline",
            word["timeline_title"],
            word["timeline_description"],
            overview
            | {
                "years": years,
                "promise_groups": _promise_groups(promises, as_of),
                "lanes": _lanes((view for view in every if not view.is_companys), library),
            },
        ),
        Page(
            "targets",
            "targets",
            word["targets_title"],
            word["targets_description"],
            _programme(library, as_of),
        ),
        Page(
            "organisations",
            "organisations",
            word["organisations_title"],
            word["organisations_description"],
            {
                "organisations": tuple(
                    organisation_view(organisation, library, known, as_of)
                    for organisation in library.organisations.values()
                )
            },
        ),
        Page(
            "glossary",
            "glossary",
            word["glossary_title"],
            word["glossary_description"],
            {"terms": term_views(library, known)},
        ),
        Page(
            "questions",
            "questions",
            word["questions_title"],
            word["questions_description"],
            {"groups": questions, "coverage": coverage},
        ),
        Page(
            "facilities",
            "facilities",
            word["facilities_title"],
            word["facilities_description"],
            {
                "facilities": tuple(
                    facility_view(facility, library, as_of) for facility in library.facilities.values()
                )
            },
        ),
        Page(
            "sources",
            "sources",
            word["sources_title"],
            word["sources_description"],
            {
                "sources": source_views(library, known),
                "differing": tuple(where_sources_differ(library, known)),
            },
        ),
        Page(
            "changes",
            "changes",
            word["changes_title"],
            word["changes_description"],
            {"changes": change_views(library, known, as_of)},
        ),
        Page(
            "cite",
            "cite",
            word["cite_title"],
            word["cite_description"],
            {"groups": tuple(cite_groups(library, known, as_of))},
        ),
        Page("search", "search", word["search"], word["search_description"], {}),
        Page(
            "about",
            "about",
            word["about_title"],
            word["about_description"],
            {"reviews": review_state(library, known, as_of)},
        ),
    )


def every_promise(library: Library, as_of: date) -> tuple[EventView, ...]:
    """Return every promise known on the day ``as_of``, what needs attention first."""
    return what_was_promised(_events(library, as_of))


def _events(library: Library, as_of: date) -> Iterator[EventView]:
    for _, subject in library.subjects():
        yield from event_views(subject, library, as_of)


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
        Lane(labels.get(page) or library.vocabulary.phrases[page], tuple(views))
        for page, views in lanes.items()
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
