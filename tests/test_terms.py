"""Glossary terms are linked once, where a link can stand, and the words of a page stay as they were."""

import re

from hypothesis import given
from hypothesis import strategies as st

from sitegen.render.glossary_links import link_terms

TERMS = {
    "腾笼换鸟": "g/#cage",
    "亩均税收": "g/#tax",
    "small park": "g/#park",
    "community": "g/#community",
    "O&amp;M": "g/#om",
}


def linked(body: str) -> str:
    """Return the body of a page with its terms linked."""
    return link_terms(f"---\ntitle: 腾笼换鸟\n---\n\n{body}", TERMS).partition("\n---\n\n")[2]


def test_the_first_use_is_linked_and_no_later_one() -> None:
    """A reader meets each term with its explanation once."""
    assert (
        linked("<p>腾笼换鸟，再说腾笼换鸟。</p>")
        == '<p><a class="term" href="g/#cage">腾笼换鸟</a>，再说腾笼换鸟。</p>'
    )


def test_english_terms_are_found_in_the_plural_and_as_whole_words() -> None:
    """`communities` is the term, `microcommunity` and `smallparks` are not."""
    found = re.findall(r">([^<]+)</a>", linked("<p>microcommunity smallparks Small parks, communities</p>"))

    assert found == ["Small parks", "communities"]


def test_no_link_stands_in_a_link_a_heading_or_words_of_the_other_language() -> None:
    """Where a link cannot stand the term waits for the next use."""
    body = (
        "## 腾笼换鸟 {#x}\n"
        '<h3>腾笼换鸟</h3><a href="#">腾笼换鸟<b>腾笼换鸟</b></a><span lang="zh-Hans">腾笼换鸟</span>'
        "<table><caption>腾笼换鸟</caption><tr><th>腾笼换鸟</th><td>A<br>腾笼换鸟</td></tr></table>"
    )

    assert linked(body).count("class=") == 1
    assert 'A<br><a class="term" href="g/#cage">腾笼换鸟</a>' in linked(body)


def test_front_matter_stays() -> None:
    """The title of the page is no place for a link."""
    assert link_terms("---\ntitle: 腾笼换鸟\n---\n\n", TERMS) == "---\ntitle: 腾笼换鸟\n---\n\n"


TEXT = st.sampled_from(
    [*TERMS, "土地", " and ", "O&M", "<p>", "</p>", "<br>", "<a href='x'>", "</a>", "\n", "# ", "&lt;"]
)


@given(st.lists(TEXT, max_size=30))
def test_only_links_are_added(parts: list[str]) -> None:
    """Without the links that were added, the page is what it was."""
    body = "".join(parts)

    assert re.sub(r'<a class="term" href="[^"]*">(.*?)</a>', r"\1", linked(body)) == body


def test_a_term_never_tears_an_entity_apart() -> None:
    """A term that is spelled like the name or number of an escaped sign is linked in words alone."""
    page = "---\ntitle: x\n---\n\n<p>a &lt;b&gt; &amp; &#39;c&#39; lt</p>"

    assert link_terms(page, {"lt": "#lt", "amp": "#amp", "39": "#n"}) == page.replace(
        " lt<", ' <a class="term" href="#lt">lt</a><'
    )
