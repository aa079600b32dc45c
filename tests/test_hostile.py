"""Nothing that an editor writes can become markup, run, fetch or break a page: it is refused, or shown to the letter.

Every text field of the records holds every text of `hostile.SHOWN` at once. A twin of that site holds harmless words
in their place: once they are exchanged for the hostile ones, its pages as a browser sees them, element by element
and attribute by attribute, must be the hostile pages, and so must its feeds, calendars, data, drawings and plain
texts as the programs read them that they are for.
"""

import csv
import json
import re
import string
from collections.abc import Callable, Iterator
from html import unescape
from html.parser import HTMLParser
from itertools import cycle, zip_longest
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from icalendar import Calendar
from markdown_it import MarkdownIt
from playwright.sync_api import Browser, Dialog, Page
from pydantic import ValidationError

from conftest import ADDRESS, site_of
from folders import HERE, complete
from fuzz import quick, watched
from hostile import NO_VALUE, REFUSED, SHOWN, fields_in, replaced, text_fields
from serving import served
from sitegen import checks
from sitegen.__main__ import main
from sitegen.core.problems import Problem
from sitegen.export.csv_text import FORMULA_STARTS, escape_formula
from sitegen.i18n.languages import LANGUAGES
from sitegen.loading.load import Draft, read_library
from sitegen.loading.parse import LISTS, OPTIONAL, SINGLE
from sitegen.page_kinds import KINDS
from sitegen.records import model
from sitegen.render.environment import STRAIGHT
from sitegen.strict_yaml import nodes as yamlfile
from sitegen.strict_yaml.lexical import hidden_kind

NOTE = {"note": {"zh": "附注。", "en": "A note."}}
# What is written into the fields that the tiny library leaves out: the record, the place within it, and its keys.
ADDED: tuple[tuple[tuple[str, str], tuple[str | int, ...], dict[str, Any]], ...] = (
    (("site", ""), (), {"publisher": {"zh": "编者", "en": "The publisher"}}),
    (("site", ""), (), {"contact": {"zh": "请来信", "en": "Write to us"}}),
    (("site", ""), (), {"repository": "https://example.org/repository"}),
    (
        ("site", ""),
        (),
        {"licence": {"id": "X", "title": {"zh": "许可", "en": "A licence"}, "url": "https://example.org/"}},
    ),
    (
        ("communities", "elm"),
        ("facts", 1),
        {"shown": {"source": "paper", "why": {"zh": "较新。", "en": "Newer."}}},
    ),
    (("communities", "elm"), ("structure",), NOTE | {"as_of": "2023-08", "printed": "去年"}),
    (
        ("communities", "elm"),
        ("events", 1, "plan", 1),
        {"why": {"zh": "工期延长。", "en": "Work took longer."}},
    ),
    (("organisations", "maker"), (), NOTE),
    (("organisations", "maker"), ("former_names", 0), NOTE | {"printed": "去年"}),
    (("places", "ash"), ("named",), NOTE | {"printed": "去年", "said_by": "bureau"}),
)
MOVED = {"moved": [{"old": "communities/former", "new": "communities/elm"}, {"old": "about#former", "new": "about#purpose"}],
         "withdrawn": [{"old": "facilities#fact-former", "why": {"zh": "来源已撤回。", "en": "Its source was withdrawn."}}]}  # fmt: skip
Trees = dict[Any, Any]
# A page says hundreds of phrases, which all go the same way: each holds one word in so many, and all of them every one.
SHARES = 8


def letters(number: int) -> str:
    """Return a word of its own for ``number``."""
    first, second = divmod(number, 26)
    return string.ascii_lowercase[first] + string.ascii_lowercase[second]


# The harmless word that stands for each hostile text.
WORDS = {f"Q{letters(number)}q": payload for number, payload in enumerate(SHOWN)}


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Draft:
    """The tiny library with every field in use."""
    folder = complete(HERE / "library", tmp_path_factory.mktemp("records") / "data")
    (folder / "redirects.yaml").write_text(json.dumps(MOVED), encoding="utf-8")
    trees = trees_of(read_library(folder))
    for path, place, keys in ADDED:
        trees[path] = replaced(trees[path], place, with_keys(keys))
    write(trees, folder)
    draft = read_library(folder)
    assert draft.problems == []
    return draft


def with_keys(keys: dict[str, Any]) -> Callable[[Any], Any]:
    """Return what adds ``keys`` to a mapping."""
    return lambda old: old | keys


def trees_of(draft: Draft) -> Trees:
    """Return every record as dicts, lists and scalars."""
    return {path: draft.nodes[path].plain() for path in draft.records}


def write(trees: Trees, folder: Path) -> None:
    """Write the records into ``folder``; what nobody sees is written as an escape, past whatever reads the lines."""
    files = {kind: trees[kind, ""] for kind in SINGLE | OPTIONAL if (kind, "") in trees}
    files |= {kind: [tree for path, tree in trees.items() if path[0] == kind] for kind in LISTS}
    folder.mkdir(exist_ok=True)
    for kind, tree in files.items():
        text = json.dumps(tree, ensure_ascii=False, indent=1)  # JSON is YAML
        text = "".join(f"\\U{ord(sign):08x}" if sign != "\n" and hidden_kind(sign) else sign for sign in text)
        (folder / f"{kind}.yaml").write_text(text + "\n", encoding="utf-8")
    for records in folder.glob("*/*.yaml"):
        records.unlink()


def filled(draft: Draft, words: list[str]) -> Trees:
    """Return the records with ``words`` in every text, each beside a word of its own; a phrase holds a share of them."""
    count, trees, said = 0, trees_of(draft), " ".join(words)

    def write_at(record: type[model.Record], field: str) -> Callable[[Any], str]:
        nonlocal count
        count += 1
        mark = f"x{letters(count // 676)}{letters(count % 676)}x"
        if record is model.Phrase:
            braced = " ".join(words[count % SHARES :: SHARES]).replace("{", "{{").replace("}", "}}")
            return lambda old: f"{old}“{braced} {mark},z”" + ("字" if field == "zh" else "")
        return lambda _: f"字“{said} {mark},z”字" if field == "zh" else f"{said} {mark},z"

    for path, record in draft.records.items():
        for place, kind, field, sort in fields_in(record):
            if sort == "text":
                trees[path] = replaced(trees[path], place, write_at(kind, field))
    # A mail address in the contact would be written to; what such a link holds is encoded, and has tests of its own.
    plain = " ".join(word for word, shown in zip(words, SHOWN, strict=True) if "@e" not in shown)
    trees["site", ""]["contact"] = {"zh": f"字“{plain}”字", "en": plain}
    return trees


@pytest.fixture(scope="module")
def twins(draft: Draft, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The site of harmless words and the one whose every text is hostile, as the commands build them.

    The rules for prose would refuse most of the texts, and the reader those that are so long. Safety is not to
    depend on either, so both are left out.
    """
    folders = []
    for words in (list(WORDS), list(WORDS.values())):
        folder = tmp_path_factory.mktemp("site")
        write(filled(draft, words), folder / "data")
        with pytest.MonkeyPatch.context() as without:
            without.setattr(checks, "run", lambda _: [])
            without.setattr(yamlfile, "TEXT_LIMIT", 10_000)
            command = [
                "--data",
                str(folder / "data"),
                "--docs",
                str(folder / "pages"),
                "--as-of",
                "2024-06-01",
            ]
            assert main(["generate", *command, "--site-url", ADDRESS]) == 0
        site_of(folder / "pages", folder)
        folders.append(folder)
    return folders[0], folders[1]


# Of each element: its name, its attributes, and its own text; of a drawing, whose lines break where there is room,
# which elements and attributes there are, and all its text. In one piece: Playwright takes long over so many parts.
SEEN = """() => {
  const squeezed = (text) => text.replace(/\\s+/g, " ").trim();
  const attributes = (element) => [...element.attributes].map(({name, value}) => [name, squeezed(value)]);
  const own = (element) => squeezed([...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join("|"));
  const drawn = (svg) => [
    [...new Set([...svg.querySelectorAll("*")].flatMap((part) => [part.localName, ...part.getAttributeNames()]))].sort(),
    svg.textContent.replace(/\\s+/g, ""),
  ];
  return JSON.stringify([...document.querySelectorAll("*")].filter((element) => !element.parentElement?.closest("svg")).map((element) =>
    element.localName === "svg" ? ["svg", ...drawn(element)] : [element.localName, attributes(element), own(element)]));
}"""
# Holds each piece of a Chinese name, and so no whole word.
PIECES = "data-names"
# What depends on the length or the sum of the texts: the size and checksum of a file, the edition of a record. And the
# mark before a formula in the sample row of a table, which is shown as it stands in the file.
SUMMED = re.compile(r"\d+ K?B\b|(?<![0-9a-f])([0-9a-f]{8}|[0-9a-f]{64})(?![0-9a-f])|^'(?==)")


def translated(seen: Any, *, tight: bool = False) -> Any:
    """Return what was seen on the harmless side with its words exchanged."""
    if isinstance(seen, str):
        said = re.sub("Q[a-z]{2}q", lambda word: WORDS.get(word[0], word[0]), seen)
        return re.sub(r"\s+", "", said) if tight else said
    if isinstance(seen, dict):
        return {key: translated(value) for key, value in seen.items()}
    if isinstance(seen, list | tuple):
        return [translated(item, tight=tight) for item in seen]
    return seen


def seen_on(page: Page) -> list[Any]:
    """Return every element of the page but what is known to differ."""
    seen: list[Any] = json.loads(page.evaluate(SEEN))
    for element in seen:
        if element[0] == "script" and ["type", "application/ld+json"] in element[1]:
            element[2] = json.loads(element[2])
        if element[0] == "noscript":  # to a browser with scripts its content is no more than text
            element[2] = unescape(element[2])
        if element[0] != "svg":
            # The theme's script gives a style to its sidebars, and a title to a link that is cut short.
            cut = any(name == "class" and "md-" in value for name, value in element[1])
            skipped = (PIECES, "style", *(["title"] if cut else []))
            element[1] = [pair for pair in element[1] if pair[0] not in skipped]
    return seen


def differences(wanted: list[Any], found: list[Any]) -> list[tuple[str, str]]:
    """Return the first few pairs that part, each from shortly before where it does."""
    wrong = [
        (one, other)
        for one, other in zip_longest(wanted, found)
        if one != other and _settled(one) != _settled(other)
    ]
    return [_parting(*pair) for pair in wrong[:3]]


def _settled(seen: Any) -> Any:
    if isinstance(seen, str):
        return SUMMED.sub("", seen)
    if isinstance(seen, dict):
        return {key: _settled(value) for key, value in seen.items()}
    return [_settled(item) for item in seen] if isinstance(seen, list | tuple) else seen


def _parting(wanted: object, found: object) -> tuple[str, str]:
    one, other = (json.dumps(side, ensure_ascii=False, default=str) for side in (wanted, found))
    start = max(0, next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0) - 60)
    return one[start : start + 160], other[start : start + 160]


def test_every_text_field_of_the_model_is_filled(draft: Draft) -> None:
    """Each field that can hold a text, of every record that a file can hold, holds the hostile ones."""
    fields = text_fields((SINGLE | OPTIONAL | LISTS).values())
    used = {
        (type(part).__name__, name)
        for record in draft.records.values()
        for part in parts_of(record)
        for name in part.model_fields_set
        if getattr(part, name)
    }

    assert fields - used == set()
    assert ("Licence", "id") in fields
    assert ("Change", "what") in fields
    places = sum(sort == "text" for record in draft.records.values() for *_, sort in fields_in(record))
    print(f"{len(SHOWN)} hostile texts in {places} places of {len(fields)} fields")


def parts_of(value: Any) -> Iterator[model.Record]:
    """Yield every record within ``value``."""
    if isinstance(value, model.Record):
        yield value
        value = [getattr(value, name) for name in type(value).model_fields]
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for item in value:
            yield from parts_of(item)


def test_hostile_pages_are_the_harmless_ones_in_other_words(
    browser: Browser, twins: tuple[Path, Path]
) -> None:
    """No element, attribute, script or request comes from a text, and each text is there to the letter.

    The console stays empty, so nothing even tried what the content-security policy forbids.
    """
    said: list[str] = []
    asked: list[str] = []
    differing: dict[str, object] = {}

    def refused(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    sites = [twin / "site" for twin in twins]
    pages, same = (sorted(path.relative_to(site) for path in site.rglob("*.html")) for site in sites)
    assert pages == same
    # A browser leaves the pages that only lead on; they are compared as files.
    pages = [page for page in pages if "former" not in page.parts]
    with served(sites[0], "/base") as calm, served(sites[1], "/base") as wild, browser.new_page() as page:
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", refused)
        page.on("request", lambda request: asked.append(request.url))
        for path in pages:
            page.goto(f"{calm}{path}")
            wanted = [translated(element, tight=element[0] == "svg") for element in seen_on(page)]
            page.goto(f"{wild}{path}")
            if wrong := differences(wanted, seen_on(page)):
                differing[str(path)] = wrong
            assert page.evaluate("window.pwned") is None
    assert differing == {}
    assert [url for url in asked if not url.startswith((calm, wild, "data:"))] == []
    assert said == []
    assert len(pages) > 2 * 15
    print(f"{len(pages)} pages in two sites")


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_shows_hostile_text_to_the_letter(
    browser: Browser, twins: tuple[Path, Path], language: str
) -> None:
    """The titles, sections and excerpts that search finds hold the words themselves and no element but its marks."""
    said: list[str] = []
    words = " ".join(WORDS.values())
    with served(twins[1] / "site", "/base") as address, browser.new_page() as page:
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: said.append(dialog.message))
        for query in ("script", "onerror"):
            page.goto(f"{address}{language}/search/?q={query}")
            page.wait_for_selector("#search-results > li p")
            tags = page.evaluate(
                "() => [...new Set([...document.querySelectorAll('#search-results *')].map((part) => part.localName))]"
            )
            excerpts = page.locator("#search-results > li > p").all_text_contents()

            assert set(tags) <= {"li", "a", "p", "ul", "mark"}
            assert excerpts
            for excerpt in excerpts:
                # An excerpt is cut between words, and the engine sets them apart by one space.
                assert _is_cut_from(excerpt, words), excerpt
            assert page.evaluate("window.pwned") is None
    assert said == []


def _is_cut_from(excerpt: str, words: str) -> bool:
    """Say whether every word of the excerpt with a sign of markup stands in ``words``."""
    # The engine tells no < of a text from an &lt; that a text names.
    known = "".join(words.replace("&lt;", "<").replace("&gt;", ">").split())
    return all(
        word.strip(",z.。“”字") in known for word in re.split("[ “”]", excerpt) if re.search('[<>&"=]', word)
    )


class _Events(HTMLParser):
    """Everything in a page, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.events: list[Any] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.events.append(["element", tag, [list(pair) for pair in attrs]])

    def handle_endtag(self, tag: str) -> None:
        self.events.append(["end", tag])

    def handle_data(self, data: str) -> None:
        if self.events and self.events[-1][0] == "text":
            self.events[-1][1] += data
        else:
            self.events.append(["text", data])

    def handle_comment(self, data: str) -> None:
        self.events.append(["comment", data])

    def handle_decl(self, decl: str) -> None:
        self.events.append(["declaration", decl])


def html(path: Path) -> list[Any]:
    """Return the elements and texts of a page."""
    return _Events(path.read_text(encoding="utf-8")).events


def xml(path: Path) -> list[Any]:
    """Return the elements, attributes and texts of a feed or a list of addresses, which must be well-formed."""
    return [[one.tag, dict(one.attrib), one.text, one.tail] for one in ElementTree.parse(path).iter()]


def markdown(path: Path) -> list[Any]:
    """Return what whoever reads Markdown sees: each block, link and text."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = reader.parse(path.read_text(encoding="utf-8"))
    parts: list[Any] = []
    for token in tokens:
        for part in token.children if token.children is not None else [token]:
            content = re.sub(r"\s+", " ", part.content)
            parts.append(
                [part.type, part.tag, dict(part.attrs), content.strip() if part.type == "text" else content]
            )
    return parts


def calendar(path: Path) -> list[Any]:
    """Return the name of every line of a calendar, and every property as its readers decode it."""
    text = path.read_bytes().decode()
    lines = [re.split("[:;]", line)[0] for line in re.sub("\r\n[ \t]", "", text).split("\r\n")]
    decoded: list[Any] = []
    for part in Calendar.from_ical(text).walk():
        properties: Any = part.property_items(recursive=False)
        decoded += [
            [part.name, name, *(str(one) for one in getattr(value, "cats", [value])), dict(value.params)]
            for name, value in properties
            if name not in ("BEGIN", "END")
        ]
    return [lines, *decoded]


def data(path: Path) -> list[Any]:
    """Return a document of the published data without what depends on its length."""

    def kept(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: kept(item) for key, item in value.items() if key not in ("bytes", "sha256", "hash")}
        return [kept(item) for item in value] if isinstance(value, list) else value

    return [kept(json.loads(path.read_text(encoding="utf-8")))]


def table(path: Path) -> list[Any]:
    """Return the rows of a table as spreadsheets read them."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def citation(path: Path) -> list[Any]:
    """Return what a program reads that cites the data."""
    return [yaml.safe_load(path.read_text(encoding="utf-8"))]


def lines(path: Path) -> list[Any]:
    """Return the lines of a text."""
    return path.read_text(encoding="utf-8").split("\n")


READERS: dict[str, Callable[[Path], list[Any]]] = {
    ".html": html,
    ".xml": xml,
    ".md": markdown,
    "llms.txt": markdown,
    "robots.txt": lines,
    ".ics": calendar,
    ".json": data,
    ".csv": table,
    ".cff": citation,
}


def test_what_programs_read_is_the_harmless_in_other_words(twins: tuple[Path, Path]) -> None:
    """Feeds, calendars, data, citations, plain texts and the pages outside the theme keep their structure.

    Only their texts differ, which are there to the letter; no cell of a table begins as a formula does.
    """
    differing: dict[str, object] = {}
    kinds: set[str] = set()
    calm, wild = (twin / "pages" for twin in twins)
    for path in sorted(path for path in calm.rglob("*") if path.is_file() and path.name[0] != "."):
        name = path.relative_to(calm)
        if name.parts[0] == "cards" or (name.parts[0] != "root" and path.suffix == ".md"):
            continue  # drawings are looked at below; these are what the site engine makes its pages of
        kind = path.name if path.name in READERS else path.suffix
        wanted, found = translated(READERS[kind](path)), READERS[kind](wild / name)
        if kind == ".csv":
            wanted = [[escape_formula(cell) for cell in row] for row in wanted]
            assert [cell for row in found for cell in row if cell.startswith(tuple(FORMULA_STARTS))] == []
            assert any(cell.startswith("'=HYPERLINK") for row in found for cell in row)
        if kind in (".md", "llms.txt"):
            assert not [part for part in found if part[0] in ("html_block", "html_inline", "image", "code_block")]  # fmt: skip
        if wrong := differences(wanted, found):
            differing[str(name)] = wrong
        kinds.add(kind)
    assert differing == {}
    assert kinds == set(READERS)
    assert {path.relative_to(calm) for path in calm.rglob("*")} == {
        path.relative_to(wild) for path in wild.rglob("*")
    }


def test_cards_hold_hostile_text_as_letters(twins: tuple[Path, Path], draft: Draft) -> None:
    """The drawings for shared links stay well-formed, with no element or attribute of a text's making."""
    drawings = sorted((twins[1] / "pages" / "cards").rglob("*.svg"))
    texts = _strings(filled(draft, list(WORDS.values())))
    known = {_tight(text.replace("{{", "{").replace("}}", "}")).translate(STRAIGHT) for text in texts}
    known |= {_tight(text).translate(STRAIGHT) for text in texts}
    for drawing in drawings:
        calm = ElementTree.parse(twins[0] / drawing.relative_to(twins[1]))
        wild = ElementTree.parse(drawing)
        title = _tight("".join(wild.findall(".//{*}text")[1].itertext()))
        # A text that is too long ends in three dots.
        beginning = title.rstrip("…").translate(STRAIGHT)

        assert {(part.tag, *sorted(part.attrib)) for part in wild.iter()} <= {
            (part.tag, *sorted(part.attrib)) for part in calm.iter()
        } | {("{http://www.w3.org/2000/svg}tspan", "dy", "x")}
        assert any(text.startswith(beginning) for text in known), title
    assert len(drawings) == 2 * 17


def _strings(tree: Any) -> list[str]:
    if isinstance(tree, dict | list):
        return [
            text for item in (tree.values() if isinstance(tree, dict) else tree) for text in _strings(item)
        ]
    return [tree] if isinstance(tree, str) else []


def _tight(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="module")
def fast() -> Iterator[None]:
    """Read files that a test leaves as they are only once."""
    with quick():
        yield


def refusals(draft: Draft, folder: Path, kind: str, payloads: list[str]) -> None:
    """Assert that ``payloads``, of which every field of this kind gets the next one, are refused, each at its place."""
    count, trees, following = 0, trees_of(draft), cycle(payloads)
    for path, record in draft.records.items():
        for place, *_, found in fields_in(record):
            if found == kind:
                trees[path], count = replaced(trees[path], place, lambda _: next(following)), count + 1
    write(trees, folder)
    problems = read_library(folder).problems

    assert count
    assert len({problem.place for problem in problems}) >= count
    assert complete_messages(problems)


def complete_messages(problems: list[Problem]) -> bool:
    """Say whether each problem has a place, speaks both languages and prints as its two lines."""
    return all(
        problem.place.line > 0
        and re.search("[\u4e00-\u9fff]", problem.message.zh + problem.message.fix_zh)
        and re.search("[A-Za-z]", problem.message.en)
        and [line.isprintable() for line in str(problem).split("\n")] == [True, True]
        for problem in problems
    )


@pytest.mark.usefixtures("fast")
@pytest.mark.parametrize("turn", range(4))
def test_what_nobody_sees_is_refused_in_every_text(draft: Draft, tmp_path: Path, turn: int) -> None:
    """Each text that is too long or holds a sign that cannot be seen is refused where it stands."""
    payloads = list(REFUSED.values())
    refusals(draft, tmp_path / "data", "text", payloads[turn:] + payloads[:turn])


@pytest.mark.usefixtures("fast")
@pytest.mark.parametrize("kind", ["form", "reference"])
@pytest.mark.parametrize("payload", [*NO_VALUE, *SHOWN[1::12], *list(REFUSED.values())[::12]])
def test_what_is_no_text_has_its_form(draft: Draft, tmp_path: Path, payload: str, kind: str) -> None:
    """An id, a date, a figure, an address, a word of a vocabulary: anything else is refused where it stands."""
    refusals(draft, tmp_path / "data", kind, [payload])


@pytest.mark.usefixtures("fast")
@pytest.mark.parametrize("payload", [one for one in NO_VALUE if one not in ("-", "a/b", "a#b")])
def test_no_page_moves_out_of_the_site(draft: Draft, tmp_path: Path, payload: str) -> None:
    """An address of a page that has moved, where a file will be written, is one below the site."""
    refusals(draft, tmp_path / "data", "address", [payload])


@pytest.mark.parametrize(
    "phrase", ["{n.__class__}", "{n!r}", "{n:>999999999}", "{0}", "{}", "{", "}", "{n[0]}", "{ n }"]
)
def test_a_phrase_takes_names_and_no_program(phrase: str) -> None:
    """What a phrase fills in is a value by its name: it cannot look into one, nor pad it without end."""
    with pytest.raises(ValidationError, match="Braces must hold a name"):
        model.Phrase.model_validate({"zh": f"第“{phrase}”", "en": "a"})


def test_a_message_cannot_pass_for_another(tmp_path: Path, draft: Draft) -> None:
    """A line break or an escape sequence in a record neither starts a line of the report nor commands a terminal."""
    trees = trees_of(draft)
    trees["places", "ash"]["named"] |= {"source": "a\n::error::b\x1b[2J"}
    write(trees, tmp_path / "data")
    said = [str(problem) for problem in read_library(tmp_path / "data").problems]

    assert any("\\u{a}::error::b\\u{1b}[2J" in line for line in said)
    assert not any("\n::" in line or "\x1b" in line for line in said)


def test_the_page_about_the_site_keeps_its_own_anchors(twins: tuple[Path, Path]) -> None:
    """The anchors that no section may take are the ones that the page has besides its sections."""
    page = html(twins[0] / "site" / "en" / "about" / "index.html")
    found = {dict(event[2]).get("id") for event in page if event[0] == "element"}

    assert {anchor for anchor in found if anchor and not anchor.startswith("__")} == KINDS[
        "about"
    ].own_anchors | {
        "purpose",
        "former",
    }


@pytest.mark.parametrize(
    "content",
    [
        b"a: " + b"[" * 100_000,
        b"[" + b"a," * 20_000 + b"]",
        b"{" + b"a," * 20_000 + b"}",
        b"a: &a [" + b"*a," * 20_000 + b"]",
        b"a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]\n",
        b"!!python/object/apply:os.system [x]",
        b"- !!python/object/new:os.system [x]\n- !<tag:yaml.org,2002:python/name:os.system> x",
        b"- " * 20_000,
        b"? " * 20_000,
        b"a: '" + b"a" * 1_000_000 + b"'",
        b"a: " + b"a b c d " * 100_000,
    ],
    ids=lambda content: content[:8].decode(),
)
def test_no_bomb_holds_the_reader_up(tmp_path: Path, content: bytes) -> None:
    """Depth, length, repetition, tags and aliases are refused, and cost no more than reading the file does."""
    folder = complete(HERE / "library", tmp_path / "data")
    (folder / "sources.yaml").write_bytes(content)
    with watched():
        problems = read_library(folder).problems

    assert problems
    assert complete_messages(problems[:100])
