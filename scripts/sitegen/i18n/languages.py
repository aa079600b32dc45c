"""The languages of the site in order, the name of each in itself, and its tag (BCP 47)."""

from typing import get_args

from sitegen.records.model import Language

LANGUAGES: tuple[Language, ...] = get_args(Language)
NAMES: dict[Language, str] = {"zh": "中文", "en": "English"}
TAGS: dict[Language, str] = {"zh": "zh-Hans", "en": "en"}
