"""What the guides for contributors say is so: their examples pass every check, and they name what exists."""

import re
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from folders import ROOT
from sitegen import checks
from sitegen.loading.load import read_library
from sitegen.records.model import (
    Archived,
    ChangeKind,
    Claim,
    Comparison,
    Contact,
    FormerName,
    Relation,
    Status,
    Tier,
    Why,
    Withdrawal,
)
from sitegen.values.dates import PartialDate
from sitegen.values.quantity import Quantity

GUIDES = ("CONTRIBUTING.md", "CONTRIBUTING.zh-CN.md")
_PLACE = re.compile(r"# .*?data/(?P<file>[a-z0-9/-]+\.yaml)(?:.*?(?P<key>[a-z]+):)?")


def read(guide: str) -> str:
    """Return the text of a guide."""
    return (ROOT / guide).read_text(encoding="utf-8")


def blocks(guide: str, language: str) -> list[str]:
    """Return the fenced blocks of a guide in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", read(guide), re.MULTILINE | re.DOTALL)


def section(guide: str, holding: str) -> list[str]:
    """Return the first cell of each row of the table whose head holds a word."""
    table = next(table for table in read(guide).split("\n\n") if table.startswith(f"| {holding}"))
    return [row.split("|")[1].strip(" `") for row in table.splitlines()[2:]]


def put(folder: Path, example: str) -> None:
    """Write an example where its first line says: into a file of its own, or at the head of the list below a key."""
    place = _PLACE.match(example)
    assert place
    path = folder / place["file"]
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    path.parent.mkdir(exist_ok=True)
    if path.parent.name in ("sources", "changes"):
        text = example
    elif key := place["key"]:
        example = "".join(f"  {line}\n" for line in example.splitlines())
        before, after = re.split(rf"(?<=^{key}:\n)", text, maxsplit=1, flags=re.MULTILINE)
        rest = re.split(r"^(?=\S)", after, maxsplit=1, flags=re.MULTILINE)
        # The example of a row that is not published takes the place of the entry for that row.
        kept = "" if key == "unknowns" else rest[0]
        text = "".join([before, kept, example, *rest[1:]])
    else:
        text += example
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("guide", GUIDES)
def test_examples_pass_the_checks(guide: str, library_folder: Path) -> None:
    """All examples of a guide, put where they say, make a library without mistakes."""
    examples = blocks(guide, "yaml")
    for example in examples:
        put(library_folder, example)

    draft = read_library(library_folder)
    library = draft.library()
    assert library is not None

    assert len(examples) == 5
    assert draft.problems + checks.run(library) == []
    assert "elm-land-notice" in library.sources
    assert next(iter(library.changes.values())).was[0].fact == "elm-land-acquired"
    assert {"elm-land-acquired", "elm-road-opens"} <= library.facts.keys() | library.events.keys()


def test_the_guides_show_the_same_records() -> None:
    """Both languages teach with the same examples, but for the comments."""
    english, chinese = (
        [re.sub(r"^ *#.*\n", "", example, flags=re.MULTILINE) for example in blocks(guide, "yaml")]
        for guide in GUIDES
    )

    assert english == chinese


@pytest.mark.parametrize("guide", GUIDES)
def test_words_of_the_tables_are_those_of_the_model(guide: str) -> None:
    """The tables of status words, relations, tiers, reasons and kinds of change are complete and hold nothing else."""
    assert section(guide, "`status`") == list(get_args(Status))
    assert section(guide, "`relation`") == list(get_args(Relation))
    assert section(guide, "`why`") == list(get_args(Why))
    assert section(guide, "`kind`") == list(get_args(ChangeKind))
    assert section(guide, "Tier" if guide == "CONTRIBUTING.md" else "等级") == [*get_args(Tier), "E"]


@pytest.mark.parametrize("guide", GUIDES)
def test_forms_are_read(guide: str) -> None:
    """Every date and figure shown as a way of writing is one."""
    head = "The source says" if guide == "CONTRIBUTING.md" else "来源怎么说"
    table = next(table for table in read(guide).split("\n\n") if table.startswith(f"| {head}"))
    dates = re.findall(r"`(.*?)`", table)
    figures = [
        word for word in re.findall(r"`([^`\n]+)`", read(guide)) if re.search(r"[亩元]$|%$|以上$", word)
    ]

    assert len([PartialDate.parse(text) for text in dates]) == 7
    assert len([Quantity.parse(text) for text in figures]) == 7


@pytest.mark.parametrize("guide", GUIDES)
def test_lines_in_the_text_are_what_records_take(guide: str) -> None:
    """What a sentence of the guide shows as a line of a record is right by the model."""
    text = read(guide)
    shown = {
        key: yaml.safe_load(line)[key]
        for key in ("archived", "withdrawn", "former_names", "value", "comparison")
        for line in re.findall(rf"`({key}: [{{\[].*)`", text)
    }
    (claim,) = yaml.safe_load(re.findall(r"`(- \{value: 38000.*)`", text)[0])

    assert Archived.model_validate(plain(shown["archived"])).url
    assert Withdrawal.model_validate(plain(shown["withdrawn"])).why.zh
    assert [FormerName.model_validate(plain(one)).name.zh for one in shown["former_names"]]
    assert Contact.model_validate(shown["value"]).phones
    assert Comparison.model_validate(shown["comparison"]).relation
    assert Claim.model_validate(claim).status == "actual"


def plain(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record with its days as text, as the strict reader gives them."""
    return {key: str(value) if isinstance(value, date) else value for key, value in record.items()}


@pytest.mark.parametrize("guide", [*GUIDES, "README.md", "README.zh-CN.md", "PUBLISHING.md", "DATA.md"])
def test_commands_and_files_exist(guide: str) -> None:
    """Every make target, data file and linked file that a guide names is there."""
    text = read(guide)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    commands = set(re.findall(r"(?:`|^|\*)make ([a-z-]+)", text, re.MULTILINE))
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    files = [name for name in re.findall(r"`(data/[a-z/]+(?:\.yaml)?)`", text) if "elm" not in name]

    assert commands
    assert commands <= targets
    assert [name for name in links + files if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("guide", GUIDES)
def test_the_message_is_one_that_the_checks_give(guide: str, library_folder: Path) -> None:
    """The message that a guide explains is what `make check` says, word for word where it is not cut short."""
    path = library_folder / "communities" / "elm.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("1000余亩", "1000余亩地"), encoding="utf-8")
    shown = [re.split("……|…", line)[0] for line in blocks(guide, "text")[0].splitlines()]

    [problem] = read_library(library_folder).problems
    said = str(problem).splitlines()

    assert [line.startswith(part) for line, part in zip(said, shown, strict=True)] == [True, True]
