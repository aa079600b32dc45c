"""One article is one source, however its address is written."""

import pytest

from sitegen.values.web_addresses import comparable_address

ARTICLE = "https://www.example.org/news/1.html?id=7&page=2"


@pytest.mark.parametrize(
    "same",
    [
        "http://www.example.org/news/1.html?id=7&page=2",
        "https://example.org/news/1.html?id=7&page=2",
        "https://WWW.Example.ORG/news/1.html?id=7&page=2",
        "https://www.example.org:443/news/1.html?id=7&page=2",
        "http://www.example.org:80/news/1.html?id=7&page=2",
        "https://www.example.org./news/1.html?id=7&page=2",
        "https://www.example.org/news/1.html?page=2&id=7",
        "https://www.example.org/news/1.html?id=7&page=2#comments",
        "https://www.example.org/news/1.html?id=7&page=2&utm_source=a&utm_medium=b",
        "https://www.example.org/news/1.html?spm=a.b&id=7&from=timeline&page=2&isappinstalled=0",
        "https://www.example.org/news/%31.html?id=7&page=2",
        "https://www.example.org/news/1.html/?id=7&page=2",
    ],
)
def test_one_article_is_known_again(same: str) -> None:
    """Scheme, port, case of the host, order, anchor and tracking make no other article."""
    assert comparable_address(same) == comparable_address(ARTICLE)


@pytest.mark.parametrize(
    "other",
    [
        "https://www.example.org/news/2.html?id=7&page=2",
        "https://www.example.org/News/1.html?id=7&page=2",
        "https://www.example.org/news/1.html?id=8&page=2",
        "https://www.example.org/news/1.html?id=7",
        "https://www.example.org:8080/news/1.html?id=7&page=2",
        "https://news.example.org/news/1.html?id=7&page=2",
        "https://www.example.org/news/1.html?id=7&page=2#/part/2",
    ],
)
def test_other_articles_are_not_confused(other: str) -> None:
    """What can lead to another page does."""
    assert comparable_address(other) != comparable_address(ARTICLE)
    assert comparable_address("https://a.org") == comparable_address("http://a.org/index.html")
