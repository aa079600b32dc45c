"""Communities: what is planned and built in each, how far it has got, and what was not found."""

from typing import Annotated

from pydantic import Field, StrictBool, StrictInt

from sitegen.records.field_docs import Called, Doc, Part
from sitegen.records.model.codes import Stage, Status, Why
from sitegen.records.model.entries import Entry
from sitegen.records.model.facts import Citation, Fact, Subject
from sitegen.records.model.shared import (
    FACTS,
    ID,
    PLACE,
    ROW,
    AsOf,
    Name,
    Note,
    Operator,
    OwnId,
    Search,
    Short,
)
from sitegen.records.model.texts import OPEN, Record, Text
from sitegen.values.fields import FactId, LocalId, OccasionId, OrganisationId, RowId


class Node(Record):
    """A part of a planned structure; a `count` without child nodes means that their names were not found."""

    called = Called("组成部分", "part")
    id: Annotated[LocalId, ID, Part.NAME]
    parent: Annotated[
        LocalId | None,
        Doc(
            "上一级的编号，须写在本项之前",
            "Id of the part it belongs to, which must stand above",
            "上级",
            "part of",
        ),
        Part.NAME,
    ] = None
    name: Name
    count: Annotated[
        Annotated[StrictInt, Field(ge=1, le=300)] | None,
        Doc("来源所写的个数", "How many there are, according to the source", "数目", "count"),
    ] = None
    open: Annotated[StrictBool, OPEN] = False
    note: Note = None


class Structure(Citation):
    """A planned spatial or functional scheme as a tree of nodes."""

    called = Called("规划结构", "structure")
    id: OwnId
    name: Name
    status: Annotated[
        Status,
        Doc("状态，规划多为planned", "The status; of a scheme mostly planned", "状态", "status"),
    ]
    as_of: AsOf = None
    nodes: Annotated[
        tuple[Node, ...],
        Field(min_length=1),
        Doc("各组成部分", "The parts", "组成部分", "parts"),
        Part.WITHIN,
    ]


class Project(Subject):
    """An investment within a community; its first fact says what it is and how far it has got."""

    called = Called("项目", "project")
    row: Annotated[RowId, Doc("项目所在的要素行", "The factsheet row it stands in", "要素", "factsheet item")]
    operator: Operator = None
    facts: Annotated[tuple[Fact, ...], Field(min_length=1), FACTS, Part.WITHIN]


class Gap(Record):
    """A factsheet row on which nothing was found about the community itself, and the reason."""

    called = Called("未查到的要素", "gap")
    row: Annotated[RowId, ROW]
    why: Annotated[
        Why,
        Doc(
            "原因：not_in_parts_read 已读部分未提及、mentioned_without_detail 提到但未写明、"
            "no_outcome_found 结果未查到、sources_conflict 来源不一致",
            "Why: not_in_parts_read, mentioned_without_detail, no_outcome_found or sources_conflict",
            "原因",
            "reason",
        ),
    ]
    searches: Annotated[
        tuple[Search, ...],
        Doc(
            "只为这一行做过的查找；为各社区一并做的，写在programme.yaml的searches里，这里不重复",
            "Searches for this row alone; those made for all communities stand under searches in programme.yaml",
            "查找",
            "search",
        ),
    ] = ()
    note: Note = None


class StageReached(Record):
    """How far a community has got, and the fact or event that shows it."""

    value: Annotated[
        Stage,
        Doc(
            "planned 规划中、clearing 拆除中、cleared 已拆除、building 建设中、operating 已投用",
            "planned, clearing, cleared, building or operating",
            "阶段",
            "stage",
        ),
    ]
    basis: Annotated[
        OccasionId,
        Doc("作为依据的事实或事件编号", "Id of the fact or event that shows it", "依据", "basis"),
    ]


class Community(Entry):
    """One future industrial community."""

    called = Called("社区", "community")
    short: Short
    place: Annotated[Text, PLACE, Part.OVERVIEW]
    summary: Annotated[
        Text,
        Doc(
            "两三句话的概况：不写数字、日期，不写宣传语",
            "An overview in two or three sentences: no figures, no dates, no advertising",
            "概述",
            "summary",
        ),
        Part.OVERVIEW,
    ]
    stage: Annotated[
        StageReached,
        Doc(
            "进展到哪一步，以及依据哪条记录",
            "How far it has got, and the record that shows it",
            "阶段",
            "stage",
        ),
        Part.OVERVIEW,
    ]
    key_facts: Annotated[
        tuple[FactId, ...],
        Field(min_length=1),
        Doc(
            "列在页面开头的事实编号",
            "Ids of the facts shown at the head of the page",
            "关键数字",
            "key numbers",
        ),
    ]
    organisations: Annotated[
        tuple[OrganisationId, ...],
        Doc("有关机构的编号", "Ids of the organisations involved", "机构", "organisations"),
    ] = ()
    structure: Annotated[
        Structure | None,
        Doc(
            "规划结构，如“一芯两轴”",
            "The planned structure, such as one core and two axes",
            "规划结构",
            "structure",
        ),
        Part.WITHIN,
    ] = None
    projects: Annotated[
        tuple[Project, ...],
        Doc("投资项目", "Investments within it", "项目", "projects"),
        Part.WITHIN,
    ] = ()
    gaps: Annotated[
        tuple[Gap, ...],
        Doc(
            "没有查到的要素行及原因",
            "Factsheet rows on which nothing was found, and why",
            "未查到的要素",
            "what was not found",
        ),
        Part.END,
    ] = ()
