"""The rows of the factsheet, the measures that fill them, and the questions that investors ask."""

from typing import Annotated

from pydantic import Field, StrictBool

from sitegen.records.field_docs import Called, Doc
from sitegen.records.model.codes import Scope
from sitegen.records.model.shared import GROUPS, ROW, Label, OwnId
from sitegen.records.model.texts import Record, Text
from sitegen.values.fields import OccasionId, RowId, UnitName


class Row(Record):
    """A row of the factsheet of every community."""

    called = Called("要素行", "row")
    id: OwnId
    label: Label
    at_district: Annotated[
        tuple[OccasionId, ...],
        Doc(
            "全区、开发区或配套中可供参考的事实、事件编号；社区本身没有查到的，指向这里，不算社区自己的",
            "Ids of facts and events of the district, a zone or a facility, to which a community without a record of its own "
            "refers; they never count as its own",
            "见全区（或开发区）",
            "answered at district level by",
        ),
    ] = ()


class RowGroup(Record):
    """Rows under one heading."""

    id: OwnId
    label: Label
    rows: Annotated[
        tuple[Row, ...],
        Field(min_length=1),
        Doc("这一组的各行", "The rows of the group", "要素", "factsheet items"),
    ]


class Measure(Record):
    """What a fact measures: its label, the kind of subject, the unit, and the factsheet row that it fills."""

    called = Called("指标", "measure")
    id: OwnId
    label: Label
    scope: Annotated[Scope, Doc("这个指标说的是什么", "What the measure is about", "范围", "scope")]
    unit: Annotated[
        UnitName | None,
        Doc("单位；没有单位的指标写文字", "The unit; a measure without one takes text", "单位", "unit"),
    ] = None
    row: Annotated[RowId | None, ROW] = None
    counts: Annotated[
        StrictBool,
        Doc(
            "只有口号、名称或图注的指标写false：照样显示，不算查到",
            "false for a measure of slogans, names or captions: shown, but not counted as found",
            "计入查到",
            "counts as found",
        ),
    ] = True


class Factsheet(Record):
    """The rows of the factsheet of every community, and the measures that fill them."""

    groups: Annotated[tuple[RowGroup, ...], Field(min_length=1), GROUPS]
    measures: Annotated[tuple[Measure, ...], Field(min_length=1), Doc("指标", "Measures", "指标", "measures")]

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows in order."""
        return tuple(row for group in self.groups for row in group.rows)


class Question(Record):
    """A question that investors usually ask, with the records and factsheet rows that answer it."""

    called = Called("问题", "question")
    id: OwnId
    text: Annotated[Text, Doc("问题", "The question", "文字", "text")]
    rows: Annotated[
        tuple[RowId, ...],
        Doc(
            "可按社区逐一回答的要素行编号",
            "Ids of the factsheet rows that answer it community by community",
            "要素",
            "factsheet items",
        ),
    ] = ()
    answers: Annotated[
        tuple[OccasionId, ...],
        Doc(
            "可回答的事实、事件或规划结构的编号",
            "Ids of the facts, events or structures that answer it",
            "答案所在",
            "where it is answered",
        ),
    ] = ()
    missing: Annotated[
        Text | None,
        Doc("还有什么没有查到", "What was not found even so", "还缺什么", "what is missing"),
    ] = None


class QuestionGroup(Record):
    """Questions under one heading."""

    id: OwnId
    label: Label
    questions: Annotated[
        tuple[Question, ...], Field(min_length=1), Doc("问题", "Questions", "问题", "questions")
    ]


class Questions(Record):
    """The checklist of an investor."""

    groups: Annotated[tuple[QuestionGroup, ...], Field(min_length=1), GROUPS]
