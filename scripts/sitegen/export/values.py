"""Write values in their published shape: texts, figures, dates and the places in sources, in both languages."""

from decimal import Decimal
from functools import cache
from typing import Any, TypeVar, get_args

from sitegen.export import shapes as out
from sitegen.i18n.bilingual import BilingualLocalizer, Pair
from sitegen.plan.select import date_of, inferred_from
from sitegen.records import model
from sitegen.records.library import Library
from sitegen.values.dates import PartialDate
from sitegen.values.quantity import Hedge, Quantity

P = TypeVar("P", bound=out.Published)


class ValueWriter:
    """Writes the values of one library, printed as on its pages."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.localizer = BilingualLocalizer(library.vocabulary)

    def words(self, text: Pair) -> out.Words:
        """Return a text in both languages."""
        return out.Words(zh=text.zh, en=text.en)

    def written(self, shape: type[P], record: model.Record, **computed: object) -> P:
        """Return ``record`` in its published ``shape``: the fields given in ``computed``, the others as in the record."""
        keys = (key for key in _shared_keys(shape, type(record)) if key not in computed)
        same = {key: self._plain(getattr(record, key)) for key in keys}
        return shape.model_validate(same | computed)

    def _plain(self, value: Any) -> Any:
        """Return the value of a field in the types of the shapes: days as text, records with all their keys."""
        if isinstance(value, model.Text | model.Title):
            return self.words(value)
        if isinstance(value, model.Record):
            return {name: self._plain(getattr(value, name)) for name in type(value).model_fields}
        if isinstance(value, tuple):
            return [self._plain(one) for one in value]
        return str(value) if isinstance(value, PartialDate) else value

    def printed(self, value: model.Value | PartialDate) -> out.Words:
        """Print a value in both languages."""
        return self.words(self.localizer.value(value))

    def value(self, value: model.Value) -> out.Value:
        """Return the value of a claim."""
        if isinstance(value, model.Text):
            return out.Statement(kind="text", printed=self.printed(value))
        if isinstance(value, model.Items):
            items = [self.words(item) for item in value.items]
            return out.Listing(kind="list", items=items, open=value.open, printed=self.printed(value))
        if isinstance(value, model.Contact):
            return out.Contact(
                kind="contact",
                office=self.words(value.office),
                phones=list(value.phones),
                address=self.words(value.address) if value.address else None,
                mail=value.mail,
                printed=self.printed(value),
            )
        return self.quantity(value)

    def quantity(self, value: Quantity) -> out.Quantity:
        """Return a figure in single units."""
        amounts = [decimal_text(amount) for amount in value.amounts]
        per = "".join(
            f"/{10**per.power if per.power else ''} {per.unit.one}".replace("/ ", "/") for per in value.per
        )
        return out.Quantity(
            kind="quantity",
            low=amounts[0] if amounts else None,
            high=amounts[-1] if amounts else None,
            magnitude=value.magnitude,
            unit=out.Unit(code=value.unit_zh, en=f"{value.unit.many}{per}"),
            form=value.form.value,
            hedge=hedge_code(value.hedge, value.magnitude),
            source_form=str(value),
            printed=self.printed(value),
        )

    def when(self, date: PartialDate, inferred_from: str | None, *, moment: bool = False) -> out.When:
        """Return a date; a ``moment`` is a point in time somewhere within it."""
        return out.When(**self._when(date, inferred_from, moment=moment))

    def _when(self, date: PartialDate, inferred_from: str | None, *, moment: bool) -> dict[str, object]:
        printed = self.localizer.moment(date) if moment else self.localizer.value(date)
        return {
            "text": str(date),
            "first": date.start.isoformat() if date.start else None,
            "last": date.end.isoformat(),
            "inferred_from": inferred_from,
            "printed": self.words(printed),
        }

    def as_of_date(self, claim: model.Claim | model.Former | model.Structure) -> out.AsOf:
        """Return the date that a claim is about, and whether the claim or its source gives it."""
        own = claim.as_of is not None
        printed = inferred_from(claim, self.library)
        date = self._when(date_of(claim, self.library), printed, moment=not own)
        return out.AsOf.model_validate(date | {"given_by": "claim" if own else "source"})

    def cited(self, citation: model.Citation) -> dict[str, object]:
        """Return the place in a source, as recorded and in words."""
        return {
            "locator": citation.at,
            "locator_printed": self.words(self.localizer.place_in_source(citation.at)),
        }


@cache
def _shared_keys(shape: type[out.Published], record: type[model.Record]) -> tuple[str, ...]:
    """Return the fields that a published shape shares with a record."""
    return tuple(key for key in shape.model_fields if key in record.model_fields)


def decimal_text(number: Decimal) -> str:
    """Return ``number`` without exponent and without trailing zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def hedge_code(hedge: Hedge, magnitude: int | None = None) -> out.HedgeCode:
    """Return the published code of a hedge; words that mean the same share one, and only `source_form` differs.

    A figure of which only the ``magnitude`` is known, such as 数十亿, is several, though no other word qualifies it.
    """
    if magnitude is not None and hedge is Hedge.EXACT:
        return "several"
    codes: dict[str, out.HedgeCode] = {code: code for code in get_args(out.HedgeCode)}
    return codes[hedge.name.lower()]
