"""The symbol beside each code of a closed vocabulary, so that no state is shown by colour alone."""

SHAPES = {
    "done": "●", "actual": "■", "under_way": "◐", "signed": "◆", "in_talks": "◇", "planned": "○", "target": "◎", "projection": "△", "statement": "❞",
    "overdue": "▲", "kept": "●", "late": "◆", "undated": "○", "unclear": "◇",
    "met": "●", "missed": "◆", "unjudged": "◇",
    "answered": "●", "partly": "◐", "unanswered": "○",
    "clearing": "◔", "cleared": "◑", "building": "◕", "operating": "●",
}  # fmt: skip
