"""The site, its program and its guides use one term for one idea, in both languages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from folders import ROOT
from sitegen.checks import terms
from sitegen.checks.terms import TERMS, refused_words
from sitegen.values.validators import HAN

# What people read besides the records: guides, forms, examples, settings and help. Code in them is not read as words.
READ = (
    *("README*.md", "CONTRIBUTING*.md", "DATA.md", "PUBLISHING.md", "docs/*.md", ".github/*.md"),
    *(
        ".github/ISSUE_TEMPLATE/*",
        ".vscode/*.code-snippets",
        "Makefile",
        "mkdocs*.yml",
        "overrides/**/*.html",
    ),
)
CODE = re.compile(r"^```.*?^```|`[^`\n]+`", re.MULTILINE | re.DOTALL)


def messages(path: Path) -> Iterator[tuple[int, str]]:
    """Yield (line, text) for each string of a module that is no docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and isinstance(node.body[0], ast.Expr)
    }
    strings = (
        node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in docstrings
    )
    for node in strings:
        # A string without a space or Han is a key.
        if isinstance(node.value, str) and re.search(f"[ {HAN}]", node.value):
            yield node.lineno, node.value


def lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield (number, text) for each line of a file that is read, without its code."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        text = CODE.sub(lambda code: "\n" * code[0].count("\n"), text)
    elif path.name == "Makefile":
        text = re.sub(r"^(?!.* ## ).*$", "", text, flags=re.MULTILINE)
    yield from enumerate(text.splitlines(), start=1)


def everything_read() -> Iterator[tuple[str, str]]:
    """Yield (file:line, text) for all that people read besides the records."""
    for path in sorted((ROOT / "scripts").rglob("*.py")):
        if path != Path(terms.__file__):
            yield from ((f"{path.relative_to(ROOT)}:{line}", text) for line, text in messages(path))
    for path in sorted({path for pattern in READ for path in ROOT.glob(pattern) if path.is_file()}):
        yield from ((f"{path.relative_to(ROOT)}:{line}", text) for line, text in lines(path))


def test_messages_and_guides_use_the_terms_of_the_site() -> None:
    """No message, guide, form or setting uses a refused variant; each that does is told with its place and the term."""
    found = [
        f"{place}: {variant} → {term}"
        for place, text in everything_read()
        for language in ("zh", "en")
        for variant, term in refused_words(text, language)
    ]

    assert found == []


def test_the_table_does_not_refuse_its_own_terms() -> None:
    """Every idea has one row, and no term is refused by another row."""
    ideas = [term.idea for term in TERMS]

    assert len(set(ideas)) == len(ideas)
    assert [found for term in TERMS for found in refused_words(term.zh, "zh", TERMS)] == []
    assert [found for term in TERMS for found in refused_words(term.en, "en", TERMS)] == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("zh", "各街镇和街镇政府", [("街镇", "乡镇（街道）")]),
        ("zh", "开发运营主体", []),
        ("zh", "由运营主体和开发运营主体", [("运营主体", "开发运营主体")]),
        ("en", "A Working Translation of ours", [("Working Translation", "our translation")]),
        ("en", "a hard-working translation", []),
        ("en", "It was working; translations follow", []),
    ],
)
def test_a_variant_is_found_with_its_term(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    """Chinese anywhere, English as whole words in any case; each once, and none within the term itself."""
    assert list(refused_words(text, language, TERMS)) == expected
