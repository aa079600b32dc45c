"""The base of all records, texts in both languages, and the values of claims."""

from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StrictBool, Tag

from sitegen.records.field_docs import Called, Doc
from sitegen.values.fields import Chinese, English, Figure, Line

ZH = Doc(
    "中文：全角标点，汉字与字母、数字之间不空格",
    "Chinese: full-width punctuation, no spaces beside Han",
    "中文",
    "Chinese",
)
EN = Doc(
    "英文：为英文读者另写，不逐字翻译",
    "English, written for its own reader, not word by word",
    "英文",
    "English",
)
OPEN = Doc(
    "来源写了“等”、没有列全的写true",
    "true where the source says that the list is not complete (等)",
    "未列全",
    "not complete",
)


class Record(BaseModel):
    """A mapping in a data file: frozen, without unknown keys. `called` is the noun for one of its kind."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    called: ClassVar[Called] = Called("记录", "record")


class Text(Record):
    """The same statement in Chinese and English, each written for its own reader."""

    zh: Annotated[Chinese, ZH]
    en: Annotated[English, EN]


class Title(Record):
    """The title of a publication: the original, unchanged, and its meaning in English."""

    zh: Annotated[Line, ZH]
    en: Annotated[English, EN]


class Items(Record):
    """A list in a source; `open` if the source says that it is not complete (等)."""

    items: Annotated[
        tuple[Text, ...],
        Field(min_length=1),
        Doc("来源列举的各项", "The items that the source lists", "各项", "items"),
    ]
    open: Annotated[StrictBool, OPEN] = False


def _kind_of_value(value: Any) -> str:
    if isinstance(value, dict):
        return "items" if "items" in value else "text"
    return "quantity"


Value = Annotated[
    Annotated[Figure, Tag("quantity")] | Annotated[Text, Tag("text")] | Annotated[Items, Tag("items")],
    Discriminator(_kind_of_value),
]
