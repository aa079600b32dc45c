"""The table of claims: a line for each claim of each fact."""

from typing import get_args

from sitegen.export.columns import Table, column, words
from sitegen.export.tables.lines import ClaimLine
from sitegen.export.tables.shared import CLAIM
from sitegen.records.model import Verdict

CLAIMS: Table[ClaimLine] = Table(
    "claims",
    (
        column(
            "fact_id",
            "事实的编号，长期不变",
            "The id of the fact, which never changes",
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
        column(
            "verdict",
            "期限届满时的结果是否达到目标；不是这类结果的为空",
            "Whether an outcome at the deadline of a target meets it; empty for any other claim",
            lambda line: line.claim.verdict,
            codes=get_args(Verdict),
        ),
        *CLAIM,
        *words("note", "说明", "A note", lambda line: line.claim.note),
    ),
    key=("fact_id", "claim"),
    refers=(("source_id", "sources"), ("fact_id", "facts")),
)
