"""Whatever was edited, pages that are kept from the last run are those that a run from nothing writes."""

import random
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from folders import HERE, complete
from sitegen import generate
from sitegen.__main__ import main
from sitegen.plan.page import Page
from sitegen.plan.plan import Plan, plan_site
from sitegen.records.library import Library
from sitegen.render.page_dependencies import CACHE
from sitegen.render.renderer import Renderer
from synthetic import write_library
from test_build_pages import tree

SIZE = 7  # two pages of the lists that hold six communities
ROUNDS = 11


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The communities of the tiny library over and over, more than one page of a list holds."""
    folder = tmp_path_factory.mktemp("records")
    write_library(complete(HERE / "library", folder / "tiny"), folder / "data", SIZE)
    return folder / "data"


def build(data: Path, docs: Path, day: str = "2026-11-24", address: str = "https://example.org") -> None:
    """Make the pages of ``data``; the records must be right."""
    assert (
        main(["generate", "--data", str(data), "--docs", str(docs), "--as-of", day, "--site-url", address])
        == 0
    )


def community(data: Path, chance: random.Random) -> Path:
    """Return the file of one of the communities."""
    return chance.choice(sorted((data / "communities").glob("*.yaml")))


def substitute(path: Path, pattern: str, replacement: str) -> None:
    """Change the first place in ``path`` where ``pattern`` stands."""
    text, found = re.subn(pattern, replacement, path.read_text(encoding="utf-8"), count=1)
    assert found, (path, pattern)
    path.write_text(text, encoding="utf-8")


def change_summary(data: Path, docs: Path, chance: random.Random) -> None:
    """A word of one community."""
    substitute(community(data, chance), r"(summary:\n  zh: )", rf"\1{chance.choice('甲乙丙丁')}：")


def change_name(data: Path, docs: Path, chance: random.Random) -> None:
    """The name of one community, which lists show as well."""
    substitute(community(data, chance), r"(short:\n  zh: )", rf"\1{chance.choice('东南西北')}")


def change_place(data: Path, docs: Path, chance: random.Random) -> None:
    """Where one community is."""
    substitute(community(data, chance), r"(place:\n  zh: )", rf"\1{chance.choice('东南西北')}")


def change_figure(data: Path, docs: Path, chance: random.Random) -> None:
    """A figure of one community."""
    figure = re.compile(r"value: \d")
    files = sorted((data / "communities").glob("*.yaml"))
    path = chance.choice([one for one in files if figure.search(one.read_text(encoding="utf-8"))])
    substitute(path, figure.pattern, f"value: {chance.randint(1, 9)}")


def change_source(data: Path, docs: Path, chance: random.Random) -> None:
    """The publisher of the first source."""
    substitute(data / "sources.yaml", r"(publisher:\n    zh: )", r"\1新")


def change_organisation(data: Path, docs: Path, chance: random.Random) -> None:
    """The name of the first organisation."""
    substitute(data / "organisations.yaml", r"(name:\n    zh: )", r"\1新")


def exchange_communities(data: Path, docs: Path, chance: random.Random) -> None:
    """The order of the first two communities, and with it the pages of lists on which they stand."""
    substitute(data / "communities.yaml", r"(- .*\n)(- .*\n)", r"\2\1")


def spoil_page(data: Path, docs: Path, chance: random.Random) -> None:
    """A page that somebody wrote into."""
    path = chance.choice(sorted((docs / "en" / "communities").glob("*/index.md")))
    path.write_text("spoilt", encoding="utf-8")


def delete_text(data: Path, docs: Path, chance: random.Random) -> None:
    """A plain text that is gone."""
    chance.choice(sorted((docs / "root" / "zh" / "communities").glob("*/index.md"))).unlink()


def truncate_cache(data: Path, docs: Path, chance: random.Random) -> None:
    """A cache that is cut short."""
    (docs / CACHE).write_text((docs / CACHE).read_text(encoding="utf-8")[:1000], encoding="utf-8")


EDITS: tuple[Callable[[Path, Path, random.Random], None], ...] = (
    change_summary,
    change_name,
    change_place,
    change_figure,
    change_source,
    change_organisation,
    exchange_communities,
    spoil_page,
    delete_text,
    truncate_cache,
)


@pytest.mark.parametrize("seed", [2])
def test_after_any_edits_the_pages_are_those_of_a_run_from_nothing(
    library: Path, tmp_path: Path, seed: int
) -> None:
    """Byte for byte, whatever was edited and in whatever order, also on another day or for another address."""
    chance = random.Random(seed)
    data, docs = tmp_path / "data", tmp_path / "docs"
    shutil.copytree(library, data)
    build(data, docs)
    edits = [*chance.sample(EDITS, len(EDITS)), *chance.choices(EDITS, k=ROUNDS - len(EDITS))]
    for number, edit in enumerate(edits):
        edit(data, docs, chance)
        day = str(date(2026, 11, 24 + number // 4))
        build(data, docs, day)
        fresh = tmp_path / f"fresh-{number}"
        build(data, fresh, day)
        assert tree(docs) == tree(fresh), edit.__name__
        shutil.rmtree(fresh)


def test_one_edit_renders_few_pages(library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After one record is edited, of the pages that rest on some communities only those that rest on it are made."""
    data, docs = tmp_path / "data", tmp_path / "docs"
    shutil.copytree(library, data)
    build(data, docs)
    made: list[str] = []
    render = Renderer.page

    def noted(self: Renderer, page: Page[object]) -> str:
        made.append(page.path)
        return render(self, page)

    monkeypatch.setattr(Renderer, "page", noted)
    monkeypatch.setattr("sitegen.core.tree.run_parallel", lambda tasks: [task() for task in tasks])
    substitute(data / "communities" / "community-aag.yaml", r"(summary:\n  zh: )", r"\1甲：")
    build(data, docs)

    resting = {path for path in made if path.startswith(("communities/community-", "compare", "cite"))}
    assert resting == {"communities/community-aag", "compare/2", "cite/2"}


def test_an_edit_while_pages_are_made_is_in_the_next_ones(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is saved after the records were read counts as changed."""
    data, docs = shutil.copytree(library, tmp_path / "data"), tmp_path / "docs"
    path = sorted((data / "communities").glob("*.yaml"))[0]

    def plan_and_edit(library: Library, as_of: date) -> Plan:
        substitute(path, r"(summary:\n  zh: )", r"\1甲：")
        return plan_site(library, as_of)

    with monkeypatch.context() as patch:
        patch.setattr(generate, "plan_site", plan_and_edit)
        build(data, docs)
    build(data, docs)
    build(data, tmp_path / "fresh")

    assert "甲：" in (docs / "zh" / "communities" / path.stem / "index.md").read_text(encoding="utf-8")
    assert tree(docs) == tree(tmp_path / "fresh")
