"""Linked data: true to the records, in the page's language, and unable to end its script element."""

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sitegen.export import DataFile, data_files, data_page
from sitegen.i18n.languages import LANGUAGES
from sitegen.i18n.localizer import Localizer
from sitegen.plan.page import Page
from sitegen.plan.plan import Plan, plan_site
from sitegen.records.library import Library
from sitegen.records.model import Language, Licence, Text
from sitegen.render.json_ld import MARKETS, as_script, linked_data

ADDRESS = "https://example.org/base"
DAY = date(2026, 11, 24)


def graph(plan: Plan, path: str, language: Language) -> list[dict[str, Any]]:
    """Return the linked data of one page, as a reader of JSON finds it."""
    pages: Iterable[Page[object]] = plan.pages
    if path == "data":
        pages = (data_page(data_files(plan.library, plan.as_of, ADDRESS), plan.library, ADDRESS),)
    page = next(page for page in pages if page.path == path)
    data = json.loads(as_script(linked_data(page, plan, language, ADDRESS)))
    assert data["@context"] == "https://schema.org"
    found: list[dict[str, Any]] = data["@graph"]
    return found


def nodes(plan: Plan, path: str, language: Language) -> dict[str, Any]:
    """Return the linked data of one page by type."""
    return {node["@type"]: node for node in graph(plan, path, language)}


def test_a_community_is_a_place_within_larger_places(library: Library, plan: Plan) -> None:
    """Its names are the record's, and each larger place contains the one before; coordinates are not made up."""
    for community in library.communities.values():
        zh, en = (nodes(plan, f"communities/{community.id}", language)["Place"] for language in LANGUAGES)

        assert (zh["name"], zh["alternateName"]) == (community.name.zh, community.name.en)
        assert (en["name"], en["alternateName"]) == (community.name.en, community.name.zh)
        assert "".join(reversed(chain(zh))) == community.place.zh
        assert ", ".join(chain(en)) == community.place.en
        assert "geo" not in zh | en


def chain(place: dict[str, Any]) -> list[str]:
    """Return the names of the places that contain ``place``, the smallest first."""
    larger = place.get("containedInPlace")
    return [larger["name"], *chain(larger)] if larger else []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_way_to_a_page_leads_through_pages_that_exist(
    library: Library, plan: Plan, language: Language
) -> None:
    """Breadcrumbs go from home over the list to the community, with the pages' own titles and addresses."""
    for community in library.communities.values():
        found = nodes(plan, f"communities/{community.id}", language)
        steps = found["BreadcrumbList"]["itemListElement"]
        names = [library.site.title, library.vocabulary.phrases["communities_title"], community.name]

        assert [step["position"] for step in steps] == [1, 2, 3]
        assert [step["name"] for step in steps] == [getattr(name, language) for name in names]
        assert [step["item"] for step in steps] == [
            f"{ADDRESS}/{language}/{path}" for path in ("", "communities/", f"communities/{community.id}/")
        ]
        assert found["WebSite"]["url"] == f"{ADDRESS}/{language}/"
        assert found["WebSite"]["name"] == getattr(library.site.title, language)


def test_home_has_no_way_and_no_place(plan: Plan) -> None:
    """The home page says only which site it is."""
    assert set(nodes(plan, "", "zh")) == {"WebSite"}


def dated(when: dict[str, Any], language: Language, library: Library) -> str:
    """Return a date of the published data as linked data say it, with a mark where it was worked out."""
    printed = str(when["printed"][language])
    if not when["inferred_from"]:
        return printed
    localizer = Localizer(library.vocabulary, language)
    return localizer.punctuation.bracket(printed, localizer.phrase("inferred_mark"))


def test_a_place_has_its_key_facts_with_their_status(
    library: Library, plan: Plan, files: dict[str, DataFile]
) -> None:
    """Each says what the data say of the claim shown, and no figure stands without status and source."""
    facts = {fact["id"]: fact for fact in json.loads(files["facts.json"].text)["items"]}
    compared = 0
    for community in library.communities.values():
        own = [facts[one] for one in community.key_facts if facts[one]["about"]["en"] == community.name.en]
        for language in LANGUAGES:
            told = nodes(plan, f"communities/{community.id}", language)["Place"].get("additionalProperty", [])

            assert len(told) == len(own)
            compared += len(told)
            for node, fact in zip(told, own, strict=True):
                (claim,) = (claim for claim in fact["claims"] if claim["shown"])
                source = library.sources[claim["source"]].publisher
                assert node["@type"] == "PropertyValue"
                assert node["value"] == claim["value"]["printed"][language]
                assert node["name"].startswith(fact["measure"]["label"][language])
                assert re.split("[;；] ?", node["description"]) == [
                    getattr(library.vocabulary.statuses[claim["status"]].label, language),
                    dated(claim["as_of"], language, library),
                    getattr(source, language),
                ]
    assert compared


def test_organisations_are_those_of_the_page(library: Library, plan: Plan) -> None:
    """Each stands there once, under its anchor, with both names and, if it is listed, the code of its market."""
    languages: tuple[tuple[Language, Language], ...] = (("zh", "en"), ("en", "zh"))
    for language, other in languages:
        found = {
            node["@id"]: node for node in graph(plan, "organisations", language) if "mainEntityOfPage" in node
        }
        page = f"{ADDRESS}/{language}/organisations/"

        assert [*found] == [f"{page}#organisation-{one}" for one in library.organisations]
        for node, record in zip(found.values(), library.organisations.values(), strict=True):
            assert node["name"] == getattr(record.name, language)
            assert node.get("alternateName", node["name"]) == getattr(record.name, other)
            assert node["@type"] in ("Organization", "Corporation", "GovernmentOrganization")
            listed = (MARKETS[record.ticker.exchange], record.ticker.code) if record.ticker else ()
            assert node.get("tickerSymbol", "") == " ".join(listed)


def test_the_data_are_a_dataset(library: Library, plan: Plan, files: dict[str, DataFile]) -> None:
    """Its files are those of the index with their size and checksum, and its period and place those of the records."""
    listed = [one for one in json.loads(files["index.json"].text)["files"] if one["records"] is not None]
    for language in LANGUAGES:
        node = nodes(plan, "data", language)["Dataset"]
        first, last = node["temporalCoverage"].split("/")

        assert node["name"] == getattr(library.site.title, language)
        assert node["description"] == getattr(library.site.description, language)
        assert node["inLanguage"] == ["zh-Hans", "en"]
        assert node["url"] == f"{ADDRESS}/{language}/data/"
        assert node["dateModified"] == plan.as_of.isoformat()
        assert node["version"] == json.loads(files["datapackage.json"].text)["version"]
        assert [
            (one["contentUrl"], one["encodingFormat"], one["contentSize"], one["sha256"])
            for one in node["distribution"]
        ] == [
            (f"{ADDRESS}/data/v1/{one['path']}", one["media_type"], f"{one['bytes']} B", one["sha256"])
            for one in listed
        ]
        assert listed
        assert date.fromisoformat(first) < date.fromisoformat(last)
        places = [getattr(community.place, language) for community in library.communities.values()]
        assert all(node.get("spatialCoverage", {"name": ""})["name"] in place for place in places)
        assert ("license" in node) == (library.site.licence is not None)
        assert ("publisher" in node) == (library.site.publisher is not None)


def test_the_data_are_about_what_all_communities_lie_in(tiny: Library) -> None:
    """The dataset covers the smallest place that is named in the address of every community; where there is none, it names none."""
    near = {
        one.id: one.model_copy(
            update={"place": Text(zh=f"绍兴市上虞区{one.place.zh}", en=f"{one.place.en}, Shangyu, Shaoxing")}
        )
        for one in tiny.communities.values()
    }
    names: dict[Language, str] = {"zh": "上虞区", "en": "Shangyu"}
    for language, name in names.items():
        apart, together = (
            nodes(plan_site(replace(tiny, communities=communities), DAY), "data", language)["Dataset"]
            for communities in (tiny.communities, near)
        )

        assert "spatialCoverage" not in apart
        assert together["spatialCoverage"]["name"] == name


def test_terms_and_publisher_are_named_once_they_are_set(tiny: Library) -> None:
    """The dataset then has the address of the terms and who publishes it."""
    terms = Licence(id="X-1", title=Text(zh="某许可", en="Some licence"), url="https://example.org/x")
    stated = tiny.site.model_copy(update={"licence": terms, "publisher": Text(zh="某单位", en="Some office")})
    before, node = (
        nodes(plan_site(one, DAY), "data", "zh")["Dataset"] for one in (tiny, replace(tiny, site=stated))
    )

    assert not before.keys() & {"license", "publisher"}
    assert node["license"] == "https://example.org/x"
    assert node["publisher"] == {"@type": "Organization", "name": "某单位", "alternateName": "Some office"}


@pytest.mark.parametrize(
    ("place", "steps"),
    [
        ("绍兴市上虞区百官街道", ["百官街道", "上虞区", "绍兴市"]),
        ("上虞区滨江", ["上虞区滨江"]),
    ],
)
def test_a_place_of_another_form_is_kept_whole(tiny: Library, place: str, steps: list[str]) -> None:
    """An address that names districts one by one has a step for each; another is not cut at a guess."""
    elm = tiny.communities["elm"]
    odd = elm.model_copy(update={"place": elm.place.model_copy(update={"zh": place})})
    changed = replace(tiny, communities=tiny.communities | {"elm": odd})

    assert chain(nodes(plan_site(changed, DAY), "communities/elm", "zh")["Place"]) == steps


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--<script>", "&lt;", '"\\', "谷"])
def test_no_text_ends_the_script(text: str) -> None:
    """Whatever a record says stays inside the element, and a reader of JSON gets it to the letter."""
    script = as_script({"name": text})

    assert json.loads(script) == {"name": text}
    assert not re.search("[<>&]", script)
