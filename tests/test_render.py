"""Pages: what stands in data reaches the reader to the letter, in both languages, and never as markup."""

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown import markdown

from folders import ROOT
from sitegen import export
from sitegen.i18n.figures import in_chinese, in_english
from sitegen.loading.load import read_library
from sitegen.page_kinds import KINDS
from sitegen.plan.plan import plan_site
from sitegen.records.library import Library
from sitegen.render.environment import ENVIRONMENT, TEMPLATES
from sitegen.render.phrase_check import missing_words
from sitegen.render.renderer import render_pages
from sitegen.values.quantity import Quantity

EXTENSIONS = ["attr_list", "toc"]
HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[a](javascript:alert(1))",
    "{{ cycler.__init__ }}",
    "{% include 'x' %}",
    "{: onclick=alert(1)}",
    "--8<-- secret",
    "</div></article>",
    "*a* _b_ `c` # d",
    "&lt;b&gt; &amp;",
]

# Texts of the tiny library, as they are written there.
FIELDS = ("Elm Valley", "The boundaries differ.", '"Notes & <purpose> *here*"', "Centre", "Daily")


def pages_with(library_folder: Path, texts: dict[str, str], day: date = date(2024, 6, 1)) -> dict[str, str]:
    """Return the tiny library's pages on a day, after replacing English texts in its records."""
    for path in library_folder.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        for old, new in texts.items():
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
    draft = read_library(library_folder)
    library = draft.library()
    assert not draft.problems
    assert library is not None
    return render_pages(plan_site(library, day))


def test_a_source_without_a_date_says_when_it_was_seen(library_folder: Path) -> None:
    """Where all that is known of its date is the day it was read, the page says that it is undated."""
    undated = {"published: 2023-05-01": "published: ../2026-11-23"}
    sources = pages_with(library_folder, undated, date(2026, 11, 23))["en/sources/index.md"]

    assert "<span>Undated (seen 23 November 2026)</span>" in sources
    assert sources.count("Undated") == 1
    assert "<span>Published: 19 March 2023</span>" in sources


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_text_is_shown_to_the_letter(library_folder: Path, payload: str) -> None:
    """Whatever stands in a name, a note, a heading or a source's publisher, a browser shows it as text."""
    texts = {field: f"x{number} {payload} {number}x" for number, field in enumerate(FIELDS)}
    pages = pages_with(
        library_folder, {field: "'" + text.replace("'", "''") + "'" for field, text in texts.items()}
    )

    readers = [
        Reader(markdown(page.split("\n---\n", 1)[1], extensions=EXTENSIONS)) for page in pages.values()
    ]

    assert all(reader.harmless for reader in readers)
    for field, text in texts.items():
        assert any(text in reader.text for reader in readers), field


class Reader(HTMLParser):
    """What a browser would show of a page, and whether it would run or fetch anything."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.harmless = "", True
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look for what runs."""
        runs = any(name.startswith("on") or (value or "").startswith("javascript:") for name, value in attrs)
        self.harmless = self.harmless and not runs and tag not in ("script", "img", "iframe")

    def handle_data(self, data: str) -> None:
        """Collect what is shown."""
        self.text += data


def test_every_phrase_is_used(tiny: Library) -> None:
    """The vocabulary holds no phrase that no template or module says."""
    sources = [*TEMPLATES.rglob("*.jinja"), *(ROOT / "scripts" / "sitegen").rglob("*.py")]
    said = "".join(path.read_text(encoding="utf-8") for path in sources)
    # These stand for the parts of a locator and are named by its grammar.
    by_grammar = {"section_paragraph", "paragraph", "caption", "opening", "title"}

    # These are named by the tables and files that they describe.
    by_name = export.PHRASES

    # These are named by their page.
    by_page = {f"{kind.name}_{part}" for kind in KINDS.values() for part in ("title", "description")}

    unused = {key for key in tiny.vocabulary.phrases if f'"{key}"' not in said}

    unused -= by_grammar | by_name | by_page

    assert unused == set()


def test_a_phrase_names_the_same_values_in_both_languages(tiny: Library) -> None:
    """What Chinese fills in, English fills in."""
    for key, phrase in tiny.vocabulary.phrases.items():
        assert sorted(re.findall(r"\{\w+\}", phrase.zh)) == sorted(re.findall(r"\{\w+\}", phrase.en)), key


def test_templates_hold_no_words() -> None:
    """Words live in the vocabulary: beside tags, expressions and the keys of the front matter there are none."""
    keys = re.compile(
        r"^(title|headline|description|path|card|foot|linked|hide): |\[navigation|^, toc|\{#[\w-]*\}?|^[\w-]*( data-pagefind-weight=[\d.]+)?\}$",
        re.MULTILINE,
    )
    for path in TEMPLATES.rglob("*.md.jinja"):
        tokens = ENVIRONMENT.lex(path.read_text(encoding="utf-8"))
        literal = "\n".join(text for _, kind, text in tokens if kind == "data")
        bare = keys.sub("", re.sub(r"<[^<>]*>|<[^<>]*$|^[^<>]*>", "", literal, flags=re.MULTILINE))

        assert re.findall(r"[A-Za-z\u4e00-\u9fff]{2,}", bare) == [], path.name


def test_every_fact_and_event_has_its_id_in_both_languages(library: Library, pages_folder: Path) -> None:
    """Each record is found at the same anchor whichever language a reader has."""
    for language in ("zh", "en"):
        pages = "".join(path.read_text(encoding="utf-8") for path in (pages_folder / language).rglob("*.md"))

        for identifier in library.facts:
            assert f'id="fact-{identifier}"' in pages, identifier
        for identifier in library.events:
            assert f'id="event-{identifier}"' in pages, identifier


def test_every_figure_is_shown_in_both_languages(library: Library, pages_folder: Path) -> None:
    """Each claim's figure stands on a community's page in Chinese and, computed from the same value, in English."""
    shown = {
        # A unit may be linked to the glossary.
        language: re.sub(
            r'<a class="term"[^>]*>(.*?)</a>',
            r"\1",
            "".join(path.read_text(encoding="utf-8") for path in (pages_folder / language).rglob("*.md")),
        )
        for language in ("zh", "en")
    }
    figures = [
        claim.value
        for fact in library.facts.values()
        for claim in fact.claims
        if isinstance(claim.value, Quantity)
    ]

    assert figures
    assert [str(figure) for figure in figures if f">{in_chinese(figure)}<" not in shown["zh"]] == []
    assert [str(figure) for figure in figures if f">{in_english(figure)}<" not in shown["en"]] == []


def test_everything_that_an_editor_may_write_reaches_a_reader(tiny: Library) -> None:
    """Each text, date, phrase and speaker of the tiny library, which uses every field, stands on a page."""
    library = tiny
    day = date(2024, 6, 1)
    pages = "".join(render_pages(plan_site(library, day)).values())

    for _, event in library.located_events():
        for citation in (*event.plan, *event.actual):
            assert citation.note is None or citation.note.zh in pages
            assert citation.printed is None or citation.printed in pages
        assert event.note is None or event.note.zh in pages
        assert event.comparison is None or event.comparison.why.zh in pages
        row = pages.split(f'id="event-{event.id}"')[1].split("</tr>" if event.plan else "</li>")[0]
        for citation in (*event.plan, *event.actual):
            assert citation.said_by is None or library.organisations[citation.said_by].name.zh in row
    for _, fact in library.located_facts():
        for claim in fact.claims:
            assert claim.note is None or claim.note.zh in pages
            assert claim.scope is None or claim.scope.zh in pages
            assert claim.printed is None or claim.printed in pages


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  passed_by:", "  passed_bye:", 'The phrase "passed_by" is missing'),
        ("第{section}节第{paragraph}段", "第{section}节第{para}段", 'has "{para}"'),
    ],
)
def test_a_phrase_that_pages_need_is_missed_before_they_are_made(
    library_folder: Path, old: str, new: str, said: str
) -> None:
    """An editor who renames a phrase or a value in it is told so by the check, not by a traceback."""
    path = library_folder / "vocabulary.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    library = read_library(library_folder).library()
    assert library is not None

    problems = missing_words(library)

    assert [said in problem.message.en for problem in problems] == [True]


def test_records_of_different_kinds_may_have_one_id(library_folder: Path) -> None:
    """A place with facts of its own that became a community keeps its id: no page has an anchor twice."""
    path = library_folder / "places.yaml"
    text = path.read_text(encoding="utf-8").replace("id: elm-subdistrict", "id: elm")
    facts = """  community: elm
  facts:
    - id: elm-parks
      measure: parks
      claims:
        - {value: {zh: 两个园区, en: Two parks}, status: planned, source: paper, at: S2¶6}
"""
    path.write_text(text.replace("  community: elm\n", facts), encoding="utf-8")
    library = read_library(library_folder).library()
    assert library

    pages = render_pages(plan_site(library, date(2024, 6, 1)))

    assert 'id="place-elm"' in pages["zh/communities/index.md"]
    for name, page in pages.items():
        anchors = re.findall(r'(?<=\bid=")[^"]+|(?<=\{#)[a-z0-9-]+', page)
        assert len(anchors) == len(set(anchors)), name
    assert {"of-community-elm", "of-place-elm"} <= set(re.findall(r"\{#([a-z-]+)", pages["zh/cite/index.md"]))
