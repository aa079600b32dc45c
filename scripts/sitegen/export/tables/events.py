"""The table of events: a line for each event, with its latest promise and its outcome."""

from typing import get_args

from sitegen.export import shapes as out
from sitegen.export.columns import Column, Table, column, of, when, words
from sitegen.export.tables.lines import EventLine
from sitegen.export.tables.shared import SUBJECT, page_address
from sitegen.records.model import PromiseState, Relation

_PROMISE: tuple[Column[out.Promise], ...] = (
    *when("due", "最近一次承诺的期限", "The date last promised", lambda line: line.due),
    column("said", "作出承诺的日期", "When that was promised", lambda line: line.said.text),
    column("promise_source_id", "承诺的来源", "The source of the promise", lambda line: line.source),
    column("promise_locator", "在来源中的位置", "The place in the source", lambda line: line.locator),
    column("promise_said_by", "引述的机构", "The organisation that is quoted", lambda line: line.said_by),
)
_OUTCOME: tuple[Column[out.Outcome], ...] = (
    *when("happened", "实际发生的日期", "When it happened", lambda line: line.date),
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
        column("row_id", "资料表中的行", "The row of the factsheet", lambda line: line.event.row),
        *words("title", "事件的名称", "What was promised or happened", lambda line: line.event.title),
        column(
            "state",
            "在生成之日的判定",
            "How it is judged, on the day of the build",
            lambda line: line.event.state,
            required=True,
            codes=get_args(PromiseState),
        ),
        *words(
            "state", "在生成之日的判定", "How it is judged, on the day of the build", lambda line: line.state
        ),
        column(
            "days",
            "逾期或延迟的天数",
            "The days overdue or late",
            lambda line: line.event.days,
            "integer",
            required=True,
        ),
        column(
            "moved",
            "期限推迟的次数",
            "How often the date was put off",
            lambda line: line.event.moved,
            "integer",
            required=True,
        ),
        column(
            "promises",
            "承诺的次数",
            "The number of promises",
            lambda line: len(line.event.plan),
            "integer",
            required=True,
        ),
        *of(lambda line: line.promise, _PROMISE),
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
    refers=(("promise_source_id", "sources"), ("outcome_source_id", "sources")),
)
