"""What a page says to machines as linked data (JSON-LD, schema.org), computed from the same records.

Only what the records hold: the site, the way to the page, a community as a place without coordinates, with its key
facts, the organisations, and the published data as a dataset. A promise is no event of schema.org: those take place.
"""

import json
import re
from collections.abc import Iterator
from datetime import date

from sitegen.export import DataFile
from sitegen.export.shapes import VERSION
from sitegen.i18n.languages import TAGS
from sitegen.i18n.localizer import Localizer
from sitegen.plan.select import date_of
from sitegen.plan.views import CommunityView, FactView, OrganisationView, Page
from sitegen.records.library import Library
from sitegen.records.model import Exchange, Kind, Language, Text
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


def linked_data(
    page: Page, titles: dict[str, Text], library: Library, language: Language, as_of: date, address: str
) -> Node:
    """Return the linked data of ``page`` in ``language``, for the site built on a day and published at ``address``.

    ``titles`` has the title of every page by its path.
    """
    home = f"{address}/{language}/"
    site = library.site
    here = f"{home}{page.path}/" if page.path else home
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
    if isinstance(view := page.shown.get("view"), CommunityView):
        graph.append(_place(view, library, language, here))
    if isinstance(views := page.shown.get("organisations"), tuple):
        graph += [_organisation(view, language, here) for view in views]
    if isinstance(files := page.shown.get("files"), tuple):
        graph.append(_dataset(files, library, language, as_of, address, here))
    return {"@context": "https://schema.org", "@graph": graph}


def as_script(data: Node) -> str:
    """Return ``data`` as JSON that can stand in a script element: no text in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _way(path: str) -> list[str]:
    """Return the addresses of the pages above ``path``, from home, and its own."""
    parts = path.split("/")
    return ["", *("/".join(parts[: depth + 1]) for depth in range(len(parts)))]


def _place(view: CommunityView, library: Library, language: Language, url: str) -> Node:
    community = view.community
    place: Node = {"@type": "Place", "@id": f"{url}#place", "url": url}
    place |= _named(community.name, language)
    within = _areas(_chain(getattr(community.place, language), language))
    # A figure of the whole subdistrict, or of a project, is none of the community.
    own = [_property(fact, library, language) for fact in view.key_facts if fact.about == community.name]
    return place | within | ({"additionalProperty": own} if own else {})


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


def _organisation(view: OrganisationView, language: Language, url: str) -> Node:
    organisation = view.organisation
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


def _dataset(
    files: tuple[DataFile, ...], library: Library, language: Language, as_of: date, address: str, url: str
) -> Node:
    site = library.site
    node: Node = {
        "@type": "Dataset",
        "@id": f"{url}#dataset",
        "url": url,
        **_named(site.title, language),
        "description": getattr(site.description, language),
        "inLanguage": list(TAGS.values()),
        "version": f"{VERSION}.0.0",
        "dateModified": as_of.isoformat(),
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.name,
                "contentUrl": f"{address}/{file.path}",
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
