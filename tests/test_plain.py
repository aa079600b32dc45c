"""The pages as plain text: all that a reader of the page learns, without the theme, and a list that names each."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from sitegen.i18n.languages import LANGUAGES
from sitegen.plan.plan import Plan, plan_site
from sitegen.records.library import Library
from sitegen.render.plain_text import plain
from sitegen.render.renderer import render_language
from sitegen.render.root_files import render_root

DAY = date(2026, 11, 24)


def plain_texts_of(plan: Plan, address: str = "") -> tuple[dict[str, str], dict[str, str]]:
    """Return the pages and their plain texts."""
    # What is made of the published files is listed too, but made elsewhere.
    plan = replace(plan, listed=plan.pages)
    files = render_root(plan, address)
    for language in LANGUAGES:
        files |= {name: text for name, text in render_language(language, plan, address) if text}
    return (
        {name: text for name, text in files.items() if name.startswith(LANGUAGES) and name.endswith(".md")},
        {name: text for name, text in files.items() if name.startswith("root/")},
    )


@pytest.fixture(scope="module")
def real(plan: Plan) -> tuple[dict[str, str], dict[str, str]]:
    """The pages of honest records and their plain texts."""
    return plain_texts_of(plan)


def page(body: str) -> str:
    """Return a generated page with this body, as plain text."""
    return plain(f"---\ntitle: x\n---\n\n{body}\n")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("## A &#42; b {#x}\n\n<p>One\ntwo.</p>", "## A \\* b\n\nOne two.\n"),
        ('<p>See <a href="../sources/#s">it</a> &lt;b&gt;.</p>', "See [it](../sources/#s) \\<b>.\n"),
        ('<p><a href="#here">it</a></p>', "[it](./#here)\n"),
        ('<p class="meta"><span>a <i>b</i></span>\n<span>c</span></p>', "a b · c\n"),
        ('<p>7 <span class="mark"><span class="mark-shape">x</span>done</span></p>', "7 **done**\n"),
        ('<p>a<span class="whose">b</span><span class="relation">c</span></p>', "a · b **c**\n"),
        ('<p class="meta"><a>a</a>, <a>b</a></p>', "a, b\n"),
        ("<ul><li><p>a</p><ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c\n"),
        ("<dl><div><dt>a</dt><dd><p>b</p><p>c</p></dd></div></dl>", "- a\n  b\n  c\n"),
        ("<table><tbody><tr><th>a</th><td>b</td></tr></tbody></table>", "- a\n  b\n"),
        (
            "<table><thead><tr><th>x</th><th>y</th><th>z</th></tr></thead>"
            "<tbody><tr><th>a</th><td>b</td><td></td></tr></tbody></table>",
            "- a\n  y:\n    b\n",
        ),
        ("<pre><code>a_b [c]&#10;  &lt;d&gt;</code></pre>", "```\na_b [c]\n  <d>\n```\n"),
        ('<figure class="diagram"><svg><path/></svg><p>key</p></figure><p hidden>a<br>b</p>', "a b\n"),
    ],
)
def test_each_kind_of_part_has_its_plain_form(html: str, text: str) -> None:
    """Headings, links, small print, marks, lists, terms and tables keep their meaning; drawings are left out."""
    assert page(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (
            '<p><a href="https://a.test/)[x](javascript:a(1)">it</a></p>',
            "[it](https://a.test/\\)[x]\\(javascript:a\\(1\\))\n",
        ),
        ("<p>[x](javascript:a)</p>", "\\[x\\](javascript:a)\n"),
        ("<p>&amp;lt;b&amp;gt; R&amp;D</p>", "\\&lt;b\\&gt; R&D\n"),
        ("<p># a</p><p>- a</p><p>-5</p><p>1. a</p><p>1.5</p>", "\\# a\n\n\\- a\n\n-5\n\n1\\. a\n\n1.5\n"),
        ("<p>~~~</p><p>===</p><p>|a|</p><p>&gt; a</p>", "\\~\\~\\~\n\n\\===\n\n\\|a|\n\n\\> a\n"),
        ("## a &#35;&#35; {#x}", "## a \\##\n"),
    ],
)
def test_a_text_is_no_markdown(html: str, text: str) -> None:
    """What a text or an address holds ends no link and begins no link, entity, block or heading."""
    assert page(html) == text


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_the_page_is_left_over(real: tuple[dict[str, str], dict[str, str]], language: str) -> None:
    """No tag, attribute or character reference of the page stands in a plain text."""
    for name, text in real[1].items():
        if name.startswith(f"root/{language}/") and name.endswith(".md"):
            assert not re.search(r"(?<!\\)</?[a-z]|&(amp|lt|gt|#\d+);|\{#|data-pagefind|class=", text), name
            assert text.count("\n# ") + text.startswith("# ") == 1, name


def test_every_value_of_a_page_stands_in_its_text(real: tuple[dict[str, str], dict[str, str]]) -> None:
    """What the pages show as values and notes is there to the letter."""
    pages, plain_texts = real
    seen = 0
    for name, text in pages.items():
        language, _, file = name.partition("/")
        folder = file.removesuffix("index.md")
        if folder == "search/":
            continue
        plain_text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", plain_texts[f"root/{language}/{folder}index.md"])
        plain_text = re.sub(r"\\(.)", r"\1", plain_text)
        for value in re.findall(
            r'<(?:span class="value-text"|p class="note")>(.*?)</(?:span|p)>', text, re.DOTALL
        ):
            if "<span" in value:
                continue
            said = re.sub(r"\s+", " ", unescape(re.sub("<[^>]+>", "", value))).strip()
            assert said in plain_text, (name, said)
            seen += 1
    assert seen


def test_the_lists_name_every_text_and_nothing_else(tiny: Library) -> None:
    """llms.txt of each language leads to each plain text, feed and calendar; the one above leads to both."""
    for address in ("", "https://example.org/base"):
        _, plain_texts = plain_texts_of(plan_site(tiny, DAY), address)
        for language in LANGUAGES:
            here = f"{address}/{language}/" if address else ""
            links = re.findall(r"\]\(([^)]+)\)", plain_texts[f"root/{language}/llms.txt"])
            texts = [name.removeprefix(f"root/{language}/") for name in plain_texts if name.endswith(".md")]
            own = [name for name in texts if not name.startswith("root/")]

            assert sorted(links) == sorted(
                [*(here + name for name in own), f"{here}changes.xml", f"{here}dates.ics"]
            )
            assert plain_texts[f"root/{language}/llms.txt"].startswith("# ")
            assert f"({address + '/' if address else ''}{language}/llms.txt)" in plain_texts["root/llms.txt"]
    assert "search" not in plain_texts["root/en/llms.txt"]


def test_both_languages_have_the_same_texts(real: tuple[dict[str, str], dict[str, str]]) -> None:
    """A text in one language has its twin in the other."""
    names = [
        {name.split("/", 2)[2] for name in real[1] if name.startswith(f"root/{one}/")} for one in LANGUAGES
    ]

    assert names[0] == names[1]
