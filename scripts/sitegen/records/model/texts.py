"""The base of all records, texts in both languages, and the values of claims."""

from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StrictBool, Tag, model_validator

from sitegen.records.field_docs import Called, Doc
from sitegen.values.fields import Chinese, English, Figure, Line, Mail, Phone
from sitegen.values.validators import invalid

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


class PostalAddress(Title):
    """An address to write or go to; unlike other texts it may hold numbers."""

    zh: Annotated[Chinese, ZH]


class Contact(Record):
    """How to reach an office, as a source prints it: with at least one of telephone, address and mail."""

    office: Annotated[
        Text,
        Doc(
            "联系的单位或科室，不写个人姓名",
            "The office or department; no name of a person",
            "联系单位",
            "office",
        ),
    ]
    phones: Annotated[
        tuple[Phone, ...],
        Doc(
            "电话，如[0575-80001234]；只有数字的加双引号",
            "Telephone numbers, such as [0575-80001234]; in quotes if only digits",
            "电话",
            "telephone",
        ),
    ] = ()
    address: Annotated[
        PostalAddress | None,
        Doc("地址，可以有门牌号", "The postal address, with its numbers", "地址", "postal address"),
    ] = None
    mail: Annotated[Mail | None, Doc("电子邮箱", "The mail address", "邮箱", "mail address")] = None

    @model_validator(mode="after")
    def _check_ways(self) -> Self:
        """Refuse a contact without any way to reach the office."""
        if not (self.phones or self.address or self.mail):
            raise invalid(
                "联系方式里没有电话、地址或邮箱",
                "The contact has no telephone, address or mail",
                "补写phones、address或mail；来源只写了单位的，value只写zh和en",
                "add phones, address or mail; if the source names the office alone, give the value as zh and en",
            )
        return self


_CONTACT = {*Contact.model_fields, "phone", "tel", "telephone", "email"}


def _kind_of_value(value: Any) -> str:
    if isinstance(value, dict):
        return "items" if "items" in value else "contact" if value.keys() & _CONTACT else "text"
    return "quantity"


Value = Annotated[
    Annotated[Figure, Tag("quantity")]
    | Annotated[Text, Tag("text")]
    | Annotated[Items, Tag("items")]
    | Annotated[Contact, Tag("contact")],
    Discriminator(_kind_of_value),
]
