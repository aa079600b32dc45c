"""Which edition of a record a citation means: a short fingerprint of everything that the record says.

It depends on the record alone, not on the order in which its keys are written, the day of the build or where the
site is published; whoever cites it can later see whether the record still says the same.
"""

import json
from typing import Any

from sitegen.core.files import checksum
from sitegen.records.model import Record

# Eight hexadecimal digits: enough to tell the editions of one record apart, short enough to be copied by hand.
LENGTH = 8


def edition(record: Record) -> str:
    """Return the fingerprint of ``record``."""
    text = json.dumps(as_written(record), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return checksum(text.encode())[:LENGTH]


def as_written(value: Any) -> Any:
    """Return a record as an editor would write it; what is not set is left out, so that a new field changes nothing."""
    if isinstance(value, Record):
        fields = {name: getattr(value, name) for name in type(value).model_fields}
        defaults = {name: field.default for name, field in type(value).model_fields.items()}
        return {name: as_written(one) for name, one in fields.items() if one != defaults[name]}
    if isinstance(value, tuple):
        return [as_written(one) for one in value]
    return value if isinstance(value, bool | int) or value is None else str(value)
