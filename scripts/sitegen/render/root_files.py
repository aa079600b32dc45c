"""The files above the languages: the choice of language, 404.html, redirects, llms.txt, sitemap and robots.txt."""

from urllib.parse import urlsplit

from sitegen.i18n.languages import LANGUAGES, NAMES, TAGS
from sitegen.i18n.localizer import Localizer
from sitegen.plan.plan import Plan
from sitegen.plan.select import is_withdrawn
from sitegen.records.library import Library
from sitegen.records.model import Language, Text
from sitegen.render.environment import ENVIRONMENT
from sitegen.render.links import Links
from sitegen.render.markup import MarkupLocalizer
from sitegen.render.plain_text import escape_commonmark


def render_root(plan: Plan, site_url: str) -> dict[str, str]:
    """Return the files above the languages by their path below the docs folder.

    The sitemap and robots.txt need the address of the site; without it there are none.
    """
    base, library = site_url.rstrip("/"), plan.library
    shown = {
        "words": {language: _words(library, language).phrase for language in LANGUAGES},
        "site": library.site,
        "tags": TAGS,
        "names": NAMES,
        "pages": plan.listed,
        "base": base,
        # A missing address may be at any depth, so 404.html links from the root of the host.
        "root": urlsplit(base).path + "/",
    }
    names = ["index.html", "404.html", *(["sitemap.xml", "robots.txt"] if base else [])]
    files = {f"root/{name}": ENVIRONMENT.get_template(f"root/{name}.jinja").render(shown) for name in names}
    home = f"{base}/" if base else ""
    titles = " · ".join(escape_commonmark(getattr(library.site.title, language)) for language in LANGUAGES)
    links = [f"- [{NAMES[language]}]({home}{language}/llms.txt)" for language in LANGUAGES]
    files["root/llms.txt"] = "\n".join([f"# {titles}", "", *links, ""])
    return files | _redirects(plan, base)


def _words(library: Library, language: Language) -> MarkupLocalizer:
    return MarkupLocalizer(Localizer(library.vocabulary, language))


def _redirects(plan: Plan, base: str) -> dict[str, str]:
    """Return, in each language, a page at every old address of a page: it leads to the new one, or says why there is none."""
    files, library = {}, plan.library
    left: list[tuple[str, str, Text | None]] = [
        (entry.old, entry.new, None) for entry in library.redirects.moved
    ]
    left += [(entry.old, "", entry.why) for entry in library.redirects.withdrawn]
    template = ENVIRONMENT.get_template("root/moved.html.jinja")
    for language in LANGUAGES:
        for old, new, why in left:
            if "#" in old:
                continue
            href, (page, _, anchor) = Links(old, library.paging), new.partition("#")
            files[f"root/{language}/{old}/index.html"] = template.render(
                words=_words(library, language).phrase,
                site=library.site,
                language=language,
                tag=TAGS[language],
                title=plan.titles[page],
                why=why,
                is_withdrawn=why is not None or is_withdrawn(anchor, library),
                href=href(page, anchor),
                up=href.up,
                canonical=f"{base}/{language}/{page}/" if base and why is None else "",
            )
    return files
