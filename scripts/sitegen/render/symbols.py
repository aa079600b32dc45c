"""The symbol beside each code of a closed vocabulary, so that no state is shown by colour alone."""

SHAPES = {
    "done": "●", "actual": "■", "under_way": "◐", "signed": "◆", "in_talks": "◇", "planned": "○", "target": "◎", "projection": "△", "statement": "❞",
    "passed": "▲", "not_due": "○", "postponed": "○", "undated": "○", "met": "●", "later": "◆", "partly_met": "◐", "overtaken": "▷", "withdrawn": "✕",
    "missed": "◆", "unjudged": "◇",
    "answered": "●", "partly": "◐", "unanswered": "○",
    "clearing": "◔", "cleared": "◑", "building": "◕", "operating": "●",
}  # fmt: skip
