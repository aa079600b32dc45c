"""The edition of a record, by which a citation can be checked later: a short fingerprint of all its fields.

It depends on the content of the record alone, not on the order of its keys, the day of the build or the address of the
site.
"""

import json
from typing import Any

from sitegen.core.files import checksum
from sitegen.records.model import Record

# In hexadecimal digits: enough to tell the editions of one record apart, short enough to copy by hand.
LENGTH = 8


def edition(record: Record) -> str:
    """Return the fingerprint of ``record``."""
    text = json.dumps(as_written(record), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return checksum(text.encode())[:LENGTH]


def as_written(value: Any) -> Any:
    """Return a record as plain data; fields with default values are left out, so that a new field changes no fingerprint."""
    if isinstance(value, Record):
        fields = {name: getattr(value, name) for name in type(value).model_fields}
        defaults = {name: field.default for name, field in type(value).model_fields.items()}
        return {name: as_written(item) for name, item in fields.items() if item != defaults[name]}
    if isinstance(value, tuple):
        return [as_written(item) for item in value]
    return value if isinstance(value, bool | int) or value is None else str(value)
