"""The template engine: its environment and the filters that templates use."""

import json
import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from sitegen.i18n.localizer import Localizer
from sitegen.records.model import Term, Text, Value
from sitegen.render.markup import MarkupLocalizer
from sitegen.render.svg.card_text import STYLES, FittedText, fit
from sitegen.values.dates import PartialDate

TEMPLATES = Path(__file__).parent / "templates"
# The font of the share cards sets curly quotation marks as wide as Han, which tears English apart.
STRAIGHT = str.maketrans("“”‘’", "\"\"''")


def compile_templates() -> None:
    """Compile every template now, so that processes that start as copies of this one have them."""
    for name in ENVIRONMENT.list_templates():
        ENVIRONMENT.get_template(name)


@contextmanager
def note_page(address: str) -> Iterator[None]:
    """Note with whatever is raised meanwhile that it was the page at ``address``, and at which line of a template."""
    try:
        yield
    except Exception as error:
        lines = [
            frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".jinja")
        ]
        at = "".join(f", {Path(frame.filename).name}:{frame.lineno}" for frame in lines[-1:])
        error.add_note(f"网页 · page: {address}{at}")
        raise


@pass_context
def _text(context: Context, text: Text | Term) -> str:
    """Filter `t`: the text in the language of the page."""
    return _localizer(context).text(text)


@pass_context
def _marked(context: Context, words: str) -> Markup:
    """Filter `marked`: plain words, with Chinese in English marked as Chinese."""
    return _markup(context).marked(words)


@pass_context
def _rich(context: Context, text: Text | Term) -> Markup:
    """Filter `rich`: the text in the language of the page, with Chinese words in English marked as Chinese."""
    return _markup(context).marked(_localizer(context).text(text))


@pass_context
def _show(context: Context, value: Value | PartialDate) -> Markup:
    """Filter `show`: a value as a reader of the page expects it."""
    return _markup(context).marked(_localizer(context).value(value))


@pass_context
def _moment(context: Context, when: PartialDate) -> str:
    """Filter `moment`: a date on which something happened or is due, which lies somewhere within a span."""
    return _localizer(context).moment(when)


@pass_context
def _day(context: Context, day: date) -> Markup:
    """Filter `day`: a day of the calendar."""
    return _show(context, PartialDate.parse(day.isoformat()))


def _markup(context: Context) -> MarkupLocalizer:
    markup: MarkupLocalizer = context["markup"]
    return markup


def _localizer(context: Context) -> Localizer:
    return _markup(context).localizer


def _escape_heading(text: str) -> Markup:
    """Filter `heading`: ``text`` so that Markdown and HTML both show it to the letter."""
    text = text.unescape() if isinstance(text, Markup) else text
    return Markup(
        "".join(
            f"&#{ord(sign)};" if sign.isascii() and not sign.isalnum() and sign != " " else sign
            for sign in text
        )
    )


@pass_context
def _fitted(context: Context, text: str, style: str) -> FittedText:
    """Filter `fitted`: a share card's text in the size and the lines that have room for it."""
    # What a reader sees is measured: the signs themselves, which the template escapes again.
    words = text.unescape() if isinstance(text, Markup) else text
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
    "marked": _marked,
    "show": _show,
    "moment": _moment,
    "day": _day,
    "heading": _escape_heading,
    "json": _json,
    "fitted": _fitted,
}
