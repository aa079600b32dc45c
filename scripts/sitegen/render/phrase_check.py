"""Check that the vocabulary has the phrases that pages use, with the values that they get."""

from collections.abc import Iterable
from functools import cache

from jinja2 import nodes

from sitegen import export
from sitegen.core.problems import Message, Problem
from sitegen.page_kinds import CHANGING, KINDS
from sitegen.plan import plan_words
from sitegen.records.library import Library
from sitegen.render import calendar_feed as calendars
from sitegen.render import diagrams
from sitegen.render.environment import ENVIRONMENT, TEMPLATES
from sitegen.render.renderer import PLAIN_TEXT_PHRASES


def missing_words(library: Library) -> list[Problem]:
    """Return a problem for every phrase that pages use and the vocabulary lacks, and for every value they do not give."""
    phrases = library.vocabulary.phrases
    problems = []

    def add(message: Message) -> None:
        problems.append(Problem(library.place(("vocabulary", "", "phrases"), of_key=True), message))

    for key, values in sorted(_phrases_used().items()):
        if key not in phrases:
            add(Message(f"缺少网页用语“{key}”", f'The phrase "{key}" is missing', "恢复这一条", "restore it"))
            continue
        for name in sorted(phrases[key].values - values):
            add(
                Message(
                    f"网页用语“{key}”里的“{{{name}}}”没有值可填",
                    f'The phrase "{key}" has "{{{name}}}", for which pages give no value',
                    f"只用{'、'.join(sorted(values)) or '文字'}",
                    f"use only {', '.join(sorted(values)) or 'words'}",
                )
            )
    return problems


def _phrases_used() -> dict[str, set[str]]:
    """Return the names of the values that templates and code give to each phrase."""
    used: dict[str, set[str]] = {
        key: {part}
        for key, part in (("paragraph", "paragraph"), ("caption", "caption"), ("lead_paragraph", "paragraph"))
    }
    used |= {
        "section_paragraph": {"section", "paragraph"},
        "opening": set(),
        "title": set(),
        "open_list": set(),
    }
    for kind in KINDS.values():
        used |= {f"{kind.name}_{part}": set() for part in ("title", "description") if kind.has_phrases}
    used |= {name: set() for name in CHANGING}
    used |= {key: set() for key in PLAIN_TEXT_PHRASES} | {"built": {"date"}}
    used |= {key: set(values) for key, values in plan_words.PHRASES.items()}
    used |= {"page_title": {"title", "n", "total"}}
    used |= {f"contact_{name}": {name} for name in ("phone", "address", "mail")}
    used |= {"english_form": set(), "former_name": set()}
    used |= {key: set() for key in (*diagrams.PHRASES, *calendars.PHRASES, *export.PHRASES)}
    for name in ENVIRONMENT.list_templates():
        for key, values in _phrases_printed(name, (TEMPLATES / name).read_text(encoding="utf-8")):
            used.setdefault(key, set()).update(values)
    return used


# Parsing all templates takes longer than reading a small library; `make serve` and the tests ask again and again.
@cache
def _phrases_printed(name: str, source: str) -> Iterable[tuple[str, set[str]]]:
    """Return the phrases that a template prints, each with the names of the values that it gives."""
    found = []
    for call in ENVIRONMENT.parse(source, name, str(TEMPLATES / name)).find_all(nodes.Call):
        prints = isinstance(call.node, nodes.Name) and call.node.name == "w"
        prints = prints or isinstance(call.node, nodes.Getitem)  # words[language]("key") of the root pages
        if prints and call.args and isinstance(call.args[0], nodes.Const):
            found.append((call.args[0].value, {keyword.key for keyword in call.kwargs}))
    return found
