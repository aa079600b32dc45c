"""Linked data: true to the records, in the page's language, and unable to end its script element."""

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from conftest import ROOT
from sitegen.library import Library
from sitegen.linked import as_script, linked_data
from sitegen.loading import read_library
from sitegen.model import Language
from sitegen.pages import plan_pages

ADDRESS = "https://example.org/base"


@pytest.fixture(scope="module")
def library() -> Library:
    """The real records."""
    found = read_library(ROOT / "data").library()
    assert found is not None
    return found


def nodes(library: Library, path: str, language: Language) -> dict[str, Any]:
    """Return the linked data of one page by type, as a reader of JSON finds it."""
    pages = plan_pages(library, date(2026, 11, 24))
    titles = {page.path: page.title for page in pages}
    page = next(page for page in pages if page.path == path)
    data = json.loads(as_script(linked_data(page, titles, library, language, ADDRESS)))
    assert data["@context"] == "https://schema.org"
    return {node["@type"]: node for node in data["@graph"]}


def test_a_community_is_a_place_within_larger_places(library: Library) -> None:
    """Its names are the record's, and each larger place contains the one before; coordinates are not made up."""
    for community in library.communities.values():
        zh, en = (
            nodes(library, f"communities/{community.id}", language)["Place"] for language in ("zh", "en")
        )

        assert (zh["name"], zh["alternateName"]) == (community.name.zh, community.name.en)
        assert (en["name"], en["alternateName"]) == (community.name.en, community.name.zh)
        assert "".join(reversed(chain(zh))) == community.place.zh
        assert ", ".join(chain(en)) == community.place.en
        assert len(chain(zh)) == 3
        assert "geo" not in zh | en


def chain(place: dict[str, Any]) -> list[str]:
    """Return the names of the places that contain ``place``, the smallest first."""
    larger = place.get("containedInPlace")
    return [larger["name"], *chain(larger)] if larger else []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_way_to_a_page_leads_through_pages_that_exist(library: Library, language: Language) -> None:
    """Breadcrumbs go from home over the list to the community, with the pages' own titles and addresses."""
    found = nodes(library, "communities/daoxu", language)
    steps = found["BreadcrumbList"]["itemListElement"]
    names = [
        library.site.title,
        library.vocabulary.phrases["communities_title"],
        library.communities["daoxu"].name,
    ]

    assert [step["position"] for step in steps] == [1, 2, 3]
    assert [step["name"] for step in steps] == [getattr(name, language) for name in names]
    assert [step["item"] for step in steps] == [
        f"{ADDRESS}/{language}/{path}" for path in ("", "communities/", "communities/daoxu/")
    ]
    assert found["WebSite"]["url"] == f"{ADDRESS}/{language}/"
    assert found["WebSite"]["name"] == getattr(library.site.title, language)


def test_home_has_no_way_and_no_place(library: Library) -> None:
    """The home page says only which site it is."""
    assert set(nodes(library, "", "zh")) == {"WebSite"}


def test_a_place_of_another_form_is_kept_whole(library: Library) -> None:
    """An address that does not name districts one by one is not cut at a guess."""
    baiguan = library.communities["baiguan"]
    odd = baiguan.model_copy(update={"place": baiguan.place.model_copy(update={"zh": "上虞区滨江"})})
    changed = library.communities | {"baiguan": odd}
    place = nodes(replace(library, communities=changed), "communities/baiguan", "zh")["Place"]

    assert chain(place) == ["上虞区滨江"]


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--<script>", "&lt;", '"\\', "谷"])
def test_no_text_ends_the_script(text: str) -> None:
    """Whatever a record says stays inside the element, and a reader of JSON gets it to the letter."""
    script = as_script({"name": text})

    assert json.loads(script) == {"name": text}
    assert not re.search("[<>&]", script)
