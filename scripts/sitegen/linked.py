"""What a page says to machines as linked data (JSON-LD, schema.org), computed from the same records.

Only what the records hold: the site, the way to the page, and a community as a place without coordinates.
"""

import json
import re

from .library import Library
from .model import Community, Language, Text
from .views import CommunityView, Page

TAGS = {"zh": "zh-Hans", "en": "en"}
# A Chinese address names the larger place first, and each kind of place ends in its own sign.
CHINESE_PLACE = re.compile(r".+?(?:省|市|区|县|街道|镇|乡)")


def linked_data(
    page: Page, titles: dict[str, Text], library: Library, language: Language, address: str
) -> dict[str, object]:
    """Return the linked data of ``page`` in ``language``, for the site published at ``address``.

    ``titles`` has the title of every page by its path.
    """
    home = f"{address}/{language}/"
    site = library.site
    graph: list[dict[str, object]] = [
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
        graph.append(_place(view.community, language, f"{home}{page.path}/"))
    return {"@context": "https://schema.org", "@graph": graph}


def as_script(data: dict[str, object]) -> str:
    """Return ``data`` as JSON that can stand in a script element: no text in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _way(path: str) -> list[str]:
    """Return the addresses of the pages above ``path``, from home, and its own."""
    parts = path.split("/")
    return ["", *("/".join(parts[: depth + 1]) for depth in range(len(parts)))]


def _place(community: Community, language: Language, url: str) -> dict[str, object]:
    place: dict[str, object] = {"@type": "Place", "@id": f"{url}#place", "url": url}
    place |= _named(community.name, language)
    within: dict[str, object] = place
    for name in _chain(getattr(community.place, language), language):
        larger: dict[str, object] = {"@type": "AdministrativeArea", "name": name}
        within["containedInPlace"] = larger
        within = larger
    return place


def _named(name: Text, language: Language) -> dict[str, str]:
    """Return the name in the language of the page, and in the other one where it differs."""
    own, other = (name.zh, name.en) if language == "zh" else (name.en, name.zh)
    return {"name": own} if own == other else {"name": own, "alternateName": other}


def _chain(place: str, language: Language) -> list[str]:
    """Return the places that ``place`` names, each within the next."""
    if language == "en":
        return place.split(", ")
    parts = CHINESE_PLACE.findall(place)
    # An address of another form is kept whole rather than cut at a guess.
    return parts[::-1] if "".join(parts) == place else [place]
