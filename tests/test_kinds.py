"""The registry of page kinds: everything else that knows of a kind agrees with it."""

import dataclasses
import re
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
import yaml

from folders import ROOT
from sitegen.export import DataView, data_page
from sitegen.loading.load import read_library
from sitegen.page_kinds import FOOT, KINDS, PageKind
from sitegen.plan import pages
from sitegen.plan.page import Page
from sitegen.plan.plan import plan_site
from sitegen.records.paging import Lengths
from sitegen.render.environment import ENVIRONMENT, TEMPLATES

DAY = date(2024, 6, 1)


def view_of(kind: PageKind) -> type[object]:
    """Return the type of what pages of ``kind`` show, as the function that plans them promises."""
    if not kind.of_records:
        (page,) = [get_type_hints(data_page)["return"]]
    else:
        planned = get_type_hints(import_module(f"{pages.__name__}.{kind.name}").plan)["return"]
        assert planned.__origin__ is Iterator
        (page,) = get_args(planned)
    assert page.__origin__ is Page
    (view,) = get_args(page)
    assert isinstance(view, type)
    return view


def test_each_kind_has_its_module_and_its_template() -> None:
    """And no module and no template is left over; only what is made of the published files is planned elsewhere."""
    modules = {path.stem for path in Path(str(pages.__file__)).parent.glob("*.py")} - {"__init__"}
    templates = {path.name.removesuffix(".md.jinja") for path in TEMPLATES.glob("*.md.jinja")} - {"base"}

    assert modules == {name for name, kind in KINDS.items() if kind.of_records}
    assert templates == set(KINDS)


def test_each_card_has_its_template() -> None:
    """And no template of a card is left over."""
    own = {f"cards/{path.name}" for path in (TEMPLATES / "cards").glob("*")}

    assert {kind.card for kind in KINDS.values()} == {"card.svg.jinja", *own}
    assert own <= set(ENVIRONMENT.list_templates())


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_what_a_page_shows_is_frozen(kind: PageKind) -> None:
    """Each kind promises a frozen dataclass, but for a page that shows nothing of the records."""
    view = view_of(kind)

    assert view is type(None) if not kind.has_words else dataclasses.is_dataclass(view)
    assert not kind.has_words or view.__dataclass_params__.frozen  # type: ignore[attr-defined]


def test_pages_show_what_their_kind_promises(library_folder: Path) -> None:
    """Every page planned is of a kind and shows its view, and every kind is listed, in the order of the registry."""
    library = read_library(library_folder).library()
    assert library is not None
    plan = plan_site(library, DAY)

    assert [page.path for page in plan.pages if type(page.shown) is not view_of(page.kind)] == []
    assert list(dict.fromkeys(heading.kind.name for heading in plan.listed)) == list(KINDS)
    assert view_of(KINDS["data"]) is DataView


def test_lists_have_a_length() -> None:
    """What is cut into pages is as long as the lengths say by its name; the other lengths are of no list."""
    lists = {name for name, kind in KINDS.items() if kind.pages_by}
    lengths = [field.name for field in dataclasses.fields(Lengths)]

    assert set(lengths[: len(lists)]) == lists
    assert set(lengths[len(lists) :]).isdisjoint(KINDS)


@pytest.mark.parametrize("config", ["mkdocs.yml", "mkdocs.en.yml"])
def test_the_navigation_names_the_kinds_that_it_should(config: str) -> None:
    """In both languages, in the order of the registry."""
    text = (ROOT / config).read_text(encoding="utf-8").partition("\nnav:\n")[2]
    entries = [path for entry in yaml.safe_load(text) for path in entry.values()]

    assert entries == [
        f"{kind.path}/index.md".removeprefix("/") for kind in KINDS.values() if kind.in_navigation
    ]


def test_the_foot_names_kinds() -> None:
    """Each once, and none that is one page for each record."""
    assert len(set(FOOT)) == len(FOOT)
    assert set(FOOT) <= {name for name, kind in KINDS.items() if not kind.by_record}


def test_nothing_asks_for_a_kind_by_its_name() -> None:
    """Templates and renderers ask the registry what holds for a page, so that a new kind needs no change of them."""
    asked = re.compile(r"kind(\.name)? (==|!=|in|not in) ")
    sources = [*TEMPLATES.rglob("*.jinja"), *TEMPLATES.parent.glob("*.py")]

    assert [
        path.name for path in sources if re.search(rf"page\.{asked.pattern}", path.read_text("utf-8"))
    ] == []
