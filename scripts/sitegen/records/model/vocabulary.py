"""Every text of the site that is not a record: closed vocabularies, and phrases for the templates."""

from string import Formatter
from typing import Annotated, Any, TypeVar, get_args

from pydantic import GetCoreSchemaHandler, field_validator
from pydantic_core import CoreSchema
from pydantic_core.core_schema import no_info_after_validator_function

from sitegen.records.field_docs import Doc, Part
from sitegen.records.model.codes import (
    AnswerState,
    Basis,
    ChangeKind,
    Exchange,
    Extent,
    Kind,
    Level,
    PlanKind,
    PlanState,
    Relation,
    Role,
    Scope,
    Stage,
    Status,
    Tier,
    Verdict,
    Why,
)
from sitegen.records.model.shared import Label
from sitegen.records.model.texts import Record, Text
from sitegen.values.fields import Line
from sitegen.values.validators import invalid

C = TypeVar("C")


class Term(Record):
    """A word of a closed vocabulary with its meaning."""

    label: Label
    meaning: Annotated[Text, Doc("含义", "What it means", "含义", "meaning")]


class Phrase(Text):
    """A phrase of the site; `{name}` is a placeholder, and `one` is the English for a count of one."""

    one: Annotated[
        Line | None, Doc("英文单数时的写法", "The English for a count of one", "单数", "for one")
    ] = None

    @field_validator("zh", "en", "one")
    @classmethod
    def _check_placeholders(cls, text: str | None) -> str | None:
        """Refuse placeholders that are not a name: a format could read attributes of the program, or pad without limit."""
        try:
            fields = [part[1:] for part in Formatter().parse(text or "") if part[1] is not None]
            is_valid = all(
                (name or "").isidentifier() and not spec and not conversion
                for name, spec, conversion in fields
            )
        except ValueError:
            is_valid = False
        if not is_valid:
            raise invalid(
                "花括号里要写一个名称",
                "Braces must hold a name and nothing else",
                "写成{n}的形式；花括号本身写成{{或}}",
                "write {n}, and {{ or }} for a brace itself",
            )
        return text

    @property
    def values(self) -> set[str]:
        """The names of its placeholders."""
        texts = (self.zh, self.en, self.one or "")
        return {name for text in texts for _, name, *_ in Formatter().parse(text) if name is not None}


class Complete:
    """Marks a mapping that needs an entry for every code of its keys' closed vocabulary."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Add the check to the schema of the mapping."""
        codes = get_args(get_args(source)[0])

        def check(entries: dict[str, Any]) -> dict[str, Any]:
            if missing := [code for code in codes if code not in entries]:
                raise invalid(
                    f"缺少{'、'.join(missing)}",
                    f"{', '.join(missing)} is missing",
                    "补上这些词条",
                    "add these terms",
                )
            return entries

        return no_info_after_validator_function(check, handler(source))


Terms = Annotated[
    dict[C, Term],
    Complete(),
    Doc(
        "词表：每个词的显示名称和含义",
        "A closed vocabulary: how each word is shown, and what it means",
        "词表",
        "vocabulary",
    ),
]


class Vocabulary(Record):
    """Every text of the site that is not a record: closed vocabularies, and phrases for the templates."""

    statuses: Terms[Status]
    stages: Terms[Stage]
    plan_states: Terms[PlanState]
    plan_kinds: Terms[PlanKind]
    verdicts: Terms[Verdict]
    answer_states: Terms[AnswerState]
    reasons: Terms[Why]
    relations: Terms[Relation]
    scopes: Terms[Scope]
    tiers: Terms[Tier]
    name_bases: Terms[Basis]
    kinds: Terms[Kind]
    levels: Terms[Level]
    roles: Terms[Role]
    exchanges: Terms[Exchange]
    extents: Terms[Extent]
    change_kinds: Annotated[
        dict[ChangeKind, Term],
        Complete(),
        Doc("更正的种类", "Kinds of change", "更正的种类", "kinds of change"),
        Part.END,
    ]
    official_names: Annotated[
        tuple[Line, ...],
        Doc(
            "含有数字的专名，可写进文字",
            "Names that contain digits and may stand in a text",
            "正式名称",
            "official names",
        ),
    ] = ()
    phrases: Annotated[
        dict[str, Phrase],
        Doc(
            "网页上的固定用语；{name}由程序填入",
            "The site's own sentences; {name} is filled in",
            "固定用语",
            "phrases",
        ),
    ]

    def word(self, key: str) -> Text:
        """Return the phrase ``key``, which has no placeholders, as a text, with doubled braces made single."""
        phrase = self.phrases[key]
        return Text(zh=phrase.zh.format(), en=phrase.en.format())


# The field of `Vocabulary` that has the words for the codes of each closed vocabulary.
VOCABULARIES: dict[Any, str] = {
    get_args(field.annotation)[0]: name
    for name, field in Vocabulary.model_fields.items()
    if any(isinstance(mark, Complete) for mark in field.metadata)
}
