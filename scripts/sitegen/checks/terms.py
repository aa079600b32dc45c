"""The site's own words: for each idea one term in each language, and the variants that are refused for it.

A rule holds the records to this table, and a test the messages, guides and settings. A name that contains a refused
variant is listed under `official_names` in the vocabulary; words that `said_by` attributes to somebody stay theirs.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple


class Term(NamedTuple):
    """An idea, its term in Chinese and in English, and the variants to be replaced by it, separated by bars."""

    idea: str
    zh: str
    en: str
    not_zh: str = ""
    not_en: str = ""


TERMS = (
    # What is announced, and what became of it
    Term("dated plan", "公布的时间节点", "announced date", "承诺|兑现|记录在案", "promise|promises|promised"),
    Term("passed", "已过公布时间，结果未查到", "due date passed, no report found", "逾期", "overdue"),
    Term("later than announced", "比公布时间晚", "later than announced", "迟于期限|晚于期限"),
    Term("postponed", "推迟", "postponed", "推后"),
    Term("district programme", "全区建设工作", "programme", "全区计划|计划的内容"),
    # What was looked for
    Term("not found", "未查到", "not found", "", "no citable source"),
    Term("not stated", "未写明", "not stated", "未载明"),
    Term("not mentioned", "已读部分未提及", "not in the parts we read", "来源未提及", "not mentioned in any source"),
    Term("found", "资料齐全度", "items found", "公布程度|信息公开程度", "items published|measure of publication"),
    # Dates
    Term("day of the pages", "页面更新日期", "site built", "建站日期"),
    Term("date of a figure", "截至……", "as of", "数据日期"),
    Term("period of a figure", "统计期……", "period", "数据时段"),
    Term("day of a stage", "所据进展", "dated", "依据日期"),
    # Who says what, and where
    Term("own account", "自述，未经印证", "own account", "单方表述"),
    Term("changed statements", "前后说法有变", "changed over time", "先后变化"),
    Term("conflict", "来源不一致", "sources conflict", "来源矛盾|来源互相矛盾"),
    Term("restated", "来源更新说法", "source restated", "来源改口"),
    Term("lead paragraph", "导语", "lead", "第零节|第0节", "section zero"),
    Term("opening", "开头", "only the opening read", "开头部分", "opening lines"),
    Term("our translation", "本站暂译", "our translation", "", "working translation|working translations"),
    Term("unnamed paper", "报名不详", "paper unidentified", "未署报名"),
    Term("newspaper feature", "专版", "early-2024 newspaper feature", "", "the feature"),
    # Readers, places and pages
    Term("readers", "企业", "investors", "投资者"),
    Term("towns and subdistricts", "乡镇（街道）", "towns and subdistricts", "街镇"),
    Term("using a figure", "用数须知", "before using a figure", "读数须知"),
    Term("yes or no", "是否", "true or false", "真假"),
    Term("at sign", "@", "at sign", "艾特号"),
    Term("no such page", "页面不存在", "this page does not exist", "没有这个页面"),
    # Terms of policy and industry
    Term("location", "交通区位", "location and transport", "交通距离"),
    Term("services to firms", "企业服务（帮办代办）", "services for firms", "一站式服务"),
    Term("operator", "开发运营主体", "developer and operator", "运营主体"),
    Term("internationally leading", "“国际领先”", "“internationally leading”", "国际前列"),
    Term("HNTE", "高新技术企业", "High and New Technology Enterprise", "", "high-tech enterprise|high-tech enterprises"),
    Term("range of an amount", "百亿能级", "in the RMB 10 billion range", "", "ten-billion-RMB class"),
    Term("designated size", "规模以上", "above designated size", "", "large enough to be counted"),
    Term("eco-park", "生态园", "Eco-Park", "", "Ecological Park"),
    Term("groups of functions", "超级场景", "groups of functions", "", "super-scenario|super-scenarios"),
    Term("HVAC drives", "暖通电驱动系统", "HVAC drives", "", "heating and ventilation drives"),
    Term("boundary", "范围", "boundary", "", "perimeter|perimeters"),
)  # fmt: skip


@cache
def _patterns(language: str, terms: tuple[Term, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return each term in a language with the pattern that finds its variants, and itself, in which they may stand."""
    found = []
    for term in terms:
        word, variants = (term.zh, term.not_zh) if language == "zh" else (term.en, term.not_en)
        if variants:
            pattern = variants if language == "zh" else rf"(?<![\w-])(?:{variants})(?![\w-])"
            found.append((word, re.compile(f"{re.escape(word)}|(?P<variant>{pattern})", re.IGNORECASE)))
    return tuple(found)


def refused_words(text: str, language: str, terms: tuple[Term, ...] = TERMS) -> Iterator[tuple[str, str]]:
    """Yield (variant, term that replaces it) for each refused variant in a text of a language."""
    for word, pattern in _patterns(language, terms):
        variants = (match["variant"] for match in pattern.finditer(text))
        yield from ((variant, word) for variant in dict.fromkeys(variants) if variant)
