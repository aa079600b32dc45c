"""What a page says to machines as linked data (JSON-LD, schema.org), computed from the same records.

Only what the records hold: the site, the way to the page, a community as a place without coordinates, with its key
facts, the organisations, and the published data as a dataset. A promise is no event of schema.org: those take place.
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
from sitegen.plan.select import date_of
from sitegen.plan.site import Plan
from sitegen.plan.views import CommunityView, FactView
from sitegen.records.library import Library
from sitegen.records.model import Exchange, Kind, Language, Organisation, Text
from sitegen.values.dates import PartialDate

# A Chinese address names the larger place first, and each kind of place ends in its own sign.
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
class _Here:
    """Where linked data stands: on the page at `url`, in a language, of the planned site published at `address`."""

    plan: Plan
    language: Language
    address: str
    url: str


def linked_data(page: Page[object], plan: Plan, language: Language, address: str) -> Node:
    """Return the linked data of ``page`` of the site that is published at ``address``, in ``language``."""
    home = f"{address}/{language}/"
    site, titles = plan.library.site, plan.titles
    here = _Here(plan, language, address, f"{home}{page.path}/" if page.path else home)
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
        way = [path for path in _way(page.path) if path in titles]
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
                    for position, path in enumerate(way, start=1)
                ],
            }
        )
    return {"@context": "https://schema.org", "@graph": [*graph, *_own(page.shown, here)]}


def as_script(data: Node) -> str:
    """Return ``data`` as JSON that can stand in a script element: no text in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _way(path: str) -> list[str]:
    """Return the addresses of the pages above ``path``, from home, and its own."""
    parts = path.split("/")
    return ["", *("/".join(parts[: depth + 1]) for depth in range(len(parts)))]


@singledispatch
def _own(shown: object, here: _Here) -> list[Node]:
    """Return what a page says of its own, by the type of what it shows; most say nothing."""
    return []


@_own.register
def _(shown: CommunityView, here: _Here) -> list[Node]:
    community, library, language = shown.community, here.plan.library, here.language
    place: Node = {"@type": "Place", "@id": f"{here.url}#place", "url": here.url}
    place |= _named(community.name, language)
    within = _areas(_chain(getattr(community.place, language), language))
    # A figure of the whole subdistrict, or of a project, is none of the community.
    own = [_property(fact, library, language) for fact in shown.key_facts if fact.about == community.name]
    return [place | within | ({"additionalProperty": own} if own else {})]


@_own.register
def _(shown: OrganisationsView, here: _Here) -> list[Node]:
    return [_organisation(view.organisation, here) for view in shown.organisations]


@_own.register
def _(shown: DataView, here: _Here) -> list[Node]:
    return [_dataset(shown.files, here)]


def _property(view: FactView, library: Library, language: Language) -> Node:
    """Return a fact with its status, date and source, without which a plan would be read as what is there."""
    localizer = Localizer(library.vocabulary, language)
    punctuation = localizer.punctuation
    claim = view.shown
    source = library.sources[claim.source]
    label = localizer.text(view.measure.label)
    return {
        "@type": "PropertyValue",
        "name": punctuation.label(label, localizer.text(claim.scope)) if claim.scope else label,
        "value": localizer.value(claim.value),
        "description": punctuation.statements(
            localizer.text(library.vocabulary.statuses[claim.status]),
            localizer.value(claim.as_of) if claim.as_of else localizer.moment(source.published),
            localizer.text(source.publisher),
        ),
    }


def _organisation(organisation: Organisation, here: _Here) -> Node:
    url, language = here.url, here.language
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


def _dataset(files: tuple[DataFile, ...], here: _Here) -> Node:
    library, language = here.plan.library, here.language
    site = library.site
    node: Node = {
        "@type": "Dataset",
        "@id": f"{here.url}#dataset",
        "url": here.url,
        **_named(site.title, language),
        "description": getattr(site.description, language),
        "inLanguage": list(TAGS.values()),
        "version": f"{VERSION}.0.0",
        "dateModified": here.plan.as_of.isoformat(),
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.name,
                "contentUrl": f"{here.address}/{file.path}",
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
    if area := _areas(_shared(library, language)):
        node["spatialCoverage"] = area["containedInPlace"]
    if site.licence:
        node["license"] = site.licence.url
    if site.publisher:
        node["publisher"] = {"@type": "Organization", **_named(site.publisher, language)}
    return node


def _dates(library: Library) -> Iterator[PartialDate]:
    """Yield the dates that the records are about: of claims, promises and what happened."""
    for fact in library.facts.values():
        yield from (date_of(claim, library) for claim in fact.claims)
    for event in library.events.values():
        yield from (promise.due for promise in event.plan if promise.due)
        yield from (outcome.date for outcome in event.actual)


def _shared(library: Library, language: Language) -> list[str]:
    """Return the places that every community lies in, each within the next."""
    chains = [
        _chain(getattr(community.place, language), language) for community in library.communities.values()
    ]
    return [name for name in chains[0] if all(name in chain for chain in chains)] if chains else []


def _areas(names: list[str]) -> Node:
    """Return the first of ``names`` as what contains a place, itself within the next, and so on."""
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


def _chain(place: str, language: Language) -> list[str]:
    """Return the places that ``place`` names, each within the next."""
    if language == "en":
        return place.split(", ")
    parts = CHINESE_PLACE.findall(place)
    # An address of another form is kept whole rather than cut at a guess.
    return parts[::-1] if "".join(parts) == place else [place]
