"""The kinds of field: the type, validator and JSON Schema of each, and what its ids refer to."""

import re
from typing import Annotated

from pydantic import AfterValidator, PlainValidator, WithJsonSchema

from sitegen.values.dates import PartialDate
from sitegen.values.quantity import Quantity
from sitegen.values.units import UNITS
from sitegen.values.validators import (
    ICP_FILING,
    LOCATOR,
    MAIL,
    PHONE,
    SECURITY_FILING,
    SITE_ADDRESS,
    read_date,
    read_day,
    read_quantity,
    validate_chinese,
    validate_english,
    validate_icp_filing,
    validate_id,
    validate_line,
    validate_locator,
    validate_mail,
    validate_phone,
    validate_secure_address,
    validate_security_filing,
    validate_site_address,
    validate_unit,
    validate_web_address,
)


class Reference:
    """Marks a field that holds the id of a record of ``kind``; loading checks that the record exists."""

    def __init__(self, kind: str) -> None:
        self.kind = kind


class Declares:
    """Marks an id that only one record of its kind may have."""


_DATE = r"[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
_UNIT_WORDS = "|".join(re.escape(unit) for unit in UNITS)


def _schema(pattern: str, *examples: str) -> WithJsonSchema:
    """Return the form of a text for the JSON Schema that editors use; `make check` checks the rest."""
    # JSON Schema has no named groups.
    return WithJsonSchema(
        {
            "type": "string",
            "pattern": re.sub(r"\?P<\w+>", "", pattern),
            **({"examples": list(examples)} if examples else {}),
        }
    )


_ID_SCHEMA = _schema(r"^(?!.*[0-9]{4})[a-z][a-z0-9]*(-[a-z0-9]+)*$", "site-area", "feature-article")
_DATE_SCHEMA = WithJsonSchema(
    {
        "anyOf": [
            # YAML reads a year alone as a number.
            {"type": "integer", "minimum": 1000, "maximum": 2999},
            {"type": "string", "pattern": rf"^((\.\./)?{_DATE}|{_DATE}/{_DATE})$"},
        ],
        "examples": [2023, "2023-08", "2023-08-31", "2023-08-21/2023-08-31", "../2023-11"],
    }
)

Line = Annotated[str, AfterValidator(validate_line), _schema(r"^\S(.*\S)?$")]
Chinese = Annotated[Line, AfterValidator(validate_chinese), _schema(r"^.*[^\u0000-\u2fff].*$")]
English = Annotated[Line, AfterValidator(validate_english), _schema("^.*[A-Za-z].*$")]
LocalId = Annotated[str, AfterValidator(validate_id), _ID_SCHEMA]  # unique among the parts of one record only
Id = Annotated[LocalId, Declares()]
Date = Annotated[PartialDate, PlainValidator(read_date), _DATE_SCHEMA]
Day = Annotated[
    PartialDate,
    PlainValidator(read_day),
    _schema(r"^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$", "2026-11-24"),
]
Figure = Annotated[
    Quantity,
    PlainValidator(read_quantity),
    # The grammar is wider than a pattern can say: a figure has a number and no space.
    _schema(
        r"^\S*[0-9一二两三四五六七八九十百千万亿数几半]\S*$",
        "1000余亩",
        "近百亿元",
        "约5万元/亩",
        "20—30亩",
        "增长12.3%",
    ),
]
UnitName = Annotated[
    str,
    AfterValidator(validate_unit),
    _schema(f"^({_UNIT_WORDS})(/[百千万亿]*({_UNIT_WORDS})){{0,2}}$", "亩", "元", "元/平方米/月"),
]
Address = Annotated[
    str,
    AfterValidator(validate_web_address),
    _schema("^https?://[!-~]+$", "https://www.example.org/report.html"),
]
SecureAddress = Annotated[
    Address,
    AfterValidator(validate_secure_address),
    _schema("^https://[!-~]+$", "https://web.archive.org/web/20261124000000/https://www.example.org/"),
]
Phone = Annotated[
    str, AfterValidator(validate_phone), _schema(f"^({PHONE.pattern})$", "0575-80001234", "0575-80001234-801")
]
Mail = Annotated[str, AfterValidator(validate_mail), _schema(f"^({MAIL.pattern})$", "office@example.org")]
IcpFiling = Annotated[
    str, AfterValidator(validate_icp_filing), _schema(f"^({ICP_FILING.pattern})$", "浙ICP备12345678号-1")
]
SecurityFiling = Annotated[
    str,
    AfterValidator(validate_security_filing),
    _schema(f"^({SECURITY_FILING.pattern})$", "浙公网安备33060402000123号"),
]
Locator = Annotated[
    str,
    AfterValidator(validate_locator),
    _schema(f"^({LOCATOR.pattern})$", "S1¶2", "¶3", "caption 4", "title", "opening"),
]
OnSite = Annotated[
    str,
    AfterValidator(validate_site_address),
    _schema(f"^{SITE_ADDRESS}$", "communities/baiguan#fact-baiguan-area"),
]
SourceId = Annotated[str, Reference("source"), _ID_SCHEMA]
CommunityId = Annotated[str, Reference("community"), _ID_SCHEMA]
OrganisationId = Annotated[str, Reference("organisation"), _ID_SCHEMA]
MeasureId = Annotated[str, Reference("measure"), _ID_SCHEMA]
RowId = Annotated[str, Reference("row"), _ID_SCHEMA]
FactId = Annotated[str, Reference("fact"), _ID_SCHEMA]
EventId = Annotated[str, Reference("event"), _ID_SCHEMA]
OccasionId = Annotated[str, Reference("fact or event or structure"), _ID_SCHEMA]
