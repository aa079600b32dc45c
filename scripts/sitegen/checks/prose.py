"""Rules for the words that readers see."""

import re
from collections.abc import Iterator

from ..library import Library, Path
from ..model import Phrase, Text, texts_in
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


@rule
def glossary_terms_are_used(library: Library) -> Iterator[Finding]:
    """A term that no record uses has no place in the glossary."""
    if library.partial:
        return
    said = "".join(text.zh for path, text, _ in _texts(library) if path[0] != "glossary")
    for identifier, term in library.glossary.items():
        if term.name.zh not in said:
            yield Finding(
                ("glossary", identifier, "name", "zh"),
                f"词条“{term.name.zh}”在记录里没有用到",
                f'The term "{term.name.zh}" is used in no record',
                "改成记录里的写法，或删去",
                "write it as the records do, or delete it",
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
        yield from texts_in(record, path, attributed=False)
