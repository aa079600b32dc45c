"""Turn planned pages into text, in one language at a time; with everything that is the same on every page.

A page is Markdown only in its front matter and headings, from which the theme makes titles and the table of
contents. Everything that comes from data is HTML escaped by the engine, so no record can become markup.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import get_args
from uuid import UUID, uuid5

from markupsafe import Markup, escape

from sitegen.plan.citations import histories
from sitegen.plan.news import Item
from sitegen.plan.select import date_of, page_of
from sitegen.plan.views import EventView, Page
from sitegen.records.library import Library
from sitegen.records.model import Language
from sitegen.render import diagrams
from sitegen.render import ical as calendars
from sitegen.render.environment import ENVIRONMENT, noting_place
from sitegen.render.glossary_links import link_terms
from sitegen.render.json_ld import TAGS, as_script, linked_data
from sitegen.render.links import Links
from sitegen.render.plain_text import literal, plain
from sitegen.render.speaker import Speaker
from sitegen.values.dates import PartialDate

LANGUAGES: tuple[Language, ...] = get_args(Language)
NAMES = {"zh": "中文", "en": "English"}
# Pages that explain terms themselves, or that a reader scans for something else.
UNLINKED = ("glossary", "sources", "cite", "search", "compare", "data")
# What entries of feeds and calendars are named within: names stay the same wherever the site is published.
NAMESPACE = UUID("6f0c4d0e-54b6-4d0e-9a6e-3d7b1f4a2c95")
# What the lists of plain texts say; none of these takes a value.
TWIN_PHRASES = (
    "compiled",
    "llms_intro",
    "llms_pages",
    "llms_more",
    "news_title",
    "news_description",
    "calendar_title",
    "calendar_description",
)


def render_pages(
    pages: tuple[Page, ...], library: Library, as_of: date, site_url: str = ""
) -> dict[str, str]:
    """Return the Markdown of every page in every language by its path below the docs folder.

    Linked data names things by their address, so there is none unless the site's is known.
    """
    renderers = [Renderer(language, pages, library, as_of, site_url) for language in LANGUAGES]
    return {
        files_of(page, renderer.language)[0]: renderer.page(page) for renderer in renderers for page in pages
    }


def render_language(
    language: Language,
    pages: tuple[Page, ...],
    listed: tuple[Page, ...],
    news: tuple[Item, ...],
    promises: tuple[EventView, ...],
    library: Library,
    as_of: date,
    site_url: str = "",
    keeps: Callable[[Iterable[str]], bool] = lambda _: False,
) -> Iterator[tuple[str, str | None]]:
    """Yield the path below the docs folder and the text of everything in one language, a page at a time.

    That is each of ``pages`` with its plain text and its share card, then the list of the plain texts of all that are
    ``listed``, the feed and the calendar. Where the files of a page already stand there, as ``keeps`` tells from their
    paths, there is no text.
    """
    renderer = Renderer(language, listed, library, as_of, site_url)
    for page in pages:
        names = files_of(page, language)
        if keeps(names):
            yield from ((name, None) for name in names)
        else:
            yield from zip(names, renderer.texts(page), strict=True)
    yield f"root/{language}/llms.txt", renderer.list_of_twins()
    yield f"{language}/changes.xml", renderer.feed(news)
    yield f"{language}/promises.ics", renderer.calendar(promises)


def files_of(page: Page, language: Language) -> list[str]:
    """Return the paths below the docs folder of ``page``, of its plain text and of its share card.

    The Markdown stands in the folder that is its address, from where its links hold; the plain text below `root`, since
    the site engine would take it for a page. The search page has no text of its own, and the further pages of a list
    show the card of the first.
    """
    path = f"{language}/{_folder(page)}index.md"
    plain_text = [f"root/{path}"] if page.kind != "search" else []
    card = [f"cards/{language}/{page.path or 'home'}.svg"] if page.number == 1 else []
    return [path, *plain_text, *card]


class Renderer:
    """Renders in one language, holding what is the same on every page; ``pages`` are all of the site."""

    def __init__(
        self,
        language: Language,
        pages: tuple[Page, ...],
        library: Library,
        as_of: date,
        site_url: str = "",
    ) -> None:
        self.language, self.pages, self.library, self.as_of = language, pages, library, as_of
        self.site_url, self.paging, self.speaker = site_url, library.paging, Speaker(library, language)
        self.built = PartialDate.parse(as_of.isoformat())
        self.home = f"{site_url}/{language}/" if site_url else ""
        self._titles = {page.path: page.title for page in pages}
        earlier = histories(library, as_of)
        made = (change.id for change in library.changes.values() if change.date.end <= as_of)
        self._words = _words(library, self.speaker) | {
            "as_of": self.built,
            "paging": self.paging,
            "newest_changes": self.paging.page("changes", f"change-{next(made, '')}"),
            "home": self.home or f"{language}/",
            "history": lambda identifier: earlier.get(identifier, ()),
            "tag": TAGS[language],
        }

    def texts(self, page: Page) -> list[str]:
        """Return the texts of ``page`` that belong into its `files_of`."""
        with noting_place(f"{self.language}/{_folder(page)}"):
            text = self.page(page)
            texts = [text, *([self.twin(page, text)] if page.kind != "search" else [])]
            return texts + ([self.card(page)] if page.number == 1 else [])

    def page(self, page: Page) -> str:
        """Return the Markdown of ``page``."""
        href = Links(page.path, self.paging)
        data: dict[str, object] = {}
        if self.site_url:
            data = linked_data(page, self._titles, self.library, self.language, self.as_of, self.site_url)
        shown = self._words | page.shown | {"page": page, "href": href}
        shown |= {
            "moved": tuple(_moved_from(page.path, self.library)),
            "linked": as_script(data) if data else "",
        }
        text = ENVIRONMENT.get_template(f"{page.kind}.md.jinja").render(shown)
        return text if page.kind in UNLINKED else link_terms(text, _terms(self.library, self.language, href))

    def twin(self, page: Page, text: str) -> str:
        """Return the ``text`` of a page as plain Markdown; it stands in the same folder, so that its links hold."""
        address = f"\n\n<{self.home}{_folder(page)}>" if self.home else ""
        return f"{plain(text)}\n---\n\n{self._closing()}{address}\n"

    def list_of_twins(self) -> str:
        """Return the list of plain texts (llms.txt).

        What a list names on further pages is not listed: whoever follows the list finds it.
        """
        site, say = self.library.site, self.speaker
        first = tuple(self.library.places.values())[: self.library.lengths.communities]
        listed = {f"communities/{place.community}" for place in first}
        lines = [f"# {literal(say.text(site.title))}", "", f"> {literal(say.text(site.description))}", ""]
        lines += [literal(say.plain("llms_intro")), "", self._closing(), ""]
        lines += [f"## {literal(say.plain('llms_pages'))}", ""]
        for page in self.pages:
            if (
                page.number == 1
                and (page.kind != "community" or page.path in listed)
                and page.kind != "search"
            ):
                title, description = (literal(say.text(text)) for text in (page.title, page.description))
                lines.append(f"- [{title}]({self.home}{_folder(page)}index.md): {description}")
        lines += ["", f"## {literal(say.plain('llms_more'))}", ""]
        for name, key in (("changes.xml", "news"), ("promises.ics", "calendar")):
            title, told = (literal(say.plain(f"{key}_{part}")) for part in ("title", "description"))
            lines.append(f"- [{title}]({self.home}{name}): {told}")
        return "\n".join(lines) + "\n"

    def card(self, page: Page) -> str:
        """Return the drawing (SVG) of the share card of ``page``."""
        return ENVIRONMENT.get_template("card.svg.jinja").render(self._words | page.shown | {"page": page})

    def feed(self, news: tuple[Item, ...]) -> str:
        """Return the feed of changes (Atom); its links are relative to it unless the site's address is known."""
        shown = {
            "news": news,
            "as_of": self.as_of,
            "href": Links("", self.paging),
            "home": self.home,
            "urn": lambda key: uuid5(NAMESPACE, f"{self.language}/{key}").urn,
        }
        return ENVIRONMENT.get_template("changes.xml.jinja").render(self._words | shown)

    def calendar(self, promises: tuple[EventView, ...]) -> str:
        """Return the calendar of promises (iCalendar)."""
        href, names = Links("", self.paging), {}
        for view in promises:
            name = str(uuid5(NAMESPACE, f"{self.language}/calendar/{view.event.id}"))
            names[f"uid/{view.event.id}"] = name
            address = f"{self.home}{href(view.page, f'event-{view.event.id}')}" if self.home else ""
            names[f"address/{view.event.id}"] = address
        return calendars.calendar(self.speaker, promises, self.library, self.as_of, names)

    def _closing(self) -> str:
        """Return who made a plain text, and the day it is of."""
        today = self.speaker.show(self.built)
        space = " " if self.language == "en" else ""
        built = self.speaker.phrase("built", date=today).unescape()
        return literal(f"{self.speaker.plain('compiled')}{space}{built}")


def _moved_from(path: str, library: Library) -> Iterator[tuple[str, str, str]]:
    """Yield the anchors that have moved away from the page at ``path``, each with its new page and anchor."""
    for entry in library.redirects.moved:
        page, _, old = entry.old.partition("#")
        if old and page == path:
            new, _, anchor = entry.new.partition("#")
            yield old, new, anchor


def _folder(page: Page) -> str:
    """Return the folder of a language in which ``page`` stands."""
    return f"{page.path}/" if page.path else ""


def _terms(library: Library, language: Language, href: Links) -> dict[str, str]:
    """Return the address of each glossary term by its name, without the quotation marks of a slogan."""
    return {
        str(escape(re.sub("^“([^”]*)”$", r"\1", getattr(term.name, language)))): href(
            "glossary", f"term-{term.id}"
        )
        for term in library.glossary.values()
    }


def _words(library: Library, speaker: "Speaker") -> dict[str, object]:
    """Return what every template of one language may say."""
    language = speaker.language
    return {
        "speaker": speaker,
        "shapes": diagrams.SHAPES,
        "draw": lambda name, *shown: Markup(diagrams.FIGURES[name](speaker, *shown)),
        "w": speaker.phrase,
        "locator": speaker.locator,
        "library": library,
        "vocabulary": library.vocabulary,
        "date_of": lambda claim: date_of(claim, library),
        "page_of": lambda identifier: page_of(identifier, library),
        "lengths": library.lengths,
        "lang": language,
        "comma": {"zh": "，", "en": ", "}[language],
        "title_marks": {"zh": "《》", "en": "“”"}[language],
        "semicolon": {"zh": "；", "en": "; "}[language],
        "full_stop": {"zh": "。", "en": ". "}[language],
        "enumeration": {"zh": "、", "en": ", "}[language],
        "space": {"zh": "", "en": " "}[language],
        "opening_bracket": {"zh": "（", "en": " ("}[language],
        "closing_bracket": {"zh": "）", "en": ")"}[language],
        # The sources that the page lists by number.
        "numbered": (),
        "colon": {"zh": "：", "en": ": "}[language],
    }
