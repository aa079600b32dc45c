"""The table of facts: a line for each fact, with the claim shown first, and for each gap: a row on which nothing was found."""

from typing import get_args

from sitegen.export.columns import Table, column, of, words
from sitegen.export.tables.lines import FactLine
from sitegen.export.tables.shared import CLAIM, SUBJECT, page_address
from sitegen.records.model import Relation, Why

FACTS: Table[FactLine] = Table(
    "facts",
    (
        column(
            "fact_id",
            "事实的编号，长期不变；未查到的要素为空",
            "The id of the fact, which never changes; empty for what was not found",
            lambda line: line.fact.id if line.fact else None,
        ),
        *of(lambda line: line.subject, SUBJECT),
        column("row_id", "要素表中的行", "The row of the factsheet", lambda line: line.row),
        column(
            "measure_id",
            "指标；未查到的为要素表的行名",
            "What is measured; for what was not found, the row of the factsheet",
            lambda line: line.fact.measure.id if line.fact else None,
        ),
        *words(
            "measure",
            "指标；未查到的为要素表的行名",
            "What is measured; for what was not found, the row of the factsheet",
            lambda line: line.label,
        ),
        *of(lambda line: line.shown, CLAIM),
        column(
            "gap_reason",
            "没有查到的原因",
            "Why nothing was found",
            lambda line: line.gap.reason if line.gap else None,
            codes=get_args(Why),
        ),
        *words("gap_reason", "没有查到的原因", "Why nothing was found", lambda line: line.reason),
        column(
            "at_district",
            "没有查到、但可参看的全区或开发区事实、事件的编号，以空格分隔",
            "For what was not found, the ids of facts and events of the district or a zone that answer it, separated by spaces",
            lambda line: " ".join(line.gap.at_district) or None if line.gap else None,
        ),
        column(
            "claims",
            "说法的条数",
            "The number of claims",
            lambda line: len(line.fact.claims) if line.fact else 0,
            "integer",
            required=True,
        ),
        column(
            "independent_sources",
            "独立来源的个数，转载与原文算一个；没有说法的为零",
            "The number of independent sources, a reprint and its original being one; zero without a claim",
            lambda line: line.fact.independent if line.fact else 0,
            "integer",
            required=True,
        ),
        column(
            "confirmed",
            "是否有第二个独立来源说法相同；没有说法的为空",
            "Whether a second, independent source says the same; empty without a claim",
            lambda line: line.fact.confirmed if line.fact else None,
            "boolean",
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
            "编者最后核对的日期；未查到的为最后查找的日期",
            "The day it was last reviewed; for what was not found, last looked for",
            lambda line: line.fact.reviewed if line.fact else line.gap.searched if line.gap else None,
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
            lambda line: line.shown.claim.note if line.shown else line.gap.note if line.gap else None,
        ),
        column(
            "page",
            "所在网页，接在语言目录之后",
            "The page on which it stands, below the folder of a language",
            lambda line: page_address(line.where),
            required=True,
        ),
    ),
    refers=(("source_id", "sources"),),
)
