"""The shapes of values: texts, figures, lists and dates."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Decimals = Annotated[
    str,
    Field(
        pattern=r"^\d+(\.\d+)?$",
        description="An exact decimal number as text, since many readers round JSON numbers.",
    ),
]
Day = Annotated[
    str,
    Field(
        pattern=r"^\d{4}-\d{2}-\d{2}$", description="A day, YYYY-MM-DD.", json_schema_extra={"format": "date"}
    ),
]
Identifier = Annotated[str, Field(description="The id of a record; it never changes.")]
HedgeCode = Literal[
    "exact",
    "about",
    "over",
    "nearly",
    "at_least",
    "at_most",
    "up_to",
    "under",
    "more",
    "or_more",
    "or_less",
    "around",
    "between",
    "several",
]
FormCode = Literal["amount", "rise", "fall", "ratio", "rank", "top"]


class Published(BaseModel):
    """A part of a document; readers must accept keys that they do not know."""

    model_config = ConfigDict(frozen=True)


class Words(Published):
    """The same in both languages, as the pages print it."""

    zh: str
    en: str


class Unit(Published):
    """What is counted or measured; `code` is as Chinese writes it, `元/亩` for a rate."""

    code: str
    en: Annotated[
        str, Field(description="Empty for a classifier: the label of the measure says what is counted.")
    ]


class Quantity(Published):
    """A figure. `low` and `high` are in single units and equal unless a range is given.

    Both are null when the source only names an order of magnitude, such as 数十亿元; `magnitude` then has the power of
    ten that it is a multiple of. A ratio has its sides in them, and a fraction its percentage. A conversion such as that of mu into hectares only stands in `printed`.
    """

    kind: Literal["quantity"]
    low: Decimals | None
    high: Decimals | None
    magnitude: int | None
    unit: Unit
    form: Annotated[
        FormCode,
        Field(
            description="What the figure is: an amount, a rise or fall by one, a ratio, a rank, a place among the top so many."
        ),
    ]
    hedge: Annotated[
        HedgeCode,
        Field(
            description="The word by which the source qualifies the figure; `several` where it only names an order of magnitude."
        ),
    ]
    source_form: Annotated[str, Field(description="The figure as the Chinese source prints it.")]
    printed: Words


class Statement(Published):
    """A value in words."""

    kind: Literal["text"]
    printed: Words


class Listing(Published):
    """A list that a source gives; `open` when the source says that it is not complete."""

    kind: Literal["list"]
    items: list[Words]
    open: bool
    printed: Words


class Contact(Published):
    """How to reach an office, as a source prints it."""

    kind: Literal["contact"]
    office: Words
    phones: list[str]
    address: Words | None
    mail: str | None
    printed: Words


Value = Annotated[Quantity | Statement | Listing | Contact, Field(discriminator="kind")]


class When(Published):
    """A date at the precision of its source.

    `text` is 2019, 2023-04, 2023-08-31, a span a/b, or ../b for no later than b (EDTF); it lies within the days from
    `first` (null: not known) to `last`. `inferred_from` has the original words where the date was worked out.
    """

    text: str
    first: Day | None
    last: Day
    inferred_from: str | None
    printed: Words


class AsOf(When):
    """The date that a claim is about; `given_by` says whether the claim itself gives it or only its source's date."""

    given_by: Literal["claim", "source"]
