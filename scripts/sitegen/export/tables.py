"""The published tables: every column once, with its meaning and how its cell is read from the published documents."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from sitegen.export import shapes as out
from sitegen.export.columns import Cell, Column, Table, column, of, when, words
from sitegen.records.model import Extent, Language, PromiseState, Relation, Status, Tier, Why

Row = dict[str, Cell]
Labels = Mapping[tuple[str, str], out.Words]


@dataclass(frozen=True)
class ClaimLine:
    """A claim of a fact: its number within it, and the label of its status."""

    fact: out.Fact
    number: int
    claim: out.Claim
    status: out.Words

    @property
    def figure(self) -> out.Quantity | None:
        """The value, if it is a figure."""
        return self.claim.value if isinstance(self.claim.value, out.Quantity) else None


@dataclass(frozen=True)
class FactLine:
    """A fact with the claim that is shown first, or a row of the factsheet that nobody has published, with the reason."""

    subject: out.Subject
    row: str | None
    label: out.Words
    where: out.Where
    shown: ClaimLine | None = None
    missing: out.Unpublished | None = None
    reason: out.Words | None = None

    @property
    def fact(self) -> out.Fact | None:
        """The fact, if there is one."""
        return self.shown.fact if self.shown else None


@dataclass(frozen=True)
class EventLine:
    """An event with the latest promise, one with a date if there is any, and the outcome that it is judged by."""

    event: out.Event
    state: out.Words

    @property
    def promise(self) -> out.Promise | None:
        """The promise that counts."""
        plan = self.event.plan
        return next((one for one in reversed(plan) if one.due), plan[-1] if plan else None)

    @property
    def outcome(self) -> out.Outcome | None:
        """The outcome that counts."""
        return next((outcome for outcome in self.event.outcomes if outcome.shown), None)


def tables(documents: Iterable[out.Records]) -> Iterator[tuple[Table[Any], tuple[Row, ...]]]:
    """Yield each table with its rows, of the same documents as the JSON."""
    found = {document.document: document.items for document in documents}
    labels: Labels = {(code.vocabulary, code.code): code.label for code in found["codes"]}
    claims = [line for fact in found["facts"] for line in _claim_lines(fact, labels)]
    events = (EventLine(event, labels["promise_states", event.state]) for event in found["events"])
    yield FACTS, tuple(FACTS.row(line) for line in _fact_lines(claims, found["communities"], labels))
    yield CLAIMS, tuple(CLAIMS.row(line) for line in claims)
    yield EVENTS, tuple(EVENTS.row(line) for line in events)
    yield SOURCES, tuple(SOURCES.row(source) for source in found["sources"])


def _claim_lines(fact: out.Fact, labels: Labels) -> Iterator[ClaimLine]:
    for number, claim in enumerate(fact.claims, start=1):
        yield ClaimLine(fact, number, claim, labels["statuses", claim.status])


def _fact_lines(
    claims: Iterable[ClaimLine], communities: Iterable[out.Community], labels: Labels
) -> Iterator[FactLine]:
    """Yield a line for each fact, then one for each row that nobody has published."""
    for line in claims:
        if line.claim.shown:
            fact = line.fact
            yield FactLine(fact.subject, fact.measure.row, fact.measure.label, fact.where, line)
    for community in communities:
        name = out.Words(zh=community.name.zh, en=community.name.en)
        subject = out.Subject(kind="community", id=community.id, name=name, community=community.id)
        for missing in community.unpublished:
            reason = labels["reasons", missing.reason]
            yield FactLine(
                subject, missing.row, missing.label, community.where, missing=missing, reason=reason
            )


def _page(where: out.Where) -> str:
    """Return the address below `zh/` or `en/`."""
    return f"{where.page}/" + (f"#{where.anchor}" if where.anchor else "")


_SUBJECT: tuple[Column[out.Subject], ...] = (
    column(
        "subject_kind",
        "主体的种类",
        "What kind of thing it is about",
        lambda line: line.kind,
        required=True,
        codes=get_args(out.SubjectKind),
    ),
    column(
        "subject_id",
        "主体：所属的社区、项目、机构等",
        "What it is about: the community, project, organisation and so on",
        lambda line: line.id,
        required=True,
    ),
    *words(
        "subject",
        "主体：所属的社区、项目、机构等",
        "What it is about: the community, project, organisation and so on",
        lambda line: line.name,
    ),
    column(
        "community_id",
        "所属社区的编号",
        "The id of the community that it belongs to",
        lambda line: line.community,
    ),
)
# The columns of a figure are empty where the value is no figure.
_FIGURE: tuple[Column[out.Quantity], ...] = (
    column(
        "low",
        "数值，区间则为下限；以单个单位计",
        "The figure, or the lower end of a range, in single units",
        lambda line: line.low,
        "number",
    ),
    column(
        "high",
        "数值，区间则为上限；以单个单位计",
        "The figure, or the upper end of a range, in single units",
        lambda line: line.high,
        "number",
    ),
    column(
        "magnitude",
        "只说“数十亿”之类时，所说数量级的十的幂次",
        "The power of ten, where the source names only an order of magnitude",
        lambda line: line.magnitude,
        "integer",
    ),
    column(
        "unit",
        "单位；量词没有英文",
        "The unit; a Chinese classifier has no English",
        lambda line: line.unit.code,
    ),
    column(
        "unit_en",
        "单位；量词没有英文",
        "The unit; a Chinese classifier has no English",
        lambda line: line.unit.en or None,
    ),
    column(
        "hedge",
        "原文的修饰词",
        "The word by which the source qualifies the figure",
        lambda line: line.hedge,
        codes=get_args(out.HedgeCode),
    ),
)
_CLAIM: tuple[Column[ClaimLine], ...] = (
    *of(lambda line: line.figure, _FIGURE),
    *words(
        "value", "网页上显示的写法", "The value as the pages print it", lambda line: line.claim.value.printed
    ),
    column(
        "source_form",
        "原文的写法",
        "The figure as the Chinese source prints it",
        lambda line: line.figure.source_form if line.figure else None,
    ),
    column(
        "status", "状态", "The status of the claim", lambda line: line.claim.status, codes=get_args(Status)
    ),
    *words("status", "状态", "The status of the claim", lambda line: line.status),
    *words("scope", "数字所指的范围", "What the figure covers", lambda line: line.claim.scope),
    *when(
        "as_of",
        "数据日期，可为年、月、日或区间",
        "The date that it is about: a year, month, day or span",
        lambda line: line.claim.as_of,
    ),
    column(
        "as_of_given_by",
        "日期出自说法本身还是来源的发布日期",
        "Whether the claim gives the date itself, or it is that of its source",
        lambda line: line.claim.as_of.given_by,
        codes=("claim", "source"),
    ),
    column("source_id", "来源的编号", "The id of the source", lambda line: line.claim.source),
    column("locator", "在来源中的位置", "The place in the source", lambda line: line.claim.locator),
    column("said_by", "引述的机构", "The organisation that is quoted", lambda line: line.claim.said_by),
)
FACTS: Table[FactLine] = Table(
    "facts",
    (
        column(
            "fact_id",
            "事实的编号，长期不变；未公布的要素为空",
            "The id of the fact, which never changes; empty for what is not published",
            lambda line: line.fact.id if line.fact else None,
        ),
        *of(lambda line: line.subject, _SUBJECT),
        column("row_id", "资料表中的行", "The row of the factsheet", lambda line: line.row),
        column(
            "measure_id",
            "指标；未公布的为资料表的行名",
            "What is measured; for what is not published, the row of the factsheet",
            lambda line: line.fact.measure.id if line.fact else None,
        ),
        *words(
            "measure",
            "指标；未公布的为资料表的行名",
            "What is measured; for what is not published, the row of the factsheet",
            lambda line: line.label,
        ),
        *of(lambda line: line.shown, _CLAIM),
        column(
            "missing_reason",
            "没有公布的原因",
            "Why nothing is published",
            lambda line: line.missing.reason if line.missing else None,
            codes=get_args(Why),
        ),
        *words("missing_reason", "没有公布的原因", "Why nothing is published", lambda line: line.reason),
        column(
            "claims",
            "说法的条数",
            "The number of claims",
            lambda line: len(line.fact.claims) if line.fact else 0,
            "integer",
            required=True,
        ),
        column(
            "relation",
            "各来源说法之间的关系",
            "How what sources say stands to each other",
            lambda line: line.fact.comparison.relation if line.fact and line.fact.comparison else None,
            codes=get_args(Relation),
        ),
        column(
            "reviewed",
            "编者最后核对的日期；未公布的为最后查找的日期",
            "The day it was last reviewed; for what is not published, last looked for",
            lambda line: line.fact.reviewed if line.fact else line.missing.searched if line.missing else None,
            "date",
            required=True,
        ),
        column(
            "review_due",
            "应再次核对的日期",
            "The day by which it is to be reviewed again",
            lambda line: line.fact.review_due if line.fact else None,
            "date",
        ),
        *words(
            "note",
            "说明",
            "A note",
            lambda line: line.shown.claim.note if line.shown else line.missing.note if line.missing else None,
        ),
        column(
            "page",
            "所在网页，接在语言目录之后",
            "The page on which it stands, below the folder of a language",
            lambda line: _page(line.where),
            required=True,
        ),
    ),
    refers=(("source_id", "sources"),),
)
CLAIMS: Table[ClaimLine] = Table(
    "claims",
    (
        column(
            "fact_id",
            "事实的编号，长期不变；未公布的要素为空",
            "The id of the fact, which never changes; empty for what is not published",
            lambda line: line.fact.id,
            required=True,
        ),
        column(
            "claim",
            "同一事实内说法的序号",
            "The number of the claim within its fact",
            lambda line: line.number,
            "integer",
            required=True,
        ),
        column(
            "shown",
            "是否为网页上首先显示的说法",
            "Whether it is the claim that pages show first",
            lambda line: line.claim.shown,
            "boolean",
            required=True,
        ),
        *_CLAIM,
        *words("note", "说明", "A note", lambda line: line.claim.note),
    ),
    key=("fact_id", "claim"),
    refers=(("source_id", "sources"), ("fact_id", "facts")),
)
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
        *of(lambda line: line.event.subject, _SUBJECT),
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
            lambda line: _page(line.event.where),
            required=True,
        ),
    ),
    key=("event_id",),
    refers=(("promise_source_id", "sources"), ("outcome_source_id", "sources")),
)
SOURCES: Table[out.Source] = Table(
    "sources",
    (
        column("source_id", "来源的编号", "The id of the source", lambda line: line.id, required=True),
        *words("source_title", "标题", "The title", lambda line: line.title),
        *words("publisher", "发布者", "The publisher", lambda line: line.publisher),
        *when("published", "发布日期", "When it was published", lambda line: line.published),
        column(
            "tier",
            "来源等级",
            "The tier of the source",
            lambda line: line.tier,
            required=True,
            codes=get_args(Tier),
        ),
        column(
            "tier_inferred",
            "等级是否为推定",
            "Whether the tier is inferred",
            lambda line: line.tier_inferred,
            "boolean",
            required=True,
        ),
        column(
            "language",
            "来源的语言",
            "The language of the source",
            lambda line: line.language,
            required=True,
            codes=get_args(Language),
        ),
        column(
            "read", "编者阅读的日期", "The day it was read", lambda line: line.read, "date", required=True
        ),
        column(
            "extent",
            "阅读的范围",
            "How much of it was read",
            lambda line: line.extent,
            required=True,
            codes=get_args(Extent),
        ),
        column("url", "网址", "The web address", lambda line: line.url),
        column("repeats", "转载自哪个来源", "The source that it repeats", lambda line: line.repeats),
        column(
            "facts",
            "引用它的事实数",
            "The number of facts that cite it",
            lambda line: len(line.facts),
            "integer",
            required=True,
        ),
        column(
            "events",
            "引用它的事件数",
            "The number of events that cite it",
            lambda line: len(line.events),
            "integer",
            required=True,
        ),
        *words("note", "说明", "A note", lambda line: line.note),
    ),
    key=("source_id",),
)
TABLES: tuple[Table[Any], ...] = (FACTS, CLAIMS, EVENTS, SOURCES)
