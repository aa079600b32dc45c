"""The environment of the template engine, with the filters that templates use."""

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
# The font of the share cards has curly quotation marks as wide as Han characters, too wide for English.
STRAIGHT = str.maketrans("“”‘’", "\"\"''")


def compile_templates() -> None:
    """Compile every template now instead of at its first use."""
    for name in ENVIRONMENT.list_templates():
        ENVIRONMENT.get_template(name)


@contextmanager
def note_page(address: str) -> Iterator[None]:
    """Add the ``address`` of the page and the line of the template to any exception raised meanwhile."""
    try:
        yield
    except Exception as error:
        lines = [
            frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".jinja")
        ]
        line = "".join(f", {Path(frame.filename).name}:{frame.lineno}" for frame in lines[-1:])
        error.add_note(f"网页 · page: {address}{line}")
        raise


@pass_context
def _text(context: Context, text: Text | Term) -> str:
    """Filter `t`: the text in the language of the page."""
    return _localizer(context).text(text)


@pass_context
def _marked(context: Context, words: str) -> Markup:
    """Filter `marked`: plain words; on an English page, Chinese words are marked as Chinese."""
    return _markup(context).marked(words)


@pass_context
def _rich(context: Context, text: Text | Term) -> Markup:
    """Filter `rich`: the text in the language of the page; on an English page, Chinese words are marked as Chinese."""
    return _markup(context).marked(_localizer(context).text(text))


@pass_context
def _show(context: Context, value: Value | PartialDate) -> Markup:
    """Filter `show`: a value printed in the language of the page."""
    return _markup(context).marked(_localizer(context).value(value))


@pass_context
def _moment(context: Context, when: PartialDate) -> str:
    """Filter `moment`: the date of an outcome or due date, a point in time somewhere within its span."""
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
    """Filter `heading`: ``text`` escaped so that Markdown and HTML both show it unchanged."""
    text = text.unescape() if isinstance(text, Markup) else text
    return Markup(
        "".join(
            f"&#{ord(sign)};" if sign.isascii() and not sign.isalnum() and sign != " " else sign
            for sign in text
        )
    )


@pass_context
def _fitted(context: Context, text: str, style: str) -> FittedText:
    """Filter `fitted`: a text of a share card with the size and the lines that fit."""
    # Measure the characters that a reader sees; the template escapes them again.
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
    # `{#id}` is the anchor of a heading in Markdown, so comments have another form.
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
