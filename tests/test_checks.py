"""Rules: each speaks when it is broken, and the real records break none."""

from pathlib import Path

import pytest

from folders import HERE, complete
from sitegen import checks
from sitegen.checks import addresses as moved
from sitegen.checks import changes, communities, events, facts, prose, sources
from sitegen.core.problems import Problem
from sitegen.loading.load import read_library
from sitegen.records.library import Library

MODULES = (changes, communities, events, facts, moved, prose, sources)


def read(folder: Path) -> tuple[Library, list[Problem]]:
    """Return the library in ``folder`` with everything that is wrong with it."""
    draft = read_library(folder)
    library = draft.library()
    assert library is not None
    return library, draft.problems + checks.run(library)


def test_honest_records_have_no_mistakes(records: Path) -> None:
    """The data that is published keeps every rule, and so it does after honest edits."""
    _, problems = read(records)

    assert problems == []


def test_every_rule_is_registered_once_and_states_itself() -> None:
    """A rule's docstring is one sentence, and no module's rules are forgotten."""
    names = [rule.__name__ for rule in checks.RULES]

    assert len(names) == len(set(names))
    assert {rule.__module__ for rule in checks.RULES} == {module.__name__ for module in MODULES}
    assert all(rule.__doc__ and rule.__doc__.strip().endswith(".") for rule in checks.RULES)


# These rules speak only of complete libraries, so the folder of mistakes cannot show them.
ONLY_OF_COMPLETE = {
    "every_source_is_used",
    "redirects_lead_from_an_old_address_to_a_current_one",
    "glossary_terms_are_used",
    "every_community_stands_at_one_place",
    "the_factsheet_has_the_rows_that_pages_name",
}


def test_every_rule_speaks_in_the_mistakes(tmp_path: Path) -> None:
    """No rule is there that nothing can break."""
    library, _ = read(complete(HERE / "mistakes" / "records", tmp_path / "data"))

    silent = {rule.__name__ for rule in checks.RULES if not list(rule(library))}

    assert silent == ONLY_OF_COMPLETE


def edit(folder: Path, name: str, old: str, new: str) -> None:
    """Replace ``old``, which must stand once in the file, by ``new``."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new", "place", "said"),
    [
        ("communities.yaml", "source: echo", "source: paper", "sources.yaml:20:7", "supports nothing"),
        ("places.yaml", "  community: oak\n", "", "communities.yaml:2:7", "0 places of places.yaml point"),
        ("facilities.yaml", "  name_source: repost\n", "", "facilities.yaml:3:15", "needs that source"),
        ("communities/elm.yaml", "1000余亩", "1000余家", "communities/elm.yaml:24:16", "The unit is 家"),
        (
            "communities/elm.yaml",
            "row: health",
            "row: price",
            "communities/elm.yaml:102:11",
            "filled and declared",
        ),
        (
            "changes.yaml",
            "value: 1200亩以上, status: planned, source: repost",
            "value: 约900亩, status: actual, as_of: 2022, scope: {zh: 园区, en: The park}, source: repost",
            "changes.yaml:3:144",
            "says the same since",
        ),
        (
            "changes.yaml",
            "kind: source_restated",
            "kind: editorial",
            "changes.yaml:3:47",
            "A change of wording alters no fact",
        ),
        ("sources.yaml", "repeats: repost", "repeats: echo", "sources.yaml:29:12", "in a circle"),
        (
            "communities/elm.yaml",
            "id: elm\n",
            "id: elms\n",
            "communities/elm.yaml:1:5",
            "not the name of its file",
        ),
        (
            "organisations.yaml",
            "listed-firms",
            "site-area",
            "organisations.yaml:30:16",
            "not one for an organisation",
        ),
        (
            "factsheet.yaml",
            "id: area, label",
            "id: extent, label",
            "factsheet.yaml:2:3",
            'row "area" is missing',
        ),
        (
            "communities/elm.yaml",
            "id: elm-structure",
            "id: elm-area",
            "communities/elm.yaml:48:7",
            "is repeated",
        ),
        (
            "communities/elm.yaml",
            "[maker, bureau]",
            "[maker, maker]",
            "communities/elm.yaml:10:24",
            "stands twice",
        ),
        ("glossary.yaml", "zh: 一芯两轴,", "zh: 一芯三轴,", "glossary.yaml:1:34", "used in no record"),
        (
            "communities/elm.yaml",
            "count: 2",
            "count: 100000000000000000",
            "communities/elm.yaml:57:50",
            "at most 300",
        ),
        ("communities/elm.yaml", "count: 2", "count: 0", "communities/elm.yaml:57:50", "at least 1"),
        (
            "communities/elm.yaml",
            "count: 2",
            f"count: 1{'0' * 40}",
            "communities/elm.yaml:57:50",
            "A whole number is expected",
        ),
        ("communities.yaml", "- elm\n", "", "communities/elm.yaml:1:1", "does not list this file"),
        (
            "organisations.yaml",
            "kind: company",
            "kind: firm",
            "organisations.yaml:26:9",
            "not in the vocabulary",
        ),
    ],
)
def test_one_slip_is_found_at_its_place(
    library_folder: Path, name: str, old: str, new: str, place: str, said: str
) -> None:
    """A single wrong edit of a good library is reported where it was made."""
    edit(library_folder, name, old, new)

    _, problems = read(library_folder)

    assert [str(problem.place) for problem in problems if said in str(problem)] == [f"data/{place}"]


def _chain(levels: int) -> str:
    steps = zip(["core", *(f"n{step}" for step in range(levels))], range(levels), strict=False)
    return "".join(
        f"    - {{id: n{step}, parent: {parent}, name: {{zh: 层, en: Level}}}}\n" for parent, step in steps
    )


@pytest.mark.parametrize(
    ("added", "place", "said"),
    [
        (_chain(9), "", ""),
        (_chain(10), "67:7", "more than 10 levels"),
        (_chain(250), "67:7", "more than 10 levels"),
        ("    - {id: lots, name: {zh: 片, en: Blocks}, count: 300}\n", "55:5", "more than 300 parts"),
    ],
    ids=["deep", "deeper", "deepest", "broad"],
)
def test_a_structure_can_be_drawn(library_folder: Path, added: str, place: str, said: str) -> None:
    """It has ten levels and 300 parts at most, so that neither the program nor the page breaks."""
    edit(library_folder, "communities/elm.yaml", "projects:\n", f"{added}projects:\n")

    _, problems = read(library_folder)

    found = [problem for problem in problems if "structure has more" in str(problem)]
    assert [str(problem.place) for problem in found] == [f"data/communities/elm.yaml:{place}"] * bool(place)
    assert all(said in str(problem) for problem in found)


@pytest.mark.parametrize(
    ("months", "said"),
    [
        ("121", '"121" is too large. Fix: check it, and write a whole number that is at most 120.'),
        ("12000", "“12000”太大。改法：对照来源核对，写不大于120的整数。"),
        ("0", '"0" is too small. Fix: check it, and write a whole number that is at least 1.'),
        ("-6", "这里应是整数。改法：写整数，如12，不加引号、正负号和开头的0。"),
        ("1.5", "A whole number is expected here. Fix: write a whole number such as 12"),
    ],
)
def test_a_review_is_due_within_years(library_folder: Path, months: str, said: str) -> None:
    """A fact is checked again after a month at least and ten years at most."""
    edit(library_folder, "site.yaml", "done: 24", f"done: {months}")

    problems = read_library(library_folder).problems

    assert [str(problem.place) for problem in problems if said in str(problem)] == ["data/site.yaml:10:23"]


def test_an_official_positioning_may_praise(library_folder: Path) -> None:
    """The words of advertising are refused in our own text and kept where `said_by` names the speaker."""
    edit(
        library_folder,
        "communities/elm.yaml",
        "{zh: 智能制造, en: smart manufacturing}",
        "{zh: 标杆园区, en: a leading park}",
    )
    _, attributed = read(library_folder)
    edit(library_folder, "communities/elm.yaml", "at: ¶7\n        said_by: bureau", "at: ¶7")
    _, own = read(library_folder)

    assert attributed == []
    assert [problem.message.en for problem in own] == [
        'The text advertises: "标杆"',
        'The text advertises: "leading"',
    ]


@pytest.mark.parametrize(
    ("zh", "en", "refused"),
    [
        ("边界未公布。", "The boundary is open.", "未公布"),
        ("边界未见公布。", "The boundary is open.", "未见公布"),
        ("边界待定。", "The boundary is not published.", "not published"),
        ("边界待定。", "The boundary has not been published.", "not been published"),
        ("边界待定。", "No boundary is published.", "no boundary is published"),
        ("边界待定。", "The boundary is unpublished.", "unpublished"),
        ("边界未查到。", "We found no boundary in the published plan.", None),
        ("边界由区政府公布。", "The district publishes the boundary.", None),
    ],
)
def test_not_found_is_not_called_unpublished(
    library_folder: Path, zh: str, en: str, refused: str | None
) -> None:
    """Our own text says what was not found; a speaker whom `said_by` names may say that something is withheld."""
    edit(
        library_folder,
        "communities/elm.yaml",
        "{zh: 不含道路。, en: Roads not counted.}",
        f"{{zh: {zh}, en: {en}}}",
    )
    _, own = read(library_folder)
    edit(
        library_folder,
        "communities/elm.yaml",
        f"{{zh: {zh}, en: {en}}}",
        "{zh: 不含道路。, en: Roads not counted.}",
    )
    edit(
        library_folder,
        "communities/elm.yaml",
        "{zh: 智能制造, en: smart manufacturing}",
        f"{{zh: {zh}, en: {en}}}",
    )
    _, attributed = read(library_folder)

    said = f'The text says "{refused}", but all that is known is that it was not found'
    assert [problem.message.en for problem in own] == ([said] if refused else [])
    assert attributed == []


def test_a_note_is_the_sites_own_word(library_folder: Path) -> None:
    """What an editor adds to the words of a speaker is not the speaker's."""
    edit(
        library_folder,
        "communities/elm.yaml",
        "note: {zh: 已全部搬走。, en: All have gone.}",
        "note: {zh: 方案未公布。, en: All have gone.}",
    )
    _, problems = read(library_folder)

    assert [problem.message.zh for problem in problems] == ["写了“未公布”，本站知道的只是没有查到"]


def test_one_unreadable_file_does_not_condemn_the_others(library_folder: Path) -> None:
    """While a file cannot be read, nothing is called unused or missing on its account."""
    edit(
        library_folder,
        "communities/elm.yaml",
        "organisations: [maker, bureau]",
        "organisations: [maker, bureau",
    )

    draft = read_library(library_folder)
    library = draft.library()
    assert library is not None
    problems = draft.problems + checks.run(library)

    assert {problem.place.file for problem in problems} == {"data/communities/elm.yaml"}


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ("占地一千二百余亩", "一千二百余亩"),
        ("投资近百亿元", "百亿元"),
        ("二〇二七年底建成", "二〇二七"),
        ("引资两亿美元", "两亿美元"),
        ("二十余家企业", "二十余家"),
        ("十几家", "十几家"),
        ("数十亿元", "数十亿元"),
        ("占三分之一", "三分之一"),
        ("增加三倍", "三倍"),
        ("近三成。", "三成"),
        ("相距五公里", "五公里"),
        ("上百家企业", "百家"),
        ("近万人", "万人"),
        ("十分钟可达", "十分钟"),
        ("八月下旬", "八月"),
        *(
            (words, None)
            for words in [
                "一流",
                "一个社区",
                "三大产业",
                "第一批",
                "五一假期",
                "一芯两轴",
                "三年行动计划",
                "第十个",
                "十分重要",
            ]
        ),
        *(
            (words, None)
            for words in [
                "百年老店",
                "千家万户",
                "几十年",
                "一体化",
                "统一规划",
                "十四五规划",
                "二十大",
                "百亿能级",
                "一期",
                "两个月内",
            ]
        ),
        *(
            (words, None)
            for words in [
                "千方百计",
                "万物互联",
                "百姓",
                "三甲",
                "一二三产业",
                "四至范围",
                "双一流",
                "三月有余",
                "八一路",
                "一季度",
                "唯一",
            ]
        ),
        *(
            (words, None)
            for words in [
                "万元",
                "千兆",
                "十字路口",
                "九年一贯制",
                "十二年一贯制",
                "一级",
                "三区三线",
                "七家",
                "百强县",
                "万人大会",
                "一亩",
            ]
        ),
        ("一亩等于十五分之一公顷", None),
    ],
)
def test_figures_in_han_are_told_from_words(words: str, figure: str | None) -> None:
    """A figure in Han numerals is one in a text; an idiom, an ordinal, a name and a small count are words."""
    found = prose.HAN_FIGURE.search(words)

    assert (found and found[0]) == figure
