"""The values of records in the words of the pages, in both languages."""

from typing import Any

from sitegen.i18n.bilingual import BilingualLocalizer, Both, punctuate
from sitegen.i18n.punctuation import Punctuation
from sitegen.records.library import Library
from sitegen.records.model import (
    Citation,
    Community,
    Contact,
    Items,
    Phrase,
    Record,
    Text,
    Title,
    kind_referred_to,
    vocabulary_of,
)
from sitegen.values.dates import PartialDate
from sitegen.values.quantity import Quantity


class Wording:
    """Prints the values of one library as its pages do, in both languages at once."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.localizer = BilingualLocalizer(library.vocabulary)
        self.rows = {row.id: row for row in library.factsheet.rows}

    def show(self, value: Any, *, moment: bool = False) -> Both:
        """Return the words for a value; a ``moment`` lies somewhere within the span of its date."""
        if isinstance(value, PartialDate):
            return self.localizer.moment(value) if moment else self.localizer.value(value)
        if isinstance(value, Title):
            return Both(value.zh, value.en)
        if isinstance(value, Phrase) and value.one:
            return Both(value.zh, f"{value.en} / {value.one}")
        if isinstance(value, (Text, Items, Contact, Quantity)):
            return self.localizer.value(value)
        if value is True:
            return Both("是", "yes")
        return Both(str(value), str(value))

    def phrase(self, key: str, **values: object) -> Both:
        """Return a phrase of the vocabulary with its values; of a pair, each language gets its own words."""
        return self.localizer.phrase(key, **values)

    def term(self, vocabulary: str, code: str) -> Both:
        """Return the label of a word of a closed vocabulary."""
        return self.localizer.text(getattr(self.library.vocabulary, vocabulary)[code])

    def named(self, kind: str, identifier: str) -> Both:
        """Return the name of the record with this id; ``kind`` is the kind of the reference."""
        if kind == "source":
            source = self.library.sources[identifier]
            return punctuate(Punctuation.work, source.publisher, source.title)
        if kind == "row":
            return self.show(self.rows[identifier].label)
        if kind == "measure":
            return self.show(self.library.measures[identifier].label)
        if kind == "organisation":
            return self.show(self.library.organisations[identifier].name)
        if kind == "community":
            return self.show(self.library.communities[identifier].name)
        return self.owner_and_label(identifier)

    def owner_and_label(self, identifier: str) -> Both:
        """Return the owner and the label of a fact, event or structure."""
        library, subject = self.library, self.library.homes[identifier].subject
        if identifier in library.facts:
            label = library.measures[library.facts[identifier].measure].label
        elif identifier in library.events:
            label = library.events[identifier].title
        else:
            assert isinstance(subject, Community)
            assert subject.structure is not None
            label = subject.structure.name
        return punctuate(Punctuation.label, subject.name, label)

    def cited(self, citation: Citation) -> Both:
        """Return the publisher and the place in the source, as pages cite them."""
        publisher = self.library.sources[citation.source].publisher
        return punctuate(Punctuation.clauses, publisher, self.localizer.place_in_source(citation.at))

    def detail(self, model: type[Record], key: str, value: Any) -> Both:
        """Return the words for the value of a field: the label of a code, the name of a record."""
        if isinstance(value, tuple):
            return punctuate(Punctuation.items, *(self.detail(model, key, one) for one in value))
        if vocabulary := vocabulary_of(model, key):
            return self.term(vocabulary, value)
        if kind := kind_referred_to(model, key):
            return self.named(kind, value)
        if key == "at":
            return self.localizer.place_in_source(value)
        return self.show(value, moment=key in ("due", "date"))
