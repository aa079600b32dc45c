"""The table of events: a line for each event, with the date last announced and its outcome."""

from typing import get_args

from sitegen.export import shapes as out
from sitegen.export.columns import Column, Table, column, of, when, words
from sitegen.export.tables.lines import EventLine
from sitegen.export.tables.shared import SUBJECT, page_address
from sitegen.records.model import PlanKind, PlanState, Relation

_PLANNED: tuple[Column[out.PlannedDate], ...] = (
    *when("due", "最近一次公布的时间", "The date last announced", lambda line: line.due),
    column("said", "公布这一时间的日期", "When that was announced", lambda line: line.said.text),
    column(
        "plan_kind",
        "公布的是哪一步",
        "The step that was announced",
        lambda line: line.kind,
        codes=get_args(PlanKind),
    ),
    column("plan_source_id", "公布时间的来源", "The source of the announced date", lambda line: line.source),
    column("plan_locator", "在来源中的位置", "The place in the source", lambda line: line.locator),
    column("plan_said_by", "引述的机构", "The organisation that is quoted", lambda line: line.said_by),
)
_OUTCOME: tuple[Column[out.Outcome], ...] = (
    *when("happened", "实际发生的日期", "When it happened", lambda line: line.date),
    column(
        "outcome_kind",
        "报道的是哪一步",
        "The step that is reported",
        lambda line: line.kind,
        codes=get_args(PlanKind),
    ),
    column("outcome_source_id", "结果的来源", "The source of the outcome", lambda line: line.source),
    column("outcome_locator", "在来源中的位置", "The place in the source", lambda line: line.locator),
)
EVENTS: Table[EventLine] = Table(
    "events",
    (
        column(
            "event_id",
            "事件的编号，长期不变",
            "The id of the event, which never changes",
            lambda line: line.event.id,
            required=True,
        ),
        *of(lambda line: line.event.subject, SUBJECT),
        column("row_id", "要素表中的行", "The row of the factsheet", lambda line: line.event.row),
        *words("title", "事件的名称", "What was planned or happened", lambda line: line.event.title),
        column(
            "state",
            "在生成之日的判定",
            "How it is judged, on the day of the build",
            lambda line: line.event.state,
            required=True,
            codes=get_args(PlanState),
        ),
        *words(
            "state", "在生成之日的判定", "How it is judged, on the day of the build", lambda line: line.state
        ),
        column(
            "days",
            "已过公布时间或晚于公布时间的天数",
            "The days past the announced date, or later than it",
            lambda line: line.event.days,
            "integer",
            required=True,
        ),
        column(
            "moved",
            "公布的时间推迟的次数",
            "How often the date was put off",
            lambda line: line.event.moved,
            "integer",
            required=True,
        ),
        column(
            "announced",
            "公布的次数",
            "How often it was announced",
            lambda line: len(line.event.plan),
            "integer",
            required=True,
        ),
        column(
            "overtaken_by",
            "已经发生的后续事件",
            "The later event that has happened",
            lambda line: line.event.overtaken_by,
        ),
        *of(lambda line: line.planned, _PLANNED),
        *of(lambda line: line.outcome, _OUTCOME),
        column(
            "relation",
            "各来源说法之间的关系",
            "How what sources say stands to each other",
            lambda line: line.event.comparison.relation if line.event.comparison else None,
            codes=get_args(Relation),
        ),
        *words("note", "说明", "A note", lambda line: line.event.note),
        column(
            "page",
            "所在网页，接在语言目录之后",
            "The page on which it stands, below the folder of a language",
            lambda line: page_address(line.event.where),
            required=True,
        ),
    ),
    key=("event_id",),
    refers=(("plan_source_id", "sources"), ("outcome_source_id", "sources")),
)
