"""Facts and events: what sources say of a subject, claim by claim and date by date."""

from typing import Annotated

from pydantic import Field, StrictBool

from sitegen.records.field_docs import Called, Doc, Part
from sitegen.records.model.codes import PlanKind, Relation
from sitegen.records.model.shared import (
    DATE,
    FACTS,
    ROW,
    SOURCE,
    WHY,
    AsOf,
    ClaimScope,
    ClaimStatus,
    ClaimValue,
    Name,
    Note,
    OwnId,
    SourceOf,
)
from sitegen.records.model.texts import Record, Text
from sitegen.values.fields import (
    Date,
    Day,
    EventId,
    Line,
    Locator,
    MeasureId,
    OrganisationId,
    RowId,
    SourceId,
)


class Citation(Record):
    """Where a statement was read: the source, the place in it, the speaker, and the phrase from which a date was worked out."""

    source: SourceOf
    at: Annotated[
        Locator,
        Doc(
            "在来源中的位置：S1¶2（第1节第2段）、¶3（第3段）、caption 4（图注4）、title（标题）、opening（只读到开头）",
            "Where in the source: S1¶2 (section 1, paragraph 2), ¶3, caption 4, title or opening",
            "在来源中的位置",
            "place in the source",
        ),
        Part.SOURCE,
    ]
    said_by: Annotated[
        OrganisationId | None,
        Doc(
            "说这话的机构编号；宣传性的话必须注明",
            "Id of the organisation whose words they are; required where they praise",
            "由谁说",
            "stated by",
        ),
        Part.SOURCE,
    ] = None
    printed: Annotated[
        Line | None,
        Doc(
            "推算日期所依据的原话，如“去年8月底”",
            "The source's phrase from which the date was worked out, such as 去年8月底",
            "原文写法",
            "words of the source",
        ),
        Part.GROUNDS,
    ] = None
    note: Note = None


class Claim(Citation):
    """What one source says: value, status, the date it describes (by default that of the source) and its scope."""

    value: ClaimValue
    status: ClaimStatus
    as_of: AsOf = None
    scope: ClaimScope = None


class Choice(Record):
    """The editor's choice among claims, when the rule (best tier, then latest) would mislead."""

    source: Annotated[SourceId, SOURCE]
    why: Annotated[Text, WHY]


class Comparison(Record):
    """How the claims of one fact, or the reports of one event, relate to each other, and why."""

    relation: Annotated[
        Relation,
        Doc(
            "几种说法的关系：agreement 一致、scope 范围不同、change 前后变化、conflict 互相矛盾",
            "How they stand to each other: agreement, scope (different things), change (over time) or conflict",
            "来源之间的关系",
            "how the sources stand to each other",
        ),
    ]
    why: Annotated[Text, WHY]


Compared = Annotated[
    Comparison | None,
    Doc(
        "有几种说法时，写明它们的关系和理由",
        "Where there are several, how they stand to each other and why",
        "几种说法的关系",
        "how several stand to each other",
    ),
]


class Fact(Record):
    """One measure of one subject, with everything that sources say about it.

    `reviewed` is the day of the last check, if that is later than the one of the whole subject.
    """

    called = Called("事实", "fact")
    id: OwnId
    reviewed: Annotated[
        Day | None,
        Doc(
            "这一条单独核对的日期；与整条记录相同就不写",
            "The day this fact was checked, where that is later than for the rest",
            "核对日期",
            "reviewed",
        ),
    ] = None
    measure: Annotated[
        MeasureId,
        Doc(
            "指标编号，见factsheet.yaml；单位和要素行由它决定",
            "Id of a measure in factsheet.yaml, which fixes the unit and the row",
            "指标",
            "measure",
        ),
    ]
    claims: Annotated[
        tuple[Claim, ...],
        Field(min_length=1),
        Doc(
            "各来源的说法，一个来源一条；说法不一也并列，不取平均",
            "What sources say, one entry each; those that disagree stand side by side and are never averaged",
            "说法",
            "claim",
        ),
    ]
    comparison: Compared = None
    shown: Annotated[
        Choice | None,
        Doc(
            "按规则（等级高者、日期新者优先）选出的说法会误导时，改由编辑选定",
            "An editor's choice, where the rule (best tier, then latest) would mislead",
            "首先显示的说法",
            "claim shown first",
        ),
    ] = None


PlanStep = Annotated[
    PlanKind | None,
    Doc(
        "来源说的是哪一步：completion 竣工、ready 具备使用条件、trial_operation 试运行、full_use 正式投入使用；没有说就不写",
        "The step that the source names: completion, ready (for use), trial_operation or full_use; left out if it names none",
        "哪一步",
        "step",
    ),
]


class PlannedDate(Citation):
    """A date announced in advance; `said` is the day of the announcement, by default the date of the source."""

    due: Annotated[
        Date | None,
        Doc(
            "公布的完成时间：“3月”写2027-03，“3月底前”写../2027-03，“3月31日”写2027-03-31；没有说时间就不写",
            "When it is to happen: 2027-03 for in March, ../2027-03 for by the end of March, 2027-03-31 for on that day; "
            "left out when no time was named",
            "公布的时间",
            "announced date",
        ),
    ] = None
    said: Annotated[
        Date | None,
        Doc(
            "公布这一时间的日期；与来源发布日期相同就不写",
            "When it was announced; left out when that is the source's own date",
            "公布日期",
            "date of the announcement",
        ),
    ] = None
    kind: PlanStep = None
    no_measure: Annotated[
        StrictBool,
        Doc(
            "来源没有说做到什么程度才算，无从对照的，写true，如“初见成效”",
            "true where the source names nothing by which it could be judged, such as “first results”",
            "无从对照",
            "no measure named",
        ),
    ] = False
    withdrawn: Annotated[
        StrictBool,
        Doc(
            "来源称计划取消的，另加一条，写true，不写due",
            "true in an entry of its own, without due, where the source says that the plan is given up",
            "取消计划",
            "plan given up",
        ),
    ] = False
    why: Annotated[
        Text | None,
        Doc(
            "来源所说的改期或取消的原因；没有说就不写",
            "The reason that the source gives for the change; left out when it gives none",
            "改期原因",
            "reason for the change",
        ),
    ] = None


class Outcome(Citation):
    """A report that an event happened."""

    date: Annotated[Date, DATE]
    kind: PlanStep = None


class Event(Record):
    """Something that was planned, or happened, or both."""

    called = Called("事件", "event")
    id: OwnId
    title: Annotated[Text, Doc("事件名称", "What happens", "标题", "title")]
    row: Annotated[RowId | None, ROW] = None
    overtaken_by: Annotated[
        EventId | None,
        Doc(
            "以这件事为前提的后续事件的编号：那件事一旦发生，这件事即使没有报道也不再等待",
            "Id of a later event that presupposes this one: once that has happened, no report of this one is waited for",
            "后续事件",
            "later event",
        ),
    ] = None
    plan: Annotated[
        tuple[PlannedDate, ...],
        Doc(
            "事前公布的时间：谁在何时说过何时完成；改期就再加一条，旧的保留",
            "Dates announced in advance; when a date is moved, add an entry and leave the old one",
            "公布的时间",
            "announced date",
        ),
    ] = ()
    actual: Annotated[
        tuple[Outcome, ...],
        Doc(
            "已经发生的报道；只写已经发生的",
            "Reports that it has happened, and only that",
            "发生",
            "report that it happened",
        ),
    ] = ()
    note: Note = None
    comparison: Compared = None


class Lead(Record):
    """What pages of unknown origin say that would change a decision: in words, without link or figure; no fact."""

    called = Called("线索", "lead")
    id: OwnId
    text: Annotated[
        Text,
        Doc(
            "线索说的是什么：只用文字，不写数字和网址，可以写年份",
            "What it says: in words, without figures or links; a year may stand",
            "线索内容",
            "what the lead says",
        ),
    ]
    why: Annotated[
        Text,
        Doc(
            "为什么不能作为依据",
            "Why it does not count",
            "不作依据的理由",
            "why it does not count",
        ),
    ]
    check: Annotated[
        Text,
        Doc(
            "可以到哪里核实",
            "Where it could be checked",
            "核实途径",
            "where it could be checked",
        ),
    ]
    searched: Annotated[
        Day,
        Doc(
            "最近一次查找的日期，如2026-11-24",
            "The day it was last looked for, such as 2026-11-24",
            "查找日期",
            "last searched",
        ),
    ]


class Subject(Record):
    """A record that facts and events are about."""

    id: OwnId
    name: Name
    facts: Annotated[tuple[Fact, ...], FACTS, Part.WITHIN] = ()
    events: Annotated[
        tuple[Event, ...],
        Doc("事件：计划中的、发生过的", "Events: what was planned, and what happened", "事件", "events"),
        Part.END,
    ] = ()
    leads: Annotated[
        tuple[Lead, ...],
        Doc(
            "未能证实的线索：仅见于来源不明的网页、而会影响判断的说法",
            "Leads that could not be confirmed: what only pages of unknown origin say, and would change a decision",
            "未能证实的线索",
            "leads",
        ),
        Part.END,
    ] = ()
