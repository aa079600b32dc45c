"""YAML is read strictly: what people type stays as typed, and every slip is reported where it stands."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sitegen.core.problems import Problem
from sitegen.loading.parse import File, parse_file
from sitegen.strict_yaml import nodes as yamlfile
from sitegen.strict_yaml.lexical import decode, scan
from sitegen.strict_yaml.nodes import Node, read_yaml

NAME = "data/x.yaml"
Tree = str | list["Tree"] | dict[str, "Tree"]
Steps = tuple[str | int, ...]

# What is in the file, where the slip stands (line, column), and what the message says of it.
SLIPS = {
    "tab in indentation": ("a:\n\tb: 1\n", (2, 1), "There is a tab"),
    "tab within a line": ("a: b\tc\n", (1, 5), "There is a tab"),
    "full-width colon": ("a: 1\nname：百官\n", (2, 5), "full-width colon"),
    "full-width colon in an item": ("- a: 1\n- name：百官\n", (2, 7), "full-width colon"),
    "no space after the colon": ("a: 1\nname:2\n", (2, 5), "space is missing after the colon"),
    "no space after an item's colon": ("- a: 1\n  name:2\n", (2, 7), "space is missing after the colon"),
    "no space after the dash": ("a:\n  - b\n  -c\n", (3, 3), "space is missing after the dash"),
    "another dash": ("a:\n  — b\n", (2, 3), "another dash or a bullet"),
    "bullet": ("• b\n", (1, 1), "another dash or a bullet"),
    "duplicate key": ("a: 1\nb: 2\na: 3\n", (3, 1), 'The key "a" is repeated; it stands in line 1'),
    "duplicate key in braces": ("b: {a: 1, a: 2}\n", (1, 11), 'The key "a" is repeated'),
    "duplicate key in another spelling": ("é: 1\ne\u0301: 2\n", (2, 1), 'The key "é" is repeated'),
    "list as a key": ("a: 1\n[b]: c\n", (2, 1), "A key must be text"),
    "alias": ("a: 1\nb: *x\n", (2, 4), "A YAML alias (*)"),
    "anchor": ("a: 1\nb: &x 2\n", (2, 4), "A YAML anchor (&)"),
    "tag": ("a: 1\nb: !!str 2\n", (2, 4), "A YAML tag (!)"),
    "own tag": ("a: !place 百官\n", (1, 4), "A YAML tag (!)"),
    "UTF-8 with BOM": (b"\xef\xbb\xbfa: 1\n", (1, 1), "byte order mark (UTF-8 BOM)"),
    "UTF-16, little end first": (
        b"\xff\xfe" + "a: 1\n".encode("utf-16-le"),
        (1, 1),
        "byte order mark (UTF-16)",
    ),
    "UTF-16, big end first": (b"\xfe\xff" + "a: 1\n".encode("utf-16-be"), (1, 1), "byte order mark (UTF-16)"),
    "GBK": ("a: 1\nb: 百官\n".encode("gbk"), (2, 4), "not encoded in UTF-8; it looks like GBK: b: 百官"),
    "GBK after UTF-8": ("曹娥: ".encode() + "道墟\n".encode("gbk"), (1, 5), "not encoded in UTF-8"),
    "no encoding at all": (b"a: 1\nb: x\xff\n", (2, 5), "not encoded in UTF-8"),
    "NUL": ("a: 1\nb: x\0y\n", (2, 5), "A NUL character"),
    "zero-width space": ("a: 1\nb: x\u200by\n", (2, 5), "invisible character stands here (U+200B)"),
    "zero-width space in a comment": ("a: 1\n# \u200b\n", (2, 3), "invisible character stands here (U+200B)"),
    "byte order mark further on": ("a: 1\n\ufeffb: 2\n", (2, 1), "invisible character stands here (U+FEFF)"),
    "private character": ("a: \ue000\n", (1, 4), "invisible character stands here (U+E000)"),
    "control character": ("a: 1\n\x07\n", (2, 1), "invisible character stands here (U+0007)"),
    "no-break space": ("a: 1\nb: x\u00a0y\n", (2, 5), "special space stands here (U+00A0)"),
    "ideographic space": ("a: 1\n\u3000b: 2\n", (2, 1), "special space stands here (U+3000)"),
    "empty file": ("", (1, 1), "The file is empty"),
    "blank file": ("\n  \n", (1, 1), "The file is empty"),
    "comments only": ("# one\n# two\n", (1, 1), "only comments"),
    "two documents": ("a: 1\n---\nb: 2\n", (2, 1), "more than one document"),
    "merge conflict begins": ("a: 1\n<<<<<<< HEAD\n", (2, 1), "git could not merge them"),
    "merge conflict goes on": ("a: 1\n=======\n", (2, 1), "git could not merge them"),
    "merge conflict ends": ("a: 1\n>>>>>>> other\n", (2, 1), "git could not merge them"),
    "empty value": ("a:\nb: 1\n", (1, 3), "is not filled in"),
    "empty item": ("- a\n-\n", (2, 2), "value is empty"),
    "tilde": ("a: ~\n", (1, 4), "is not filled in"),
    "null": ("a: null\n", (1, 4), "is not filled in"),
    "text over two lines": ("a: b\n  c\n", (1, 4), "runs over a line"),
    "quoted text over two lines": ('a: "b\n  c"\n', (1, 4), "runs over a line"),
    "literal block": ("a: |\n  b\n", (1, 4), "runs over a line"),
    "folded block": ("a: >\n  b\n  c\n", (1, 4), "runs over a line"),
    "comment after a value": ("a: 1\nb: x # y\n", (2, 6), 'after the "#" is lost'),
    "comment after a quoted value": ('a: "x"  # y\n', (1, 9), 'after the "#" is lost'),
    "Chinese comma": ("a: [甲，乙]\n", (1, 5), "separated by Chinese commas"),
    "Chinese enumeration comma": ("- [甲、乙]\n", (1, 4), "separated by Chinese commas"),
    "comma in braces": ("a: {zh: 甲, en: one, two}\n", (1, 21), 'makes "two" a key'),
    "brackets without end": ("[ " * 5000, (1, 25), "nesting is too deep"),
    "nested brackets": ("[ " * 5000 + "]" * 5000, (1, 25), "nesting is too deep"),
    # The parser itself refuses these, before it says where any of them stands.
    "crowded brackets": ("[" * 5000, (1, 1001), "nesting is too deep"),
    "nested dashes": ("- " * 5000 + "a\n", (1, 25), "nesting is too deep"),
    "quotation mark without end": ('a: 1\nb: "c\n', (2, 4), "unexpected end of stream"),
    "text after a quotation": ('a: 1\nb: "c" d\n', (2, 8), "did not find expected key"),
    "quotation within a quotation": ('a: "他说"好""\n', (1, 8), "did not find expected key"),
    "escaped invisible character": ('a: "x\\u200by"\n', (1, 4), "invisible character"),
    "full-width colon in braces": ("a: {zh：甲, en: b}\n", (1, 7), "full-width colon"),
    "no space after a colon in braces": ("a: {zh:甲, en: b}\n", (1, 7), "space is missing after the colon"),
    "empty value in braces": ("a: {zh: , en: b}\n", (1, 9), "is not filled in"),
    "number as a key": ("1: a\n", (1, 1), "key must be text"),
    "truth as a key": ("true: a\n", (1, 1), "key must be text"),
    "tag without a name": ("a: ! 12\n", (1, 4), "tag (!)"),
    "Chinese comma among others": ("a: [甲，乙, 丙]\n", (1, 5), "Chinese commas"),
    "three-way conflict": ("a: 1\n||||||| base\n", (2, 1), "git could not merge them"),
    "bracket without end": ("a: [b, c\n", (2, 1), "did not find expected ',' or ']'"),
    "brace without end": ("a: {b: c\n", (2, 1), "did not find expected ',' or '}'"),
    "bracket without beginning": ("a: b]\nc: ]\n", (2, 4), "YAML cannot be read"),
    "two colons": ("a: b: c\n", (1, 5), "mapping values are not allowed"),
    "at sign": ("a: @b\n", (1, 4), "cannot start any token"),
    "Kangxi radical": ("a: 曹⾕\n", (1, 5), '"⾕" only looks like'),
    "radical of the supplement": ("a: ⻘⻢\n", (1, 4), '"⻘⻢" only looks like'),
    "compatibility form": ("a: \uf9f4\n", (1, 4), "only looks like"),
    "circled number": ("a: ①甲\n", (1, 4), '"①" only looks like'),
    "square metre": ("a: 甲㎡\n", (1, 5), '"㎡" only looks like'),
    "ligature": ("a: ﬁeld\n", (1, 4), '"ﬁ" only looks like'),
    "full-width letters": ("a: Ａ１座\n", (1, 4), '"Ａ１" only looks like'),
    "half-width katakana": ("a: ｶﾅ\n", (1, 4), '"ｶﾅ" only looks like'),
    "combining accent": ("a: Cafe\u0301\n", (1, 7), "only looks like"),
    "degrees": ("a: 5℃\n", (1, 5), '"℃" only looks like'),
    "numero": ("a: №\n", (1, 4), '"№" only looks like'),
    "full-width percent": ("a: 5％\n", (1, 5), '"％" only looks like'),
    "soft hyphen": ("a: x\u00ady\n", (1, 5), "invisible character stands here (U+00AD)"),
    "line separator": ("a: x\u2028y\n", (1, 5), "special space stands here (U+2028)"),
    "Chinese quotation marks with a comma": (
        "a: {zh: “甲, 乙”, en: b}\n",
        (1, 9),
        "Chinese quotation marks, “甲, 乙”",
    ),
    "Chinese quotation marks with a colon": ("a: “b: c”\n", (1, 4), "Chinese quotation marks, “b: c”"),
    "single Chinese quotation marks": ("- ‘b, c’\n- [‘b, c’]\n", (2, 4), "Chinese quotation marks, ‘b, c’"),
    "full-width quotation marks": ("a: ＂b＂\n", (1, 4), "full-width quotation marks, ＂b＂"),
    "full-width braces": ("a: ｛b: c}\n", (1, 4), 'bracket of YAML is full-width: "｛"'),
    "full-width brace at the end": ("a: {b: c｝\n", (1, 9), 'bracket of YAML is full-width: "｝"'),
    "full-width brackets": ("a: {b: ［c, d]}\n", (1, 8), 'bracket of YAML is full-width: "［"'),
    "black brackets": ("a: [b, c】\n", (1, 9), 'bracket of YAML is full-width: "】"'),
    "full-width hash": ("a: 1\n＃ b\n", (2, 1), 'full-width "＃"'),
    "full-width comma in braces": ("a: {zh: 甲，en: b}\n", (1, 10), 'separated by a full-width "，"'),
    "bold": ("a: **b**\n", (1, 4), "marks of another format"),
    "entity": ("a: &nbsp;b\n", (1, 4), "marks of another format"),
    "key out of line": ("a:\n  b: 1\n c: 2\n", (3, 2), "did not find expected key"),
}


def read(folder: Path, content: str | bytes) -> tuple[Node | None, list[Problem]]:
    """Read a file with this content."""
    path = folder / "x.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_yaml(path, NAME)


def tree(folder: Path, content: str | bytes) -> Node:
    """Read a file that has no mistakes."""
    root, problems = read(folder, content)
    assert problems == []
    assert root
    return root


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for one file after another."""
    return tmp_path_factory.mktemp("yaml")


@pytest.mark.parametrize(("content", "place", "says"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_reported_where_it_stands(
    folder: Path, content: str | bytes, place: tuple[int, int], says: str
) -> None:
    """Each slip is reported once, at the line and column of the character that is wrong."""
    _, problems = read(folder, content)

    found = [problem.place for problem in problems if says in problem.message.en]
    assert [(place.file, place.line, place.column) for place in found] == [(NAME, *place)]


@pytest.mark.parametrize("content", [content for content, _, _ in SLIPS.values()], ids=SLIPS)
def test_every_report_speaks_both_languages(folder: Path, content: str | bytes) -> None:
    """Whatever is wrong, the mistake and its remedy are told in Chinese and in English."""
    _, problems = read(folder, content)

    told = [problem.message for problem in problems]
    assert all(re.search("[一-鿿]", message.zh) and re.search("[一-鿿]", message.fix_zh) for message in told)
    assert all(
        re.search("[a-z]{2}", message.en) and re.search("[a-z]{2}", message.fix_en) for message in told
    )


@pytest.mark.parametrize(
    ("content", "places"),
    [
        ("a:\tb\nc: d\n\te: f\n", [(1, 3), (3, 1)]),
        ("a: x\0\nb: \0\n", [(1, 5), (2, 4)]),
        ("a: &x 1\nb: &y 2\nc: [*x, *y]\n", [(1, 4), (2, 4), (3, 5), (3, 9)]),
        ("a: 1\na: 2\na: 3\n", [(2, 1), (3, 1)]),
        (
            "a: x\u200by\nb:\nc: [甲，乙]\na: 2\nd: e # f\ng: &h i\nj: {k: l, k: m}\nn: o\n  p\n",
            [(1, 5), (2, 3), (3, 5), (4, 1), (5, 6), (6, 4), (7, 11), (8, 4)],
        ),
    ],
)
def test_every_slip_of_a_file_is_reported(folder: Path, content: str, places: list[tuple[int, int]]) -> None:
    """One slip does not hide the next."""
    _, problems = read(folder, content)

    found = {(problem.place.line, problem.place.column) for problem in problems}
    assert set(places) <= found


@pytest.mark.parametrize("content", [content for content, _, _ in SLIPS.values()], ids=SLIPS)
def test_a_line_mended_as_proposed_has_no_more_to_mend(content: str | bytes) -> None:
    """What the messages on a line propose is right: read again, the line is told of no more."""
    text, _ = decode(content if isinstance(content, bytes) else content.encode(), NAME)
    mended, _ = scan(text, NAME)

    left = [problem for problem in scan(mended, NAME)[1] if "conflict" not in problem.message.en]
    assert left == [] or "\0" in text


@pytest.mark.parametrize(
    "words",
    [
        "甲，乙：丙；（丁）！？",
        "20～30",
        "“2+x+n”",
        "甲【乙】",
        "甲［乙］",
        "km² CO₂ m³",
        "《甲》…… — ·",
        "5 × 4",
        "¶2",
        "𠮷家",
    ],
)
def test_punctuation_and_signs_of_their_own_stay(folder: Path, words: str) -> None:
    """Full-width punctuation, powers, quotation marks within a text and rare characters are what they look like."""
    assert tree(folder, f"a: {words}\nb: {{zh: {words}, en: b}}\n").plain()["a"] == words


def test_mistakes_are_told_behind_what_breaks_a_file() -> None:
    """A part that cannot be read hides neither the slips nor the wrong values of the others, before and behind it."""
    lines = [
        "- {id: A B, name: {zh: 甲, en: A}, name_basis: working}",
        '- {id: one, name: {zh: "甲, en: A}, name_basis: working}',
        "- {id: two, name：{zh: 甲, en: A}, name_basis: wurking}",
        "- {id: three, name: {zh: [甲, en: A}, name_basis: working}",
        "- {id: four, name: {zh: 甲, en: 甲}, name_basis: working}",
    ]
    for content in ("\n".join(lines), "\ufeff" + "\n".join(lines)):
        parsed = parse_file(File("x.yaml", content.encode()), "places", is_list=True)
        told = {problem.place.line for problem in parsed.problems}
        assert parsed.entries is None
        assert told == {1, 2, 3, 4, 5}

    single = "title: {zh: 甲\ntagline: 甲\nhome_facts: {a: b}\n"
    told = {
        problem.place.line
        for problem in parse_file(File("x.yaml", single.encode()), "site", is_list=False).problems
    }
    assert told == {1, 2, 3}


@pytest.mark.parametrize("content", ["a: 1\nb：2\nc: 3\n", "a: 1\nb:2\nc: 3\n", "a:\n\tb: 1\n"])
def test_a_slip_is_not_blamed_on_the_syntax(folder: Path, content: str) -> None:
    """Where a slip in the spelling breaks the syntax as well, the cause is named and not its effect."""
    _, problems = read(folder, content)

    assert [problem for problem in problems if "YAML cannot be read" in problem.message.en] == []


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("no", "no"),
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("True", "True"),
        ("1.10", "1.10"),
        ("12:30", "12:30"),
        ("010", "010"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        ("-5", "-5"),
        ("2023-04", "2023-04"),
        ("2023-08-31", "2023-08-31"),
        ("../2023-11", "../2023-11"),
        ("1000余亩", "1000余亩"),
        ("100%", "100%"),
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("a#b", "a#b"),
        ("it's", "it's"),
        ("“甲”，乙：丙", "“甲”，乙：丙"),
        ('"x # y"', "x # y"),
        ('"a: b"', "a: b"),
        ("'12'", "12"),
        ('"true"', "true"),
        ('"~"', "~"),
        ('""', ""),
        ("=", "="),
        ("99999999999999999999", "99999999999999999999"),
        ("0", 0),
        ("12", 12),
        ("999999999999999999", 999999999999999999),
        ("true", True),
        ("false", False),
    ],
)
def test_a_value_is_kept_as_typed(folder: Path, typed: str, value: str | int | bool) -> None:
    """Only plain integers and `true` and `false` are converted; all else is the text that was typed."""
    root = tree(folder, f"- {typed}\n- {{a: {typed}}}\n- end\n")

    assert [(type(item), item) for item in root.plain()[:1]] == [(type(value), value)]
    assert root.plain() == [value, {"a": value}, "end"]


@pytest.mark.parametrize(
    ("content", "plain"),
    [
        ("# a comment\na: 1\n\n# another\nb: 2\n", {"a": 1, "b": 2}),
        ("---\na: 1\n", {"a": 1}),
        ("a: 1", {"a": 1}),
        ("a:\n- 1\n- 2\n", {"a": [1, 2]}),
        ("a: {b: [c, {d: e}], f: []}\n", {"a": {"b": ["c", {"d": "e"}], "f": []}}),
        ("no: 1\n2023-04: 2\n百官: 3\n", {"no": 1, "2023-04": 2, "百官": 3}),
        ("a: [[[[[[[[[[[x]]]]]]]]]]]\n", {"a": [[[[[[[[[[["x"]]]]]]]]]]]}),
        ("a: x \nb:  y\n", {"a": "x", "b": "y"}),
        ("a:\n  # why\n  - b\n", {"a": ["b"]}),
    ],
)
def test_what_the_records_need_is_read(folder: Path, content: str, plain: object) -> None:
    """Mappings and sequences in either style, comments on lines of their own, and a depth of twelve are fine."""
    assert tree(folder, content).plain() == plain


RECORDS = """\
# The places.
- id: elm
  name: {zh: 百官, en: Baiguan}
  claims:
    - value: 1000余亩
      at: "S1¶2"
- id: oak
  items: [甲, 乙]
"""


@pytest.mark.parametrize(
    ("path", "of_key", "value", "place"),
    [
        ((), False, None, (2, 1)),
        ((0,), False, None, (2, 3)),
        ((1,), False, None, (7, 3)),
        ((0, "id"), False, "elm", (2, 7)),
        ((0, "id"), True, "elm", (2, 3)),
        ((0, "name"), False, None, (3, 9)),
        ((0, "name"), True, None, (3, 3)),
        ((0, "name", "zh"), False, "百官", (3, 14)),
        ((0, "name", "zh"), True, "百官", (3, 10)),
        ((0, "name", "en"), False, "Baiguan", (3, 22)),
        ((0, "name", "en"), True, "Baiguan", (3, 18)),
        ((0, "claims"), False, None, (5, 5)),
        ((0, "claims", 0), False, None, (5, 7)),
        ((0, "claims", 0, "value"), False, "1000余亩", (5, 14)),
        ((0, "claims", 0, "at"), False, "S1¶2", (6, 11)),
        ((0, "claims", 0, "at"), True, "S1¶2", (6, 7)),
        ((1, "items", 1), False, "乙", (8, 14)),
        ((1, "items", 1), True, "乙", (8, 14)),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_place_is_the_first_character(
    folder: Path, path: Steps, of_key: bool, value: str | None, place: tuple[int, int], line_end: str
) -> None:
    """Keys and values are found at their own line and column, counted in characters, after LF and CRLF alike."""
    root = tree(folder, RECORDS.replace("\n", line_end))

    found = root.place_at(path, of_key=of_key)
    node: object = root.plain()
    for step in path:
        node = node[step]  # type: ignore[index]
    assert (found.file, found.line, found.column) == (NAME, *place)
    assert value in (None, node)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((0, "missing"), (2, 3)),
        ((0, "name", "text", "zh"), (3, 14)),
        ((0, "claims", 7), (5, 5)),
        ((0, "claims", 0, "value", "text", "en"), (5, 14)),
        (("id", 1, "id"), (7, 7)),
    ],
)
def test_steps_that_the_file_does_not_hold_are_passed_over(
    folder: Path, path: Steps, place: tuple[int, int]
) -> None:
    """A missing key, an index beyond the end or the tag of a union lead to the nearest place there is."""
    found = tree(folder, RECORDS).place_at(path)

    assert (found.line, found.column) == place


def test_line_ends_make_no_difference(folder: Path) -> None:
    """A file saved on Windows holds the same records."""
    assert tree(folder, RECORDS.replace("\n", "\r\n")) == tree(folder, RECORDS)


def test_a_file_above_the_limit_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is read up to the limit and refused beyond it."""
    monkeypatch.setattr(yamlfile, "SIZE_LIMIT", 8)

    fits, _ = read(folder, "a: 1234\n")
    root, problems = read(folder, "a: 12345\n")

    assert fits
    assert root is None
    assert [(problem.place.line, problem.place.column) for problem in problems] == [(1, 1)]
    assert "more than the limit" in problems[0].message.en


def flow(value: Tree, column: int, path: Steps, places: dict[Steps, int]) -> str:
    """Write ``value`` on one line from ``column`` on, noting the column of everything within."""
    places[path] = column
    if isinstance(value, str):
        return value
    text = opening = "[" if isinstance(value, list) else "{"
    for step, item in enumerate(value) if isinstance(value, list) else value.items():
        text += "" if text == opening else ", "
        text += "" if isinstance(step, int) else f"{step}: "
        text += flow(item, column + len(text), (*path, step), places)
    return text + ("]" if isinstance(value, list) else "}")


WORDS = st.text("abc甲乙¶", min_size=1, max_size=4)
TREES: st.SearchStrategy[Tree] = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(TREES, min_size=1, max_size=4))
def test_a_tree_is_read_back_with_its_places(folder: Path, items: list[Tree]) -> None:
    """Whatever is written, one item a line, is read back, every value at the column where it was put."""
    places: list[dict[Steps, int]] = [{} for _ in items]
    lines = [f"- {flow(item, 3, (), known)}" for item, known in zip(items, places, strict=True)]

    root = tree(folder, "\n".join(lines))

    assert root.plain() == items
    for line, known in enumerate(places, start=1):
        found = {path: root.place_at((line - 1, *path)) for path in known}
        assert {path: (place.line, place.column) for path, place in found.items()} == {
            path: (line, column) for path, column in known.items()
        }


CHARACTERS = "ab甲1~:-?|>#&*!%@`=：，—\"'[]{},\\ \n\t\0\r\x85\u2028\u2029\ufeff\u200b\u3000"
WORDS_OF_YAML = ("true", "--", "---", "...", "<<", ": ", "- ", ", ", " # ", "\n  ", "\n- ", "\nb: ", "\r\n")
CONTENTS = st.one_of(
    st.binary(),
    st.text().map(str.encode),
    st.lists(st.sampled_from([*CHARACTERS, *WORDS_OF_YAML, "&x ", "*x", "!t "]), max_size=16).map(
        lambda pieces: "".join(pieces).encode()
    ),
)


@settings(deadline=2000)
@given(CONTENTS)
@example(b"?")
@example(b"{a: b, c")
@example(b"a: 1\rb: 2")
@example("a: 1\u2028b: 2".encode())
@example(b"? " * 5000)
@example(b"{" * 5000)
@example(b"[{a: " * 5000)
def test_no_content_stops_the_reader(folder: Path, content: bytes) -> None:
    """Whatever the bytes, reading comes to an end with a tree or says why there is none."""
    root, problems = read(folder, content)

    assert root or problems


@given(CONTENTS)
@example(b"{")
@example("-\n，".encode())
@example('"x\u2029y": 1\na: 2\na: 3'.encode())
def test_every_report_points_into_the_file(folder: Path, content: bytes) -> None:
    """A place names a line that is there, and a character of it or the end of the line."""
    _, problems = read(folder, content)

    lines = content.decode(errors="surrogateescape").replace("\r\n", "\n").split("\n")
    for problem in problems:
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
