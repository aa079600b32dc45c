"""The sign that stands beside each word of a closed vocabulary, so that no state is told by colour alone."""

SHAPES = {
    "done": "●", "actual": "■", "under_way": "◐", "signed": "◆", "in_talks": "◇", "planned": "○", "target": "◎", "projection": "△", "statement": "❞",
    "overdue": "▲", "kept": "●", "late": "◆", "undated": "○", "unclear": "◇",
    "answered": "●", "partly": "◐", "unanswered": "○",
    "clearing": "◔", "cleared": "◑", "building": "◕", "operating": "●",
}  # fmt: skip
