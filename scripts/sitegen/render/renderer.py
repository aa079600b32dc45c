"""Turn planned pages into text, in one language at a time; the only module that knows the template engine.

A page is Markdown only in its front matter and headings, from which the theme makes titles and the table of
contents. Everything that comes from data is HTML escaped by the engine, so no record can become markup.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from string import Formatter
from typing import get_args
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from sitegen import export
from sitegen.core.problems import Message, Problem
from sitegen.i18n.localizer import Printer, locator_phrase
from sitegen.plan.addresses import TITLED
from sitegen.plan.citations import histories
from sitegen.plan.news import Item
from sitegen.plan.select import date_of, page_of
from sitegen.plan.views import EventView, Page
from sitegen.records.library import Library
from sitegen.records.model import Language, Term, Text, Value
from sitegen.records.paging import Paging
from sitegen.render import diagrams
from sitegen.render import ical as calendars
from sitegen.render.glossary_links import link_terms
from sitegen.render.json_ld import TAGS, as_script, linked_data
from sitegen.render.plain_text import literal, plain
from sitegen.render.svg.lettering import STYLES, Lettering, fit
from sitegen.values.dates import PartialDate
from sitegen.values.fields import HAN

TEMPLATES = Path(__file__).parent / "templates"
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
# The font of the share cards sets curly quotation marks as wide as Han, which tears English apart.
STRAIGHT = str.maketrans("“”‘’", "\"\"''")


def compile_templates() -> None:
    """Compile every template now, so that processes that start as copies of this one have them."""
    for name in ENVIRONMENT.list_templates():
        ENVIRONMENT.get_template(name)


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
        text = self.page(page)
        texts = [text, *([self.twin(page, text)] if page.kind != "search" else [])]
        return texts + ([self.card(page)] if page.number == 1 else [])

    def page(self, page: Page) -> str:
        """Return the Markdown of ``page``."""
        href = _Links(page.path, self.paging)
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
            "href": _Links("", self.paging),
            "home": self.home,
            "urn": lambda key: uuid5(NAMESPACE, f"{self.language}/{key}").urn,
        }
        return ENVIRONMENT.get_template("changes.xml.jinja").render(self._words | shown)

    def calendar(self, promises: tuple[EventView, ...]) -> str:
        """Return the calendar of promises (iCalendar)."""
        href, names = _Links("", self.paging), {}
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


def render_root(pages: tuple[Page, ...], library: Library, site_url: str) -> dict[str, str]:
    """Return what stands above the languages, by its path below the docs folder.

    That is the chooser, the page for missing addresses, the list of the lists of plain texts and, when the site's
    address is known, sitemap and robots.
    """
    base = site_url.rstrip("/")
    shown = {
        "words": {language: Speaker(library, language).phrase for language in LANGUAGES},
        "site": library.site,
        "tags": TAGS,
        "names": NAMES,
        "pages": pages,
        "base": base,
        # A missing address may lie at any depth: its page links from the root of the host.
        "root": urlsplit(base).path + "/",
    }
    names = ["index.html", "404.html", *(["sitemap.xml", "robots.txt"] if base else [])]
    files = {f"root/{name}": ENVIRONMENT.get_template(f"root/{name}.jinja").render(shown) for name in names}
    here = f"{base}/" if base else ""
    titles = " · ".join(literal(getattr(library.site.title, language)) for language in LANGUAGES)
    links = [f"- [{NAMES[language]}]({here}{language}/llms.txt)" for language in LANGUAGES]
    files["root/llms.txt"] = "\n".join([f"# {titles}", "", *links, ""])
    return files | _redirects(pages, library, base)


def _redirects(pages: tuple[Page, ...], library: Library, base: str) -> dict[str, str]:
    """Return, in each language, the page that stands where a page has moved away and leads on to the new address."""
    files = {}
    titles = {page.path: page.title for page in pages}
    template = ENVIRONMENT.get_template("root/moved.html.jinja")
    for language in LANGUAGES:
        for entry in library.redirects.moved:
            if "#" in entry.old:
                continue
            href, (page, _, anchor) = _Links(entry.old, library.paging), entry.new.partition("#")
            files[f"root/{language}/{entry.old}/index.html"] = template.render(
                words=Speaker(library, language).phrase,
                site=library.site,
                language=language,
                tag=TAGS[language],
                title=titles[page],
                href=href(page, anchor),
                up=href.up,
                canonical=f"{base}/{language}/{page}/" if base else "",
            )
    return files


def _moved_from(path: str, library: Library) -> Iterator[tuple[str, str, str]]:
    """Yield the anchors that have moved away from the page at ``path``, each with its new page and anchor."""
    for entry in library.redirects.moved:
        page, _, old = entry.old.partition("#")
        if old and page == path:
            new, _, anchor = entry.new.partition("#")
            yield old, new, anchor


def missing_words(library: Library) -> list[Problem]:
    """Return a problem for every phrase that templates use and the vocabulary lacks or words otherwise."""
    phrases = library.vocabulary.phrases
    problems = []

    def tell(message: Message) -> None:
        problems.append(Problem(library.place(("vocabulary", "", "phrases"), of_key=True), message))

    for key, values in sorted(_phrases_used().items()):
        if key not in phrases:
            told = Message(
                f"缺少网页用语“{key}”", f'The phrase "{key}" is missing', "恢复这一条", "restore it"
            )
            tell(told)
            continue
        for name in sorted(phrases[key].values - values):
            told = Message(
                f"网页用语“{key}”里的“{{{name}}}”没有值可填",
                f'The phrase "{key}" has "{{{name}}}", for which pages give no value',
                f"只用{'、'.join(sorted(values)) or '文字'}",
                f"use only {', '.join(sorted(values)) or 'words'}",
            )
            tell(told)
    return problems


def _phrases_used() -> dict[str, set[str]]:
    """Return the names of the values that templates and code give to each phrase."""
    used: dict[str, set[str]] = {
        key: {part} for key, part in (("paragraph", "paragraph"), ("caption", "caption"))
    }
    used |= {
        "section_paragraph": {"section", "paragraph"},
        "opening": set(),
        "title": set(),
        "open_list": set(),
    }
    used |= {f"{page}_title": set() for page in TITLED} | {f"{page}_description": set() for page in TITLED}
    used |= {key: set() for key in TWIN_PHRASES} | {"built": {"date"}}
    used |= {"page_title": {"title", "n", "total"}}
    used |= {"search": set(), "search_description": set(), "english_form": set()}
    used |= {key: set() for key in (*diagrams.PHRASES, *calendars.PHRASES, *export.PHRASES)}
    for name in ENVIRONMENT.list_templates():
        source = (TEMPLATES / name).read_text(encoding="utf-8")
        for call in ENVIRONMENT.parse(source).find_all(nodes.Call):
            said = isinstance(call.node, nodes.Name) and call.node.name == "w"
            said = said or isinstance(call.node, nodes.Getitem)  # words[language]("key") of the root pages
            if said and call.args and isinstance(call.args[0], nodes.Const):
                used.setdefault(call.args[0].value, set()).update(keyword.key for keyword in call.kwargs)
    return used


def _folder(page: Page) -> str:
    """Return the folder of a language in which ``page`` stands."""
    return f"{page.path}/" if page.path else ""


class _Links:
    """Links from one page to others, relative, so that the site works under any address and from a folder.

    An anchor is found on whichever page of its list it stands.
    """

    def __init__(self, path: str, paging: Paging) -> None:
        self.up = "../" * len([part for part in path.split("/") if part])
        self.paging = paging

    def __call__(self, path: str, anchor: str = "") -> str:
        path = self.paging.page(path, anchor)
        return (self.up + (f"{path}/" if path else "") or "./") + (f"#{anchor}" if anchor else "")

    def file(self, path: str) -> str:
        """Return the link to a file that stands above the languages."""
        return f"../{self.up}{path}"


def _terms(library: Library, language: Language, href: _Links) -> dict[str, str]:
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


class Speaker(Printer):
    """Says things in one language, as markup where they come with words of the site."""

    def __init__(self, library: Library, language: Language) -> None:
        super().__init__(library.vocabulary, language)

    def phrase(self, key: str, **values: object) -> Markup:
        """Return the phrase of that name, escaped, with its values filled in; a value may be markup."""
        phrase = self.phrases[key]
        words = phrase.one if phrase.one and self.language == "en" and values.get("n") == 1 else None
        pieces = _pieces(words or self.text(phrase))
        return Markup(
            "".join(piece if isinstance(piece, Markup) else escape(values[piece]) for piece in pieces)
        )

    def locator(self, locator: str) -> str:
        """Return the place within a source in words."""
        key, parts = locator_phrase(locator)
        return self.phrase(key, **parts)


@cache
def _pieces(words: str) -> tuple[str | Markup, ...]:
    """Split a phrase into its words, escaped, and the names of the values between them."""
    pieces: list[str | Markup] = []
    for said, name, *_ in Formatter().parse(words):
        pieces += [escape(said)] if name is None else [escape(said), name]
    return tuple(pieces)


@pass_context
def _text(context: Context, text: Text | Term) -> str:
    """Filter `t`: the text in the language of the page."""
    words: str = context["speaker"].text(text)
    return words


@pass_context
def _marked_words(context: Context, words: str) -> Markup:
    """Filter `marked`: plain words, with Chinese in English marked as Chinese."""
    return _marked(context, words)


@pass_context
def _rich(context: Context, text: Text | Term) -> Markup:
    """Filter `rich`: the text in the language of the page, with Chinese words in English marked as Chinese."""
    return _marked(context, context["speaker"].text(text))


@pass_context
def _show(context: Context, value: Value | PartialDate) -> Markup:
    """Filter `show`: a value as a reader of the page expects it."""
    return _marked(context, context["speaker"].show(value))


@pass_context
def _moment(context: Context, when: PartialDate) -> str:
    """Filter `moment`: a date on which something happened or is due, which lies somewhere within a span."""
    words: str = context["speaker"].moment(when)
    return words


@pass_context
def _day(context: Context, day: date) -> Markup:
    """Filter `day`: a day of the calendar."""
    return _show(context, PartialDate.parse(day.isoformat()))


def _marked(context: Context, words: str) -> Markup:
    """Escape ``words`` and, on an English page, tell readers' software which of them are Chinese."""
    if context["lang"] == "zh":
        return escape(words)
    pieces = re.split(f"([{HAN}《》]+)", words)
    # Splitting on a group puts the Chinese runs at the odd places.
    return Markup("").join(
        Markup('<span lang="zh-Hans">{}</span>').format(piece) if index % 2 else escape(piece)
        for index, piece in enumerate(pieces)
    )


def _literal(text: str) -> Markup:
    """Return ``text`` so that Markdown and HTML both show it to the letter."""
    text = text.unescape() if isinstance(text, Markup) else text
    return Markup(
        "".join(
            f"&#{ord(sign)};" if sign.isascii() and not sign.isalnum() and sign != " " else sign
            for sign in text
        )
    )


@pass_context
def _fitted(context: Context, text: str, style: str) -> Lettering:
    """Filter `fitted`: a share card's text in the size and the lines that have room for it."""
    # What a reader sees is measured: the signs themselves, which the template escapes again.
    words = " ".join((text.unescape() if isinstance(text, Markup) else text).split())
    if context["lang"] == "en":
        words = words.translate(STRAIGHT)
    return fit(words, STYLES[style])


def _json(value: str) -> Markup:
    """Return ``value`` as a quoted string for the front matter."""
    return Markup(json.dumps(re.sub(r"\s+", " ", str(value)).strip(), ensure_ascii=False))


ENVIRONMENT = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    # `{#id}` names a heading in Markdown, so comments take another form.
    comment_start_string="{##",
    comment_end_string="##}",
)
ENVIRONMENT.filters |= {
    "t": _text,
    "rich": _rich,
    "marked": _marked_words,
    "show": _show,
    "moment": _moment,
    "day": _day,
    "heading": _literal,
    "json": _json,
    "fitted": _fitted,
}
