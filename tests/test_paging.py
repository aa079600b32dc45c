"""Lists that go on: every record stands on one page, links lead there, nothing moves, and no page grows with the library."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from posixpath import normpath

import pytest

from folders import HERE, complete, library_in, newest_day
from sitegen.export.documents import documents
from sitegen.i18n.languages import LANGUAGES
from sitegen.page_kinds import KINDS
from sitegen.plan.addresses import addresses
from sitegen.plan.citations import known_records
from sitegen.plan.page import Heading
from sitegen.plan.plan import plan_site
from sitegen.records.library import Library
from sitegen.records.paging import Lengths
from sitegen.render.renderer import Renderer, render_language, render_pages
from sitegen.values.dates import PartialDate
from synthetic import write_library
from test_moved import MADE

FEW = Lengths(
    communities=4,
    compare=2,
    timeline=4,
    cite=2,
    facilities=3,
    organisations=4,
    sources=8,
    changes=3,
    differences=2,
    cards=2,
    dates=2,
    links=3,
    supports=6,
)
# No page is longer than this, in bytes of its text, however many communities there are; HACKING.md says so.
LONGEST = 200_000
# Libraries of this size take long to make: `make honest` makes them of edited records too.
pytestmark = pytest.mark.long
LISTS = ("communities", "compare", "timeline", "facilities", "organisations", "sources", "changes", "cite")


def library_of(size: int, records: Path, folder: Path, lengths: Lengths) -> Library:
    """Return a library of so many communities, like those in ``records``, with a log and pages of these lengths."""
    write_library(records, folder, size)
    library = library_in(folder)
    # The real log begins with the first publication, and need not fill a page.
    return replace(with_new_changes(library, 2 * FEW.changes, newest_day(library), "old"), lengths=lengths)


def with_new_changes(library: Library, count: int, day: date, name: str = "new") -> Library:
    """Return the library with so many new entries of ``day`` at the top of its log, as an editor puts them there."""
    entry = next(iter(library.changes.values()))
    made = PartialDate.parse(day.isoformat())
    new = [
        entry.model_copy(update={"id": f"{name}-{number}", "date": made}) for number in reversed(range(count))
    ]
    return replace(library, changes={change.id: change for change in new} | library.changes)


@pytest.fixture(scope="module")
def small(records: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Ten communities on short pages."""
    return library_of(10, records, tmp_path_factory.mktemp("small"), FEW)


@pytest.fixture(scope="module")
def large(records: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The same communities and twenty more, on pages of the same length."""
    return library_of(30, records, tmp_path_factory.mktemp("large"), FEW)


@pytest.fixture(scope="module")
def files(small: Library) -> dict[str, str]:
    """Everything that is made of the small library in either language, by its path below the docs folder."""
    plan = plan_site(small, newest_day(small))
    return {name: text for language in LANGUAGES for name, text in render_language(language, plan) if text}


@pytest.fixture(scope="module")
def bodies(files: dict[str, str]) -> dict[tuple[str, str], str]:
    """The pages of the small library, without their front matter, by language and address."""
    return bodies_in(files)


def bodies_in(files: dict[str, str]) -> dict[tuple[str, str], str]:
    """Return the pages among ``files``, without their front matter, by language and address."""
    return {
        (name[:2], name[3:].removesuffix("index.md").rstrip("/")): text.split("\n---\n", 1)[1]
        for name, text in files.items()
        if name.startswith(LANGUAGES) and name.endswith(".md")
    }


def bodies_of(library: Library) -> dict[tuple[str, str], str]:
    """Return the pages of ``library``, without their front matter, by language and address."""
    return bodies_in(render_pages(plan_site(library, newest_day(library))))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_record_stands_on_one_page(
    small: Library, bodies: dict[tuple[str, str], str], language: str
) -> None:
    """What the records are said to make is what stands on the pages, each once, and so is what can be cited."""
    pages = {page: text for (one, page), text in bodies.items() if one == language}
    made = Counter(f"{page}#{anchor}" for page, text in pages.items() for anchor in MADE.findall(text))
    expected = {address for address in addresses(small) if "#" in address and not address.startswith("about")}
    cited = Counter(
        anchor for text in pages.values() for anchor in re.findall(r'<li id="cite-([\w-]+)"', text)
    )

    assert set(made) == expected
    assert set(made.values()) == {1}
    assert cited == Counter(list(known_records(small, newest_day(small))))
    assert all(sum(page.startswith(f"{first}/") for page in pages) > 1 for first in LISTS)


def test_every_link_arrives(bodies: dict[tuple[str, str], str], files: dict[str, str]) -> None:
    """A link between pages, and from the feed of changes, leads to a page that is there and to an anchor on it."""
    ids = {key: set(re.findall(r'(?:\bid="|\{#)([\w-]+)', text)) for key, text in bodies.items()}
    feeds = [((language, ""), files[f"{language}/changes.xml"]) for language in LANGUAGES]
    dead = set()
    for (language, page), text in [*bodies.items(), *feeds]:
        for address in re.findall(r'href="([^"]*)"', text):
            path, _, anchor = address.partition("#")
            if "//" in path or path.endswith((".xml", ".ics")):
                continue
            target = normpath(f"{page or '.'}/{path}") if path else page
            there = (language, target.removeprefix(".").removeprefix("/"))
            if there[1] != "data" and (there not in ids or (anchor and anchor not in ids[there])):
                dead.add((page, address))

    assert dead == set()


def test_published_data_name_the_same_places(small: Library) -> None:
    """Where the data say that a record stands is an address of the site."""
    known = addresses(small)
    named = {
        f"{item.where.page}#{item.where.anchor}"
        for document in documents(small, newest_day(small))
        for item in document.items
        if getattr(item, "where", None) and item.where.anchor
    }

    assert {"/" in name.partition("#")[0].removeprefix("communities/") for name in named} == {True, False}
    assert named <= known


def test_what_is_added_moves_nothing(small: Library, large: Library) -> None:
    """Communities at the end of the list, and facts and events of one that is there, leave every address as it is."""
    first = next(iter(small.communities.values()))
    more = first.model_copy(
        update={
            "facts": (*first.facts, first.facts[0].model_copy(update={"id": "one-more-fact"})),
            "events": (*first.events, first.events[0].model_copy(update={"id": "one-more-event"})),
        }
    )
    edited = replace(small, communities=small.communities | {first.id: more})

    assert addresses(small) < addresses(large)
    assert addresses(edited) - addresses(small) == {
        f"communities/{first.id}#fact-one-more-fact",
        f"communities/{first.id}#event-one-more-event",
        "timeline#event-one-more-event",
    }
    cited = [f"cite-{identifier}" for identifier in known_records(small, newest_day(small))]
    assert [edited.paging.page("cite", one) for one in cited] == [
        small.paging.page("cite", one) for one in cited
    ]


def test_a_new_entry_of_the_log_moves_none(small: Library) -> None:
    """It stands at the top of its file and comes onto the last page, the newest first on each; the rest stays."""
    edited = with_new_changes(small, 3, newest_day(small))
    oldest_first = [f"change-{identifier}" for identifier in reversed(edited.changes)]
    there = [
        re.findall(r'<li id="(change-[\w-]+)"', text)
        for (language, page), text in bodies_of(edited).items()
        if language == "en" and page.partition("/")[0] == "changes"
    ]

    assert addresses(small) < addresses(edited)
    assert len(there) == -(-len(oldest_first) // FEW.changes)
    assert there == [
        oldest_first[start : start + FEW.changes][::-1] for start in range(0, len(oldest_first), FEW.changes)
    ]


def test_links_lead_to_the_newest_entries(small: Library) -> None:
    """Foot, feed, the page about the site and the older pages name the last page on which the day has an entry."""
    count = len(small.paging.pages("changes"))
    today = newest_day(small)
    tomorrow = today + timedelta(days=1)
    library = with_new_changes(small, FEW.changes, tomorrow)
    for day, newest in ((today, count), (tomorrow, len(library.paging.pages("changes")))):
        plan = plan_site(library, day)
        texts = render_pages(plan)
        feed = Renderer("en", plan).feed()

        assert f'href=\\"../changes/{newest}/\\"' in texts["en/targets/index.md"]
        assert f'<a href="../changes/{newest}/">Corrections and changes</a>' in texts["en/about/index.md"]
        assert f'<link rel="alternate" type="text/html" href="changes/{newest}/"/>' in feed
        assert f'<a href="../changes/{newest}/">The newest changes</a>' in texts["en/changes/index.md"]
        assert "The newest changes" not in texts[f"en/changes/{newest}/index.md"]
        assert "Nothing has been corrected" not in "".join(texts.values())


def test_no_page_grows_with_the_library(bodies: dict[tuple[str, str], str], large: Library) -> None:
    """With three times the communities there are more pages, but none of its kind is longer by more than names are."""

    def longest(pages: dict[tuple[str, str], str]) -> dict[str, int]:
        kinds: dict[str, int] = {}
        for (_, page), text in pages.items():
            kind = re.sub(r"/\d+$", "", page)
            kind = "communities/" if kind.startswith("communities/") else kind
            kinds[kind] = max(kinds.get(kind, 0), len(text.encode()))
        return kinds

    before, after = longest(bodies), longest(bodies_of(large))

    assert before.keys() == after.keys()
    assert {kind: size for kind, size in after.items() if size > 1.1 * before[kind] + 200} == {}


def test_no_page_is_too_long(tmp_path: Path) -> None:
    """With pages as long as the site has them, all of them full of short records, none is longer than is stated."""
    tiny = complete(HERE / "library", tmp_path / "tiny")
    pages = bodies_of(library_of(30, tiny, tmp_path / "large", Lengths()))

    assert max(len(text.encode()) for text in pages.values()) <= LONGEST
    assert {"communities/2", "compare/5", "timeline/2", "cite/5", "sources/2"} <= {page for _, page in pages}


def test_short_lists_are_one_page_each(tiny: Library) -> None:
    """Lists as short as those of the tiny library are not parted."""
    assert {page.count for page in plan_site(tiny, newest_day(tiny)).pages} == {1}


def test_a_page_says_which_it_is_and_leads_to_the_others(bodies: dict[tuple[str, str], str]) -> None:
    """Titles name the page and their number, and plain links with words and numbers turn the pages."""
    zh, en = bodies["zh", "compare/2"], bodies["en", "compare/2"]

    assert "<h1>产业社区对照（第2页，共5页）</h1>" in zh
    assert "<h1>Communities compared, page 2 of 5</h1>" in en
    assert '<nav class="turns" id="pages" aria-label="分页"' in zh
    links = re.findall(r'<a (.*?) ?href="(.*?)">(.*?)</a>', en.partition('<nav class="turns"')[2])
    assert [(attribute, href, text) for attribute, href, text in links] == [
        ('rel="prev"', "../../compare/", "Previous"),
        ("", "../../compare/", "1"),
        ('aria-current="page"', "../../compare/2/", "2"),
        ("", "../../compare/3/", "3"),
        ("", "../../compare/4/", "4"),
        ("", "../../compare/5/", "5"),
        ('rel="next"', "../../compare/3/", "Next"),
    ]
    assert "turns" not in bodies["en", "targets"]


@pytest.mark.parametrize(
    ("number", "count", "linked"),
    [
        (1, 2, (1, 2)),
        (1, 9, (1, 2, 3, 9)),
        (5, 9, (1, 3, 4, 5, 6, 7, 9)),
        (9, 9, (1, 7, 8, 9)),
        (500, 1000, (1, 498, 499, 500, 501, 502, 1000)),
    ],
)
def test_a_long_list_names_few_of_its_pages(
    small: Library, number: int, count: int, linked: tuple[int, ...]
) -> None:
    """Only the ends and the neighbours are named, so that a thousand pages take no more room than ten."""
    title = small.site.title
    heading = Heading(KINDS["sources"], f"sources/{number}", title, title, number, count)

    assert heading.linked_numbers == linked


def test_plain_texts_are_listed_by_their_first_page(small: Library, files: dict[str, str]) -> None:
    """Every page has its plain text, but of a list only the first page is named, with the communities on it."""
    named = re.findall(r"\]\(([^)]*?)/?index\.md\)", files["root/en/llms.txt"])
    there = {place.community for place in list(small.places.values())[: FEW.communities] if place.community}

    assert "[Next](../../sources/3/)" in files["root/en/sources/2/index.md"]
    assert set(named) == {
        *(kind.path for kind in KINDS.values() if kind.has_words and not kind.by_record),
        *(f"communities/{one}" for one in there),
    }


def test_further_pages_share_the_card_of_the_first(files: dict[str, str]) -> None:
    """One card for each list: platforms show it for every page of the list."""
    assert '\ncard: "sources"\n' in files["en/sources/2/index.md"]
    assert "cards/en/sources.svg" in files
    assert "cards/en/sources/2.svg" not in files
