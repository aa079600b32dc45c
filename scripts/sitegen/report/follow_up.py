"""Translations that editors are to confirm after a change: texts of which one language was changed and not the other."""

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.core.problems import Place
from sitegen.records.library import Library, Path
from sitegen.records.model import Contact, Items, Language, Text, Title
from sitegen.report.diff import Change


@dataclass(frozen=True)
class Unconfirmed:
    """A text of which only the language `changed` was changed; the other may no longer say the same."""

    change: Change
    changed: Language
    place: Place


def unconfirmed(found: tuple[Change, ...], library: Library) -> tuple[Unconfirmed, ...]:
    """Return the texts among ``found`` that were changed in one language only, with their places."""
    return tuple(
        Unconfirmed(change, language, library.place(path))
        for change in found
        for language, path in _changed_language(change)
    )


def _changed_language(change: Change) -> Iterator[tuple[Language, Path]]:
    """Yield the language of a text and its path, if only that language was changed."""
    detail = (change.of or change.thing).details.get(change.aspect)
    if detail is None or change.before is None or change.after is None or change.follows:
        return
    if not isinstance(detail.value, (Text, Title, Items, Contact)):
        return
    zh, en = change.before.zh != change.after.zh, change.before.en != change.after.en
    if zh != en:
        yield ("zh" if zh else "en"), detail.path
