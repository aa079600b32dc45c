"""The table of sources: a line for each source."""

from typing import get_args

from sitegen.export import shapes as out
from sitegen.export.columns import Table, column, when, words
from sitegen.records.model import Extent, Language, Tier

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
        column(
            "archived_url",
            "存档的网址",
            "The web address of an archived copy",
            lambda line: line.archived.url if line.archived else None,
        ),
        column(
            "archived",
            "存档的日期",
            "The day of the archived copy",
            lambda line: line.archived.date if line.archived else None,
            "date",
        ),
        column(
            "withdrawn",
            "撤回的日期；没有撤回的为空",
            "The day it was withdrawn; empty if it stands",
            lambda line: line.withdrawn.date if line.withdrawn else None,
            "date",
        ),
        *words(
            "withdrawn_why",
            "撤回的原因",
            "Why it was withdrawn",
            lambda line: line.withdrawn.why if line.withdrawn else None,
        ),
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
        column(
            "facts_alone",
            "只有这一个来源的事实数",
            "The number of facts that rest on it alone",
            lambda line: len(line.alone),
            "integer",
            required=True,
        ),
        *words("note", "说明", "A note", lambda line: line.note),
    ),
    key=("source_id",),
)
