"""Entries: communities, organisations, facilities, places and the programme, each with facts and events of its own."""

from typing import Annotated

from pydantic import Field

from sitegen.records.field_docs import Called, Doc, Part
from sitegen.records.model.codes import Basis, Exchange, Kind, Level, Role
from sitegen.records.model.facts import Citation, Subject
from sitegen.records.model.shared import KIND, PLACE, Note, Operator, Search, Short
from sitegen.records.model.texts import Record, Text
from sitegen.values.fields import (
    CommunityId,
    Date,
    Day,
    Line,
    SourceId,
)


class FormerName(Citation):
    """A name that was used before, with the source that says so."""

    called = Called("曾用名", "former name")
    name: Annotated[
        Text,
        Doc(
            "以前的名称：中文照来源，英文写当时的",
            "The earlier name, in Chinese as sources write it, in English as it was then",
            "名称",
            "name",
        ),
        Part.NAME,
    ]
    until: Annotated[
        Date,
        Doc(
            "何时改名，如2024-02；只知道不晚于某时的写../2024-02",
            "When it was renamed, such as 2024-02, or ../2024-02 for no later than that",
            "改名时间",
            "date of the new name",
        ),
    ]
    name_source: Annotated[
        SourceId | None,
        Doc(
            "用过这个旧英文名的来源编号；改名时原来的name_source移到这里，没有的不写",
            "Id of a source that used this English name; the name_source of the old name moves here when it is changed",
            "旧英文名出处",
            "source of the former English name",
        ),
    ] = None


class Named(Record):
    """A record with an English name, which is either established, with a source that uses it, or our own translation."""

    name_basis: Annotated[
        Basis,
        Doc(
            "英文名的依据：established＝已有来源使用，working＝本站暂译",
            "Basis of the English name: established (a source uses it) or working (our own translation)",
            "英文名性质",
            "standing of the English name",
        ),
        Part.OVERVIEW,
    ]
    name_source: Annotated[
        SourceId | None,
        Doc(
            "使用这个英文名的来源编号；暂译不写",
            "Id of the source that uses the English name; left out for our translation",
            "英文名出处",
            "source of the English name",
        ),
        Part.OVERVIEW,
    ] = None
    former_names: Annotated[
        tuple[FormerName, ...],
        Doc(
            "曾用名，先写早的；改名后name写现名，旧名移到这里",
            "Former names, the earliest first; after a change, name has the present one and the old one moves here",
            "曾用名",
            "former names",
        ),
        Part.OVERVIEW,
    ] = ()


class Entry(Subject, Named):
    """A subject that the site lists by itself; an editor last checked it on the day `reviewed`."""

    reviewed: Annotated[
        Day,
        Doc(
            "编辑最近一次核对的日期，如2026-11-24",
            "The day an editor last went over it, such as 2026-11-24",
            "核对日期",
            "reviewed",
        ),
    ]


class Ticker(Record):
    """The stock exchange that lists a company, and its code there."""

    exchange: Annotated[Exchange, Doc("证券交易所", "The stock exchange", "交易所", "exchange")]
    code: Annotated[Line, Doc("证券代码，加双引号", "The code, in quotes", "证券代码", "ticker")]


class Organisation(Entry):
    """A public body, company or institution; `role` is its part in the programme, in the words of its sources."""

    called = Called("机构", "organisation")
    kind: Annotated[Kind, KIND]
    ticker: Annotated[
        Ticker | None,
        Doc("上市地和证券代码", "Where it is listed, and under which code", "上市信息", "listing"),
    ] = None
    role: Annotated[Text | None, Doc("在计划中的角色", "Its part in the programme", "角色", "role")] = None
    note: Note = None


class Facility(Entry):
    """A hospital, college, housing scheme or other service that people in the communities would use."""

    called = Called("配套", "facility")
    place: Annotated[Text | None, PLACE, Part.OVERVIEW] = None
    operator: Operator = None
    note: Note = None


class Naming(Citation):
    """The role in which a source mentions a place in connection with the programme."""

    role: Annotated[
        Role,
        Doc(
            "pilot 试点、named 点名、supporting 配套园区、context 背景",
            "pilot, named, supporting (a park) or context",
            "角色",
            "role",
        ),
    ]


class Place(Entry):
    """A place that sources mention: a pilot, a community, the site of a supporting park, or the wider area."""

    called = Called("地方", "place")
    short: Short
    level: Annotated[Level, Doc("行政层级", "The administrative level", "级别", "level")]
    named: Annotated[
        Naming,
        Doc(
            "哪个来源以什么身份提到它",
            "As what, and in which source, it is named",
            "提到它的来源",
            "where it is named",
        ),
    ]
    community: Annotated[
        CommunityId | None,
        Doc("所属社区的编号", "Id of the community that stands there", "社区", "community"),
    ] = None
    note: Note = None


class Programme(Entry):
    """The district's programme as a whole: its targets, its figures, what it is, and where all records were looked for."""

    searches: Annotated[
        tuple[Search, ...],
        Field(min_length=1),
        Doc(
            "为全部社区和要素做过的查找；每一处“未查到”都以此为准",
            "Searches made for all communities and rows; every gap rests on them",
            "查找",
            "search",
        ),
        Part.END,
    ]
