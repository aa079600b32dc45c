"""Rules for the words that readers see."""

import re
from collections.abc import Iterator
from typing import Any

from ..library import Library, Path
from ..model import Citation, Phrase, Record, Source, Text
from . import Finding, rule

# Words of advertising; an official positioning that uses them is shown as attributed, by `said_by`.
BANNED_ZH = ("一流", "领先", "标杆", "蝶变", "引擎", "样板", "沃土", "赋能")
BANNED_EN = ("world-class", "leading", "cutting-edge", "vibrant", "thriving", "unlock", "hub of")


@rule
def prose_holds_no_figures(library: Library) -> Iterator[Finding]:
    """A figure stands in a claim, once, never in a text; names that contain digits are listed in the vocabulary."""
    for path, text, _ in _texts(library):
        for language in ("zh", "en"):
            words = _own_words(text, language, library)
            if found := re.search(r"\d[\d.,]*", words):
                yield Finding(
                    (*path, language),
                    f"文字里写了数字“{found[0]}”",
                    f'The text holds the figure "{found[0]}"',
                    "数字和日期写进claims、plan或actual；名称里的数字登记到vocabulary.yaml的official_names",
                    "put figures and dates into claims, plan or actual; list a name with digits under official_names in vocabulary.yaml",
                )


@rule
def prose_does_not_advertise(library: Library) -> Iterator[Finding]:
    """Words of praise stand only where `said_by` names who uses them."""
    for path, text, attributed in _texts(library):
        if attributed:
            continue
        for language, banned in (("zh", BANNED_ZH), ("en", BANNED_EN)):
            words = _own_words(text, language, library).lower()
            for word in banned:
                if word in words if language == "zh" else re.search(rf"\b{re.escape(word)}\b", words):
                    yield Finding(
                        (*path, language),
                        f"用了宣传用语“{word}”",
                        f'The text advertises: "{word}"',
                        "改为平实的说法；确属官方定位的，用said_by写明出自谁，或登记到vocabulary.yaml的official_names",
                        "say it plainly; for an official positioning name the speaker with said_by, or list it under official_names in vocabulary.yaml",
                    )


def _own_words(text: Text, language: str, library: Library) -> str:
    """Return what is left of a text without the official names in it."""
    words: str = getattr(text, language)
    if isinstance(text, Phrase):
        words = re.sub(r"\{\w+\}", "", words)
    for name in sorted(library.vocabulary.official_names, key=len, reverse=True):
        words = words.replace(name, "")
    return words


def _texts(library: Library) -> Iterator[tuple[Path, Text, bool]]:
    """Yield (path, text, whether it is somebody's own words); titles of sources are left as they are."""
    for path, record in library.records():
        yield from _texts_in(record, path, attributed=False)


def _texts_in(value: Any, path: Path, *, attributed: bool) -> Iterator[tuple[Path, Text, bool]]:
    if isinstance(value, Text):
        yield path, value, attributed
    elif isinstance(value, Record):
        quoted = attributed or (isinstance(value, Citation) and value.said_by is not None)
        for name in type(value).model_fields:
            if not (isinstance(value, Source) and name == "title"):
                yield from _texts_in(getattr(value, name), (*path, name), attributed=quoted)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts_in(item, (*path, index), attributed=attributed)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts_in(item, (*path, key), attributed=attributed)
