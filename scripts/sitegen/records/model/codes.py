"""The closed vocabularies: every code that a record may use; vocabulary.yaml explains each."""

from typing import TYPE_CHECKING, Literal

from sitegen.page_kinds import CHANGING

Language = Literal["zh", "en"]
Status = Literal[
    "done", "actual", "under_way", "signed", "in_talks", "planned", "target", "projection", "statement"
]
# The most reliable first: a publisher that can be named comes before one that cannot.
Tier = Literal["A", "B", "C", "P", "D"]
Stage = Literal["planned", "clearing", "cleared", "building", "operating"]
Why = Literal["not_in_parts_read", "mentioned_without_detail", "no_outcome_found", "sources_conflict"]
Relation = Literal["agreement", "scope", "change", "conflict"]
Scope = Literal["community", "project", "subdistrict", "company", "facility", "programme", "place"]
Basis = Literal["established", "working"]
Kind = Literal["company", "public_body", "institution"]
Level = Literal["province", "district", "subdistrict", "town"]
Role = Literal["pilot", "named", "supporting", "context"]
Exchange = Literal["SSE", "SZSE", "SGX"]
Extent = Literal["whole", "opening"]
Forge = Literal["github", "gitlab", "gitee"]
AnswerState = Literal["answered", "partly", "unanswered"]
ChangeKind = Literal["new_information", "our_error", "source_restated", "editorial"]
# These codes come from the registry of page kinds, which a type checker cannot evaluate.
if TYPE_CHECKING:
    PageName = str
else:
    PageName = Literal[CHANGING]
Verdict = Literal["met", "missed", "unjudged"]
# The steps of what is planned, in their order.
PlanKind = Literal["completion", "ready", "trial_operation", "full_use"]
PlanState = Literal[
    "undated",
    "not_due",
    "passed",
    "postponed",
    "met",
    "later",
    "partly_met",
    "overtaken",
    "withdrawn",
    "unjudged",
    "done",
]
