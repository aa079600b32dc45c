"""By how much a figure or a date changed, in both languages."""

from sitegen.i18n.bilingual import Both
from sitegen.records.model import Event
from sitegen.values.dates import PartialDate
from sitegen.values.quantity import Form, Quantity


def difference(aspect: str, before: object, after: object) -> Both | None:
    """Return by how much a figure or an announced date changed."""
    if isinstance(before, Quantity) and isinstance(after, Quantity):
        return _relative_change(before, after)
    if aspect == "due" and isinstance(before, PartialDate) and isinstance(after, PartialDate):
        return _shift(before, after)
    return None


def _shift(before: PartialDate, after: PartialDate) -> Both | None:
    """Return by how many days the last day of a due date moved."""
    days = (after.end - before.end).days
    noun = "day" if abs(days) == 1 else "days"
    if not days:
        return None
    if days > 0:
        return Both(f"推迟{days}天", f"{days} {noun} later")
    return Both(f"提前{-days}天", f"{-days} {noun} earlier")


def deadline_shift(before: Event, after: Event) -> Both | None:
    """Return by how many days the deadline in force moves when an announced date is added or removed."""
    first, last = _deadline(before), _deadline(after)
    return _shift(first, last) if first and last else None


def _deadline(event: Event) -> PartialDate | None:
    """Return the date that was announced last."""
    return next((one.due for one in reversed(event.plan) if one.due), None)


def _relative_change(before: Quantity, after: Quantity) -> Both | None:
    """Return by what percentage a figure rose or fell, if both are single figures of one unit."""
    if (before.unit, before.per, before.form) != (after.unit, after.per, after.form):
        return None
    if before.form not in (Form.AMOUNT, Form.RISE, Form.FALL):
        return None
    if len(before.amounts) != 1 or len(after.amounts) != 1 or before.amounts == after.amounts:
        return None
    first, last = before.amounts[0], after.amounts[0]
    if before.unit.zh == "%":
        points = f"{last - first:+f}"
        return Both(f"{points}个百分点", f"{points} percentage points")
    if not first:
        return None
    share = (last - first) / first * 100
    rounded = round(share, 1 if abs(share) < 100 else 0)
    shown = f"{rounded:+,f}".removesuffix(".0")
    exact = rounded == share
    return Both(f"{'' if exact else '约'}{shown}%", f"{'' if exact else 'about '}{shown}%")
