"""What only pages of unknown origin say is told as a lead: in words, without link or figure, and never as a fact."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from folders import newest_day
from sitegen import checks
from sitegen.derived.standing import standing
from sitegen.export import DataFile, data_files
from sitegen.loading.load import read_library
from sitegen.plan.plan import Plan, plan_site
from sitegen.records.library import Library
from sitegen.records.model import Lead
from sitegen.render.renderer import render_language, render_pages
from sitegen.report.diff import State, changes
from test_differences import put

ELM = "communities/elm.yaml"
TEXT = "        text: {zh: 来源不明的网页称已在2024年动工。, en: Pages of unknown origin say that work began in 2024.}\n"
# Where the leads of each kind of subject stand, and one of the kind in the tiny library.
SUBJECTS = {
    ("communities", "elm"): "communities/elm/",
    ("communities", "elm", "projects", 0): "communities/elm/",
    ("programme", ""): "targets/",
    ("facilities", "college"): "facilities/",
    ("organisations", "maker"): "organisations/",
    ("places", "ash"): "communities/",
    ("places", "elm-subdistrict"): "communities/",
}


def lead(identifier: str = "spare", searched: str = "2024-05-01") -> Lead:
    """Return a lead."""
    texts = {key: {"zh": f"{key}说法", "en": f"What {key} says"} for key in ("text", "why", "check")}
    return Lead.model_validate({"id": identifier, "searched": searched, **texts})


@pytest.mark.parametrize(("subject", "page"), SUBJECTS.items(), ids=str)
def test_the_lead_of_any_subject_is_told_on_its_page(
    subject: tuple[str | int, ...], page: str, tiny: Library
) -> None:
    """With what it says, why it does not count and where it could be checked, in both languages, and in the data."""
    library = put(tiny, (*subject, "leads"), lambda _: (lead(),))
    pages = render_pages(plan_site(library, newest_day(library)))
    (item,) = (
        one
        for file in data_files(library, newest_day(library))
        if file.name == "leads.json"
        for one in json.loads(file.text)["items"]
        if one["id"] == "spare"
    )

    for language, words in (("zh", "{}说法"), ("en", "What {} says")):
        text = pages[f"{language}/{page}index.md"]
        assert all(words.format(key) in text for key in ("text", "why", "check"))
        assert all(item[key][language] == words.format(key) for key in ("text", "why", "check"))
    assert f"{item['where']['page']}/" == page


def test_a_lead_is_marked_wherever_its_place_is_summed_up(tiny: Library) -> None:
    """On the cards of communities, the list, the comparison, the project's own lines and the card to share."""
    texts = dict(render_language("en", plan_site(tiny, newest_day(tiny))))
    mark = 'communities/elm/#leads">unconfirmed lead</a>'

    for page in ("", "communities/", "compare/", "organisations/"):
        assert mark in (texts[f"en/{page}index.md"] or ""), page
    own = texts["en/communities/elm/index.md"] or ""
    # At the head, in the factsheet, and at the project.
    assert own.count('href="#leads">unconfirmed lead</a>') == 3
    assert "unconfirmed lead" in (texts["cards/en/communities/elm.svg"] or "")
    assert "unconfirmed lead" not in (texts["en/communities/oak/index.md"] or "")
    assert "unconfirmed lead" not in (texts["cards/en/communities/oak.svg"] or "")


def test_a_lead_is_no_fact(tiny: Library) -> None:
    """It changes no count, fills no row, and is in no table."""
    bare = put(tiny, ("communities", "elm", "projects", 0, "leads"), lambda _: ())
    day = newest_day(bare)
    with_lead, without = ({file.name: file.text for file in data_files(one, day)} for one in (tiny, bare))

    changed = {name for name, text in with_lead.items() if text != without[name]}
    assert changed == {"leads.json", "communities.json", "index.json"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("work began in 2024.}", "work began at https://example.org/x in 2024.}", 'holds an address, "https://example.org/x"'),
        ("work began in 2024.}", "work began as reposts.example.com says.}", 'holds an address, "reposts.example.com"'),
        ("work began in 2024.}", "five billion were spent.}", 'holds the figure "five billion"'),
        ("work began in 2024.}", "work on 1600 mu began.}", 'holds the figure "1600"'),
        ("work began in 2024.}", "work began on 12 March 2024.}", 'holds the figure "12"'),
        ("已在2024年动工。", "投资五十亿元。", 'holds the figure "五十亿元"'),
        ("已在2024年动工。", "已在2024年3月动工。", 'holds the figure "3"'),
    ],
)  # fmt: skip
def test_a_lead_holds_no_link_and_no_figure(old: str, new: str, message: str, library_folder: Path) -> None:
    """Both are refused at their place; a year may stand, there and nowhere else."""
    path = library_folder / ELM
    text = path.read_text(encoding="utf-8")
    assert checks.run(read_library(library_folder).library() or pytest.fail("no library")) == []
    path.write_text(text.replace(TEXT, TEXT.replace(old, new)), encoding="utf-8")

    (problem, *others) = checks.run(read_library(library_folder).library() or pytest.fail("no library"))

    assert others == []
    assert message in problem.message.en
    assert str(problem.place).startswith(f"data/{ELM}:") or ELM in str(problem.place)


def test_a_year_stands_in_a_lead_alone(library_folder: Path) -> None:
    """A note with a year is refused."""
    path = library_folder / ELM
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("en: Roads not counted.", "en: Not counted in 2024 at all."), encoding="utf-8"
    )

    (problem,) = checks.run(read_library(library_folder).library() or pytest.fail("no library"))

    assert 'holds the figure "2024"' in problem.message.en


def test_a_lead_is_not_known_before_it_was_found(tiny: Library) -> None:
    """A page built as of an earlier day says nothing of it."""
    before, after = (standing(tiny, day) for day in (date(2024, 4, 30), date(2024, 5, 1)))

    assert [len(one.communities["elm"].projects[0].leads) for one in (before, after)] == [0, 1]


def test_the_comparison_of_two_states_tells_of_a_lead(tiny: Library) -> None:
    """A lead that is added, worded anew or removed is told, marked as one."""
    path = ("communities", "elm", "projects", 0, "leads")
    bare, day = put(tiny, path, lambda _: ()), newest_day(tiny)
    words = Lead.model_validate(lead("elm-plant-begun"))
    reworded = put(tiny, path, lambda _: (words,))

    (added,) = changes(State(bare, day), State(tiny, day))
    edits = changes(State(tiny, day), State(reworded, day))

    assert added.after is not None
    assert added.after.en == "Pages of unknown origin say that work began in 2024. (unconfirmed lead)"
    assert added.page == "communities/elm"
    assert {edit.aspect for edit in edits} == {"text", "why", "check"}


def test_leads_of_honest_records_are_told_without_links(
    plan: Plan, files: dict[str, DataFile], records: object
) -> None:
    """Each is on the page of its subject in both languages, and nothing in it leads away or counts."""
    pages = render_pages(plan)
    leads = json.loads(files["leads.json"].text)["items"]

    for language in ("zh", "en"):
        told = [
            block
            for path, page in pages.items()
            if path.startswith(f"{language}/")
            for block in re.findall('<div class="unconfirmed">.*?</div>', page, re.DOTALL)
        ]
        assert len(told) == len(leads)
        assert [block for block in told if re.search('href="(?!\\S*glossary/)', block)] == []
    assert all(
        not re.search(
            r"\d",
            re.sub(
                r"(19|20)\d\d",
                "",
                json.dumps([one[key] for key in ("text", "why", "check")], ensure_ascii=False),
            ),
        )
        for one in leads
    )
