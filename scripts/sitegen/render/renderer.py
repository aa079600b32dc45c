"""Render planned pages as text, in one language at a time, and the feed and the calendar.

A page is Markdown only in its front matter and headings, from which the theme makes titles and the table of
contents. Everything that comes from data is HTML that the template engine escapes, so no record can become markup.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from uuid import UUID, uuid5

from markupsafe import Markup, escape

from sitegen.derived.findings import last_searched, reading
from sitegen.i18n.languages import LANGUAGES, TAGS
from sitegen.i18n.localizer import Localizer
from sitegen.page_kinds import FOOT, KINDS
from sitegen.plan import plan_words
from sitegen.plan.citations import histories
from sitegen.plan.page import Heading, Page
from sitegen.plan.plan import Plan
from sitegen.plan.select import date_of, inferred_from, is_withdrawn, page_of
from sitegen.records.library import Library
from sitegen.records.model import Language, Text
from sitegen.render import calendar_feed as calendars
from sitegen.render import diagrams
from sitegen.render.corrections import correction
from sitegen.render.environment import ENVIRONMENT, note_page
from sitegen.render.glossary_links import link_terms
from sitegen.render.json_ld import as_script, linked_data
from sitegen.render.links import Links
from sitegen.render.markup import MarkupLocalizer
from sitegen.render.plain_text import escape_commonmark, plain
from sitegen.render.symbols import SHAPES
from sitegen.values.dates import PartialDate

# The namespace of the ids of entries in feeds and calendars, which do not depend on the address of the site.
NAMESPACE = UUID("6f0c4d0e-54b6-4d0e-9a6e-3d7b1f4a2c95")
# The phrases of the lists of plain texts; none takes a value.
PLAIN_TEXT_PHRASES = (
    "compiled",
    "llms_intro",
    "llms_pages",
    "llms_more",
    "news_title",
    "news_description",
    "calendar_title",
    "calendar_description",
)


def render_pages(plan: Plan, site_url: str = "") -> dict[str, str]:
    """Return the Markdown of every page in every language by its path below the docs folder.

    Linked data identifies things by their address, so there is none unless the address of the site is known.
    """
    renderers = [Renderer(language, plan, site_url) for language in LANGUAGES]
    return {
        files_of(page, renderer.language)[0]: renderer.page(page)
        for renderer in renderers
        for page in plan.pages
    }


def render_language(
    language: Language,
    plan: Plan,
    site_url: str = "",
    are_current: Callable[[Iterable[str]], bool] = lambda _: False,
) -> Iterator[tuple[str, str | None]]:
    """Yield the path below the docs folder and the text of everything in one language, a page at a time.

    That is each page with its plain text and its share card, then the list of plain texts, the feed and the calendar.
    The text is None if ``are_current`` says of the paths of a page that its files need not be written.
    """
    renderer = Renderer(language, plan, site_url)
    for page in plan.pages:
        names = files_of(page, language)
        if are_current(names):
            yield from ((name, None) for name in names)
        else:
            yield from zip(names, renderer.texts(page), strict=True)
    yield f"root/{language}/llms.txt", renderer.list_of_plain_texts()
    yield f"{language}/changes.xml", renderer.feed()
    yield f"{language}/dates.ics", renderer.calendar()


def files_of(page: Page[object], language: Language) -> list[str]:
    """Return the paths below the docs folder of ``page``, of its plain text and of its share card.

    The Markdown is in the folder of the page's address, so that its links work; the plain text is below `root`, since the
    site engine would take it for a page. A page without words has no plain text, and only the first page of a list has
    a card.
    """
    path = f"{language}/{_folder(page)}index.md"
    plain_text = [f"root/{path}"] if page.kind.has_words else []
    card = [f"cards/{language}/{page.path or page.kind.name}.svg"] if page.number == 1 else []
    return [path, *plain_text, *card]


class Renderer:
    """Renders a plan in one language; it holds what all pages share."""

    def __init__(self, language: Language, plan: Plan, site_url: str = "") -> None:
        self.language, self.plan, self.site_url = language, plan, site_url
        library, as_of = plan.library, plan.as_of
        self.library, self.paging = library, library.paging
        self.localizer = Localizer(library.vocabulary, language)
        self.built = PartialDate.parse(as_of.isoformat())
        self.home = f"{site_url}/{language}/" if site_url else ""
        earlier = histories(library, as_of)
        made = (change.id for change in library.changes.values() if change.date.end <= as_of)
        newest = self.paging.page("changes", f"change-{next(made, '')}")
        self._words = _words(library, self.localizer) | {
            "as_of": self.built,
            "paging": self.paging,
            "newest_changes": newest,
            "kinds": KINDS,
            # The page of each kind to link to: of the log, which grows, the newest.
            "foot": [(name, newest if KINDS[name].pages_by == "age" else name) for name in FOOT],
            "home": self.home or f"{language}/",
            "history": lambda identifier: earlier.get(identifier, ()),
            "tag": TAGS[language],
        }

    def texts(self, page: Page[object]) -> list[str]:
        """Return the texts of the files of ``page``, in the order of `files_of`."""
        with note_page(f"{self.language}/{_folder(page)}"):
            text = self.page(page)
            texts = [text, *([self.plain_text(page, text)] if page.kind.has_words else [])]
            return texts + ([self.card(page)] if page.number == 1 else [])

    def page(self, page: Page[object]) -> str:
        """Return the Markdown of ``page``."""
        href = Links(page.path, self.paging)
        data: dict[str, object] = {}
        if self.site_url:
            data = linked_data(page, self.plan, self.language, self.site_url)
        words = self._words | {
            "page": page,
            "shown": page.shown,
            "href": href,
            "correction": lambda anchor, shown: self._correction(page, anchor, shown),
            "moved": tuple(_moved_from(page.path, self.library)),
            "withdrawn": tuple(_withdrawn_from(page.path, self.library)),
            "linked": as_script(data) if data else "",
        }
        text = ENVIRONMENT.get_template(f"{page.kind.name}.md.jinja").render(words)
        if not page.kind.links_terms:
            return text
        return link_terms(text, _terms(self.library, self.language, href))

    def plain_text(self, page: Page[object], text: str) -> str:
        """Return the ``text`` of a page as plain Markdown; it is published in the same folder, so that its links work."""
        address = f"\n\n<{self.home}{_folder(page)}>" if self.home else ""
        return f"{plain(text)}\n---\n\n{self._closing()}{address}\n"

    def list_of_plain_texts(self) -> str:
        """Return the list of plain texts (llms.txt).

        Records on further pages of a list are not listed: the first page links to those pages.
        """
        site, localizer = self.library.site, self.localizer
        first = tuple(self.library.places.values())[: self.library.lengths.communities]
        listed = {f"communities/{place.community}" for place in first}
        lines = [
            f"# {escape_commonmark(localizer.text(site.title))}",
            "",
            f"> {escape_commonmark(localizer.text(site.description))}",
            "",
        ]
        lines += [escape_commonmark(localizer.phrase("llms_intro")), "", self._closing(), ""]
        lines += [f"## {escape_commonmark(localizer.phrase('llms_pages'))}", ""]
        for page in self.plan.listed:
            kind = page.kind
            if page.number == 1 and kind.has_words and (not kind.by_record or page.path in listed):
                title, description = (
                    escape_commonmark(localizer.text(text)) for text in (page.title, page.description)
                )
                lines.append(f"- [{title}]({self.home}{_folder(page)}index.md): {description}")
        lines += ["", f"## {escape_commonmark(localizer.phrase('llms_more'))}", ""]
        for name, key in (("changes.xml", "news"), ("dates.ics", "calendar")):
            title, description = (
                escape_commonmark(localizer.phrase(f"{key}_{part}")) for part in ("title", "description")
            )
            lines.append(f"- [{title}]({self.home}{name}): {description}")
        return "\n".join(lines) + "\n"

    def card(self, page: Page[object]) -> str:
        """Return the drawing (SVG) of the share card of ``page``."""
        words = self._words | {"page": page, "shown": page.shown}
        return ENVIRONMENT.get_template(page.kind.card).render(words)

    def feed(self) -> str:
        """Return the feed of changes (Atom); its links are relative to it unless the site's address is known."""
        shown = {
            "news": self.plan.news,
            "as_of": self.plan.as_of,
            "href": Links("", self.paging),
            "home": self.home,
            "urn": lambda key: uuid5(NAMESPACE, f"{self.language}/{key}").urn,
        }
        return ENVIRONMENT.get_template("changes.xml.jinja").render(self._words | shown)

    def calendar(self) -> str:
        """Return the calendar of announced dates (iCalendar)."""
        href, names = Links("", self.paging), {}
        for view in self.plan.planned:
            name = str(uuid5(NAMESPACE, f"{self.language}/calendar/{view.event.id}"))
            names[f"uid/{view.event.id}"] = name
            address = f"{self.home}{href(view.page, f'event-{view.event.id}')}" if self.home else ""
            names[f"address/{view.event.id}"] = address
        return calendars.calendar(self.localizer, self.plan.planned, self.library, self.plan.as_of, names)

    def _correction(self, page: Page[object], anchor: str, shown: str) -> str:
        """Return the address at which to report that ``anchor`` of ``page`` wrongly has ``shown``, plain text or markup."""
        words = Markup(shown).striptags() if isinstance(shown, Markup) else shown
        # The address below that of the site, which would make the pages longer and is no news to whoever reads the report.
        address = f"{self.language}/{_folder(page)}#{anchor}"
        return correction(self.library.site, self.localizer.phrase("correct"), address, words)

    def _closing(self) -> str:
        """Return the last line of a plain text: who compiled it, and its day."""
        localizer = self.localizer
        built = localizer.phrase("built", date=localizer.value(self.built))
        return escape_commonmark(localizer.phrase("compiled") + localizer.punctuation.space + built)


def _moved_from(path: str, library: Library) -> Iterator[tuple[str, str, str, bool]]:
    """Yield (old anchor, new page, new anchor, whether that was withdrawn) for each anchor that left the page at ``path``."""
    for entry in library.redirects.moved:
        page, _, old = entry.old.partition("#")
        if old and page == path:
            new, _, anchor = entry.new.partition("#")
            yield old, new, anchor, is_withdrawn(anchor, library)


def _withdrawn_from(path: str, library: Library) -> Iterator[tuple[str, Text]]:
    """Yield (old anchor, reason) for each anchor of the page at ``path`` whose record was withdrawn."""
    for entry in library.redirects.withdrawn:
        page, _, old = entry.old.partition("#")
        if old and page == path:
            yield old, entry.why


def _folder(page: Heading) -> str:
    """Return the folder of ``page`` below that of its language."""
    return f"{page.path}/" if page.path else ""


def _terms(library: Library, language: Language, href: Links) -> dict[str, str]:
    """Return the link to each glossary term by its name in HTML, without the quotation marks of a slogan."""
    return {
        str(escape(re.sub("^“([^”]*)”$", r"\1", getattr(name, language)))): href(
            "glossary", f"term-{term.id}"
        )
        for term in library.glossary.values()
        for name in (*(former.name for former in term.former_names), term.name)
    }


def _words(library: Library, localizer: Localizer) -> dict[str, object]:
    """Return the variables of all templates in one language, among them its punctuation marks."""
    markup = MarkupLocalizer(localizer)
    return vars(localizer.punctuation) | {
        "markup": markup,
        "shapes": SHAPES,
        "draw": lambda name, *shown: Markup(diagrams.FIGURES[name](localizer, *shown)),
        "w": markup.phrase,
        "locator": localizer.place_in_source,
        "library": library,
        "vocabulary": library.vocabulary,
        "date_of": lambda claim: date_of(claim, library),
        "inferred_from": lambda claim: inferred_from(claim, library),
        "page_of": lambda identifier: page_of(identifier, library),
        "state_words": lambda ledger: plan_words.state_words(localizer, ledger),
        "whole_words": lambda ledger: plan_words.whole_words(localizer, ledger, library),
        "reading": reading(library),
        "last_searched": lambda gap: last_searched(gap, library),
        "lengths": library.lengths,
        "lang": localizer.language,
        # The sources that the page lists by number.
        "numbered": (),
    }
