"""What a withdrawn source says counts for nothing from its day on, and the pages say that it was withdrawn."""

import shutil
from datetime import date

import pytest

from folders import HERE, complete
from sitegen.derived.standing import standing
from sitegen.export.documents import documents
from sitegen.loading.load import read_library
from sitegen.plan.plan import plan_site
from sitegen.records.library import Library
from sitegen.render.renderer import render_pages
from sitegen.render.root_files import render_root

BEFORE, AFTER = date(2024, 5, 1), date(2024, 5, 2)
# An announced date and a report that the source of the tiny library which was withdrawn makes too.
PLAN = "        - {due: 2023-09, source: repost, at: opening}\n"
EDITS = {
    "facilities.yaml": (
        (PLAN, f"{PLAN}        - {{due: 2024-09, source: blog, at: ¶2}}\n"),
        ("- {date: 2023-09-01, source: paper, at: S3¶4}", "- {date: 2023-09-01, source: blog, at: ¶2}"),
    ),
    "redirects.yaml": (
        (
            "withdrawn:\n",
            "moved:\n  - {old: 'sources#source-weblog', new: 'sources#source-blog'}\nwithdrawn:\n",
        ),
    ),
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The tiny library with these edits."""
    data = complete(HERE / "library", tmp_path_factory.mktemp("withdrawn") / "data")
    for name, edits in EDITS.items():
        text = (data / name).read_text(encoding="utf-8")
        for old, new in edits:
            assert old in text
            text = text.replace(old, new)
        (data / name).write_text(text, encoding="utf-8")
    found = read_library(data).library()
    shutil.rmtree(data)
    assert found
    return found


def test_nothing_stands_that_only_a_withdrawn_source_says(library: Library) -> None:
    """Its claims, announced dates and reports are left out from that day on, with the comparison that they needed."""
    before, after = standing(library, BEFORE), standing(library, AFTER)

    assert [len(one.facts["college-intake"].claims) for one in (before, after)] == [2, 1]
    assert [len(one.events["college-moves"].plan) for one in (before, after)] == [2, 1]
    assert [len(one.events["college-moves"].actual) for one in (before, after)] == [1, 0]
    assert after.facts["college-intake"].comparison is None
    assert [one.sources["blog"].withdrawn is None for one in (before, after)] == [True, False]
    assert after.facts["elm-area"] is library.facts["elm-area"]
    assert after.communities["elm"] is library.communities["elm"]


def test_pages_and_data_say_that_it_was_withdrawn(library: Library) -> None:
    """The source keeps its entry with day and reason; what it says is on no page and in no file."""
    pages = [render_pages(plan_site(library, day)) for day in (BEFORE, AFTER)]
    found = {
        day: {
            item.id: item
            for document in documents(plan_site(library, day).library, day)
            for item in document.items
            if hasattr(item, "id")
        }
        for day in (BEFORE, AFTER)
    }

    for language, figure, words, led in (
        ("zh", "3000人", "2024年5月2日撤回</strong>：作者撤下了文章。", "source-weblog：所指的来源已撤回"),
        (
            "en",
            "3,000",
            "withdrawn on 2 May 2024</strong>: The author took the post down.",
            "source-weblog: the source it leads to was withdrawn",
        ),
    ):
        texts = [
            (one[f"{language}/facilities/index.md"], one[f"{language}/sources/index.md"]) for one in pages
        ]
        assert [figure in text for text, _ in texts] == [True, False]
        assert [words in text for _, text in texts] == [False, True]
        assert [led in text for _, text in texts] == [False, True]
    assert [len(found[day]["college-intake"].claims) for day in (BEFORE, AFTER)] == [2, 1]
    assert found[BEFORE]["blog"].withdrawn is None
    assert found[AFTER]["blog"].withdrawn.why.en == "The author took the post down."
    assert found[AFTER]["blog"].facts == found[AFTER]["blog"].events == []
    assert found[AFTER]["college-moves"].state == "passed"


def test_withdrawn_addresses_say_why(library: Library) -> None:
    """An anchor stays at the foot of its page, a page in its place; both give the reason and neither says renamed."""
    plan = plan_site(library, AFTER)
    foot = render_pages(plan)["en/facilities/index.md"]
    page = render_root(plan, "")["root/en/communities/birch/index.html"]

    assert '<li id="fact-college-beds">fact-college-beds: Its only source was withdrawn.</li>' in foot
    assert "One place had been taken for two communities." in page
    assert "This page was withdrawn" in page
    assert "has moved" not in page
    assert 'http-equiv="refresh"' not in page
