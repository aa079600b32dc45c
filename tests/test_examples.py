"""The worked example of the page about the data: what is shown there runs as it stands and gives the answer shown.

The site is served on this machine and takes the place of the published one. Nothing else is changed in what is run:
pandas runs the very lines, the formulas are entered into a spreadsheet engine (IronCalc) that holds the table, and the
filter is taken from the command and run by jq itself as a library, which gets what is fetched from its address.
"""

import csv
import gzip
import io
import json
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from html import unescape
from pathlib import Path
from urllib.request import urlopen

import ironcalc
import jq  # type: ignore[import-not-found] # compiled, without types
import pytest

from conftest import ADDRESS
from folders import HERE, complete
from serving import served
from sitegen.__main__ import main

# The tiny library has one sum that was signed for; of two, a program has to find the larger.
FIRST_PHASE = "          - {value: 1.5亿元, status: signed, scope: {zh: 一期, en: The first phase}, source: paper, at: caption 2}\n"
SECOND_PHASE = """\
      - id: elm-plant-second-phase
        measure: project-investment
        claims:
          - {value: 2.5亿元, status: signed, scope: {zh: 二期, en: The second phase}, source: paper, at: caption 2}
"""


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the tiny library, with another sum in it."""
    folder = tmp_path_factory.mktemp("example")
    path = complete(HERE / "library", folder / "data") / "communities" / "elm.yaml"
    text = path.read_text(encoding="utf-8")
    assert FIRST_PHASE in text
    path.write_text(text.replace(FIRST_PHASE, FIRST_PHASE + SECOND_PHASE), encoding="utf-8")
    command = ["generate", "--data", str(folder / "data"), "--docs", str(folder / "docs")]
    assert main([*command, "--as-of", "2024-06-01", "--site-url", ADDRESS]) == 0
    return folder / "docs"


@pytest.fixture(scope="module")
def address(docs: Path) -> Iterator[str]:
    """Where the data of these pages are served."""
    with served(docs / "root", "/base") as address:
        yield address


@pytest.fixture(scope="module", params=["zh", "en"])
def shown(request: pytest.FixtureRequest, docs: Path, address: str) -> dict[str, str]:
    """What the page shows, by the name of the block, for the data as they are served here."""
    page = (docs / request.param / "data" / "index.md").read_text(encoding="utf-8")
    blocks = re.findall(r'<pre class="data-code" id="example-(\w+)" lang="en">(.*?)</pre>', page, re.DOTALL)
    return {name: unescape(text).replace(f"{ADDRESS}/", address) for name, text in blocks}


def fetched(address: str) -> str:
    """Return the text at an address on this machine, where everything is sent compressed."""
    assert address.startswith("http://127.0.0.1:")
    with urlopen(address) as answer:
        return gzip.decompress(answer.read()).decode("utf-8-sig")


def test_the_answer_is_that_of_the_records(shown: dict[str, str], address: str) -> None:
    """The question has an answer of more than one figure, and counting by hand gives it."""
    community, measure, status = re.findall(r'== "([^"]+)"', shown["pandas"])
    facts = json.loads(fetched(f"{address}data/v1/facts.json"))["items"]
    sums = [
        Decimal(claim["value"]["low"])
        for fact in facts
        if (fact["subject"]["community"], fact["measure"]["id"]) == (community, measure)
        for claim in fact["claims"]
        if claim["shown"] and claim["status"] == status
    ]

    assert len(sums) > 1
    assert shown["answer"] == f"{len(sums)} {max(sums)}"


def test_the_formulas_give_the_answer(shown: dict[str, str], address: str) -> None:
    """Entered beside the table as a spreadsheet holds it, they show the count and the largest."""
    table = list(csv.reader(io.StringIO(fetched(f"{address}data/v1/facts.csv"), newline="")))
    sheet = ironcalc.create("facts", "en", "UTC", "en")
    for row, cells in enumerate(table, start=1):
        for column, cell in enumerate(cells, start=1):
            sheet.set_user_input(0, row, column, cell)
    beside = len(table[0]) + 1
    formulas = shown["formulas"].splitlines()
    for row, formula in enumerate(formulas, start=1):
        sheet.set_user_input(0, row, beside, formula)
    sheet.evaluate()

    answers = [sheet.get_formatted_cell_value(0, row, beside) for row in (1, 2)]
    assert (len(formulas), " ".join(answers)) == (2, shown["answer"])


def test_pandas_gives_the_answer(shown: dict[str, str]) -> None:
    """The lines run as a program of their own and print the answer, without a warning."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", shown["pandas"]], capture_output=True, encoding="utf-8"
    )

    assert (done.stdout, done.stderr) == (f"{shown['answer']}\n", "")


def test_jq_gives_the_answer(shown: dict[str, str]) -> None:
    """The command is one of curl and jq, and its filter gives the answer as raw text."""
    curl, silent, url, pipe, program, raw, query = shlex.split(shown["jq"])
    answers = jq.compile(query).input_text(fetched(url)).all()

    assert (curl, silent, pipe, program, raw) == ("curl", "-s", "|", "jq", "-r")
    assert answers == [shown["answer"]]
