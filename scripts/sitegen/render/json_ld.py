"""The linked data of a page (JSON-LD, schema.org), computed from the records.

It has only what the records hold: the site, the breadcrumbs, a community as a place without coordinates, with its key
facts, the organisations, and the published data as a dataset. A planned event is not an Event of schema.org, which takes place.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import singledispatch

from sitegen.export import DataFile, DataView
from sitegen.export.shapes import VERSION
from sitegen.i18n.languages import TAGS
from sitegen.i18n.localizer import Localizer
from sitegen.plan.page import Page
from sitegen.plan.pages.organisations import OrganisationsView
from sitegen.plan.plan import Plan
from sitegen.plan.select import date_of, inferred_from
from sitegen.plan.views import CommunityView, FactView
from sitegen.records.library import Library
from sitegen.records.model import Exchange, Kind, Language, Organisation, Text
from sitegen.values.dates import PartialDate

# A Chinese address names the largest place first, and each kind of place ends in its own character.
CHINESE_PLACE = re.compile(r".+?(?:省|市|区|县|街道|镇|乡)")
ORGANISATIONS: dict[Kind, str] = {
    "company": "Corporation",
    "public_body": "GovernmentOrganization",
    "institution": "Organization",
}
# Market identifier codes (ISO 10383), which a ticker symbol begins with.
MARKETS: dict[Exchange, str] = {"SSE": "XSHG", "SZSE": "XSHE", "SGX": "XSES"}
Node = dict[str, object]


@dataclass(frozen=True)
class _Context:
    """The page of the linked data: its `url`, its language, the plan, and the `address` of the published site."""

    plan: Plan
    language: Language
    address: str
    url: str


def linked_data(page: Page[object], plan: Plan, language: Language, address: str) -> Node:
    """Return the linked data of ``page`` of the site that is published at ``address``, in ``language``."""
    home = f"{address}/{language}/"
    site, titles = plan.library.site, plan.titles
    context = _Context(plan, language, address, f"{home}{page.path}/" if page.path else home)
    graph: list[Node] = [
        {
            "@type": "WebSite",
            "@id": f"{home}#website",
            "url": home,
            **_named(site.title, language),
            "description": getattr(site.description, language),
            "inLanguage": TAGS[language],
        }
    ]
    if page.path:
        breadcrumbs = [path for path in _breadcrumbs(page.path) if path in titles]
        graph.append(
            {
                "@type": "BreadcrumbList",
                "itemListElement": [
                    {
                        "@type": "ListItem",
                        "position": position,
                        "name": getattr(titles[path], language),
                        "item": f"{home}{path}/" if path else home,
                    }
                    for position, path in enumerate(breadcrumbs, start=1)
                ],
            }
        )
    return {"@context": "https://schema.org", "@graph": [*graph, *_own(page.shown, context)]}


def as_script(data: Node) -> str:
    """Return ``data`` as JSON for a script element: no text in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _breadcrumbs(path: str) -> list[str]:
    """Return the addresses of the pages above ``path``, from home, and its own."""
    parts = path.split("/")
    return ["", *("/".join(parts[: depth + 1]) for depth in range(len(parts)))]


@singledispatch
def _own(shown: object, context: _Context) -> list[Node]:
    """Return the nodes of a page by the type of its view; most pages have none."""
    return []


@_own.register
def _(shown: CommunityView, context: _Context) -> list[Node]:
    community, library, language = shown.community, context.plan.library, context.language
    place: Node = {"@type": "Place", "@id": f"{context.url}#place", "url": context.url}
    place |= _named(community.name, language)
    within = _areas(_places(getattr(community.place, language), language))
    # A figure of the whole subdistrict, or of a project, is not one of the community.
    own = [_property(fact, library, language) for fact in shown.key_facts if fact.about == community.name]
    return [place | within | ({"additionalProperty": own} if own else {})]


@_own.register
def _(shown: OrganisationsView, context: _Context) -> list[Node]:
    return [_organisation(view.organisation, context) for view in shown.organisations]


@_own.register
def _(shown: DataView, context: _Context) -> list[Node]:
    return [_dataset(shown.files, context)]


def _property(view: FactView, library: Library, language: Language) -> Node:
    """Return a fact with its status, date and source, without which a plan would be taken for a fact."""
    localizer = Localizer(library.vocabulary, language)
    punctuation = localizer.punctuation
    claim = view.shown
    source = library.sources[claim.source]
    label = localizer.text(view.measure.label)
    date = localizer.value(claim.as_of) if claim.as_of else localizer.moment(source.published)
    if inferred_from(claim, library):
        date = punctuation.bracket(date, localizer.phrase("inferred_mark"))
    return {
        "@type": "PropertyValue",
        "name": punctuation.label(label, localizer.text(claim.scope)) if claim.scope else label,
        "value": localizer.value(claim.value),
        "description": punctuation.statements(
            localizer.text(library.vocabulary.statuses[claim.status]),
            date,
            localizer.text(source.publisher),
        ),
    }


def _organisation(organisation: Organisation, context: _Context) -> Node:
    url, language = context.url, context.language
    node: Node = {
        "@type": ORGANISATIONS[organisation.kind],
        "@id": f"{url}#organisation-{organisation.id}",
        **_named(organisation.name, language),
        "mainEntityOfPage": f"{url}#organisation-{organisation.id}",
    }
    if organisation.role:
        node["description"] = getattr(organisation.role, language)
    if organisation.ticker:
        node["tickerSymbol"] = f"{MARKETS[organisation.ticker.exchange]} {organisation.ticker.code}"
    return node


def _dataset(files: tuple[DataFile, ...], context: _Context) -> Node:
    library, language = context.plan.library, context.language
    site = library.site
    node: Node = {
        "@type": "Dataset",
        "@id": f"{context.url}#dataset",
        "url": context.url,
        **_named(site.title, language),
        "description": getattr(site.description, language),
        "inLanguage": list(TAGS.values()),
        "version": f"{VERSION}.0.0",
        "dateModified": context.plan.as_of.isoformat(),
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.name,
                "contentUrl": f"{context.address}/{file.path}",
                "encodingFormat": file.media_type,
                "contentSize": f"{len(file.content)} B",
                "sha256": file.sha256,
            }
            for file in files
            if file.records is not None
        ],
    }
    days = sorted(day for when in _dates(library) for day in (when.start, when.end) if day)
    if days:
        node["temporalCoverage"] = f"{days[0]}/{days[-1]}"
    if area := _areas(_common_places(library, language)):
        node["spatialCoverage"] = area["containedInPlace"]
    if site.licence:
        node["license"] = site.licence.url
    if site.publisher:
        node["publisher"] = {"@type": "Organization", **_named(site.publisher, language)}
    return node


def _dates(library: Library) -> Iterator[PartialDate]:
    """Yield the dates of the records: of claims, announced dates and outcomes."""
    for fact in library.facts.values():
        yield from (date_of(claim, library) for claim in fact.claims)
    for event in library.events.values():
        yield from (one.due for one in event.plan if one.due)
        yield from (outcome.date for outcome in event.actual)


def _common_places(library: Library, language: Language) -> list[str]:
    """Return the places that contain every community, each within the next."""
    chains = [
        _places(getattr(community.place, language), language) for community in library.communities.values()
    ]
    return [name for name in chains[0] if all(name in chain for chain in chains)] if chains else []


def _areas(names: list[str]) -> Node:
    """Return `containedInPlace` with the first of ``names``, itself contained in the next, and so on."""
    if not names:
        return {}
    return {"containedInPlace": {"@type": "AdministrativeArea", "name": names[0], **_areas(names[1:])}}


def _named(name: Text, language: Language) -> dict[str, str]:
    """Return the name in the language of the page, and in the other one where it differs."""
    own = getattr(name, language)
    named = {"name": own}
    if others := {name.zh, name.en} - {own}:
        named["alternateName"] = others.pop()
    return named


def _places(place: str, language: Language) -> list[str]:
    """Return the places that ``place`` names, each within the next."""
    if language == "en":
        return place.split(", ")
    parts = CHINESE_PLACE.findall(place)
    # An address of another form is kept whole.
    return parts[::-1] if "".join(parts) == place else [place]
