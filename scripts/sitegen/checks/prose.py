"""Rules for texts that readers see."""

import html
import re
from collections.abc import Iterator
from functools import cache

from sitegen.checks.registry import Finding, rule
from sitegen.checks.terms import refused_words
from sitegen.records.library import Library, Path
from sitegen.records.model import Named, Phrase, Text, walk_texts
from sitegen.values.numerals import HAN_NUMERALS
from sitegen.values.units import UNITS
from sitegen.values.validators import HAN

# Words of advertising; allowed in an official positioning that `said_by` attributes to somebody.
BANNED_ZH = ("一流", "领先", "标杆", "蝶变", "引擎", "样板", "沃土", "赋能")
BANNED_EN = ("world-class", "leading", "cutting-edge", "vibrant", "thriving", "unlock", "hub of")
_BANNED = {"zh": re.compile("|".join(BANNED_ZH)), "en": re.compile(rf"\b(?:{'|'.join(BANNED_EN)})\b")}

# Words that say that nobody made something public, where all we know is that we did not find it.
_WITHHELD = {
    "zh": re.compile("(?:未见?|没有|尚未)公布"),
    "en": re.compile(
        r"\b(?:not|never|nobody has|not been|not yet) published\b|\bunpublished\b"
        r"|\bno(?:thing)?\b[^.;:]*\b(?:is|are|was|were|been) published\b"
    ),
}

# Runs of Chinese characters, or of English words, that are too long to be a name.
_HAN_RUN = re.compile(f"[{HAN}]{{9,}}")
_LATIN_RUN = re.compile(r"[A-Za-z'-]+(?: [A-Za-z'-]+){3,}")

# Units of people, things and time, which small numbers count in prose.
_COUNTED = frozenset("人名位户岁层班床年月周日天股分") | {
    "个班",
    "床位",
    "张床位",
    "个床位",
    "季度",
    "个月",
    "小时",
}
# Figures in Han numerals. Small numbers of people, things and years are words, such as 一个 and 三年; so are 第一, 几十年,
# and 百, 千 and 万 alone unless something qualifies them, as in 近万人.
_UNITS = "|".join(map(re.escape, sorted(UNITS.keys() - {"分", "比"}, key=len, reverse=True)))
_MEASURES = "|".join(
    map(re.escape, (unit.zh for unit in UNITS.values() if unit.one and unit.zh not in _COUNTED))
)
_IDIOMS = "百年|千年|万年|百日|千里|万里|[数几]十年|十分(?!钟|之)"
HAN_FIGURE = re.compile(
    rf"(?!{_IDIOMS})(?:"
    rf"(?<![第{HAN_NUMERALS}])(?:(?<=[近超上逾过约])|(?![百千万亿](?:{_UNITS})))"
    rf"(?=[{HAN_NUMERALS}]{{0,9}}[十百千万亿])[{HAN_NUMERALS}]{{1,18}}[余多来]?[{HAN_NUMERALS}]{{0,3}}[余多]?(?:{_UNITS})(?!一贯制)"
    rf"|(?<!第)[两二三四五六七八九](?:{_MEASURES}|成(?=[^{HAN}]|以上|左右|的))"
    rf"|[{HAN_NUMERALS}]{{1,9}}分之[{HAN_NUMERALS}]{{1,9}}(?![{HAN_NUMERALS}]|{_UNITS})|[〇零一二三四五六七八九]{{4,}}"
    rf"|(?<![{HAN_NUMERALS}])(?:十[一二]?|[一二三四五六七八九])月(?=[{HAN_NUMERALS}初中底末上下份，。]|$)"
    ")"
)


# An English figure in words.
_ENGLISH_FIGURE = re.compile(r"\b(?:[a-z]+ )?(?:hundred|thousand|million|billion|trillion)s?\b", re.I)
# Where a lead may be placed in time.
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# A web address, or the name of a site.
_LINK = re.compile(
    r"(?:https?://|www\.)[!-~]*[\w/]|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:cn|com|net|org|gov)\b", re.ASCII | re.I
)


@rule
def prose_holds_no_figures(library: Library) -> Iterator[Finding]:
    """Figures stand in claims, not in texts, in digits or in Han; names with digits are listed in the vocabulary."""
    for path, text, _ in _texts(library):
        if path == ("site", "", "contact"):  # a telephone number or a mail address
            continue
        for language in ("zh", "en"):
            words = _own_words(text, language, library)
            is_lead = "leads" in path
            if is_lead:
                words = _YEAR.sub("", words)
            found = re.search(r"\d[\d.,]*", words) or (language == "zh" and HAN_FIGURE.search(words))
            if is_lead and not found and language == "en":
                found = _ENGLISH_FIGURE.search(words)
            if found:
                yield Finding(
                    (*path, language),
                    f"文字里写了数字“{found[0]}”",
                    f'The text holds the figure "{found[0]}"',
                    "改用文字说，时间只写到年"
                    if is_lead
                    else "数字和日期写进claims、plan或actual；名称里的数字登记到vocabulary.yaml的official_names",
                    "say it in words, and of a date the year alone"
                    if is_lead
                    else "put figures and dates into claims, plan or actual; list a name with digits under official_names in vocabulary.yaml",
                )


_TAGS = "b|strong|i|em|u|s|br|p|div|span|font|sub|sup|h[1-6]|li|ul|ol|table|tr|td|section"
# What Markdown and HTML would format, and what takes its place.
_MARKUP = (
    (
        re.compile(r"\*\*([^*]+)\*\*|(?<!`)`([^`]+)`(?!`)|__([^_]+)__"),
        lambda mark: "".join(filter(None, mark.groups())),
    ),
    (re.compile(rf"</?(?:{_TAGS})(?: [^<>]*)?/?>"), lambda _: ""),
    (
        re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,6});"),
        lambda mark: html.unescape(mark[0]).replace("\xa0", " "),
    ),
    (re.compile(r"\[([^\[\]]+)\]\(https?://[^()]*\)"), lambda mark: mark[1]),
)


@rule
def leads_hold_no_links(library: Library) -> Iterator[Finding]:
    """A lead that could not be confirmed leads nobody to the page of unknown origin that says so."""
    for path, text, _ in _texts(library):
        for language in ("zh", "en") if "leads" in path else ():
            if found := _LINK.search(getattr(text, language)):
                yield Finding(
                    (*path, language),
                    f"线索里写了网址“{found[0]}”",
                    f'The lead holds an address, "{found[0]}"',
                    "删去网址；查明出处、可以引用的，登记为来源，写成事实",
                    "delete the address; if its origin is known and may be cited, add the source and make it a fact",
                )


@rule
def texts_hold_no_markup(library: Library) -> Iterator[Finding]:
    """A text is shown to the letter, so marks of Markdown and HTML do not belong into it."""
    for path, text, _ in _texts(library):
        for language in ("zh", "en"):
            words = _own_words(text, language, library)
            for pattern, plain in _MARKUP:
                if found := pattern.search(words):
                    new = plain(found)
                    yield Finding(
                        (*path, language),
                        f"文字里有排版记号“{found[0]}”，网页上会照样显示",
                        f'The text holds marks of a format, "{found[0]}", which would be shown as they are',
                        f"写成“{new}”" if new.strip() else "删去",
                        f'write "{new}"' if new.strip() else "delete them",
                    )


@rule
def whole_texts_are_not_quoted(library: Library) -> Iterator[Finding]:
    """A text that stands in Chinese quotation marks as a whole was meant for YAML's, which are others."""
    for path, text, _ in _texts(library):
        for language in ("zh", "en"):
            words = getattr(text, language)
            if re.fullmatch("“[^“”]+”|‘[^‘’]+’", words) and words not in library.vocabulary.official_names:
                yield Finding(
                    (*path, language),
                    f"整段文字用了中文引号，网页上会照样显示：{words}",
                    f"The whole text stands in quotation marks, which would be shown: {words}",
                    f"写成“{words[1:-1]}”；引号属于名称的，登记到vocabulary.yaml的official_names",
                    f'write "{words[1:-1]}"; if the marks are part of a name, list it under official_names in vocabulary.yaml',
                )


@rule
def prose_does_not_advertise(library: Library) -> Iterator[Finding]:
    """Words of advertising are allowed only where `said_by` names the speaker."""
    for path, language, words in _unattributed(library):
        for word in dict.fromkeys(_BANNED[language].findall(words.lower())):
            yield Finding(
                path,
                f"用了宣传用语“{word}”",
                f'The text advertises: "{word}"',
                "改为平实的说法；确属官方定位的，用said_by写明出自谁，或登记到vocabulary.yaml的official_names",
                "say it plainly; for an official positioning name the speaker with said_by, or list it under official_names in vocabulary.yaml",
            )


@rule
def one_term_stands_for_one_idea(library: Library) -> Iterator[Finding]:
    """What the site says itself is said everywhere in the same words; a closed table has the variants that are refused."""
    for path, language, words in _unattributed(library):
        for variant, term in refused_words(words, language):
            yield Finding(
                path,
                f"“{variant}”不是本站用语",
                f'"{variant}" is not the term of this site',
                f"改用“{term}”；是名称的，登记到vocabulary.yaml的official_names",
                f'say "{term}"; list a name under official_names in vocabulary.yaml',
            )


@rule
def what_was_not_found_is_said_as_that(library: Library) -> Iterator[Finding]:
    """A text says that something is not published only where `said_by` names who said so: we know what we did not find."""
    for path, language, words in _unattributed(library):
        if found := _WITHHELD[language].search(words.lower()):
            yield Finding(
                path,
                f"写了“{found[0]}”，本站知道的只是没有查到",
                f'The text says "{found[0]}", but all that is known is that it was not found',
                "改为“未查到”，来源有此事而缺细节的写“未写明”；来源自己说不公开的，用said_by写明出自谁",
                'write that it "was not found", or "is mentioned without detail"; where a source says that it is withheld, '
                "name the speaker with said_by",
            )


@rule
def each_language_is_written_for_its_reader(library: Library) -> Iterator[Finding]:
    """Neither text of a pair copies a long run of the other."""
    for path, text, _ in _texts(library):
        for language, other, run in (("en", "zh", _HAN_RUN), ("zh", "en", _LATIN_RUN)):
            words = _own_words(text, language, library)
            for found in run.findall(words):
                if found in getattr(text, other):
                    yield Finding(
                        (*path, language),
                        f"{language}里照抄了{other}的“{found[:20]}”",
                        f'The {language} text copies "{found[:20]}" from the {other} text',
                        "用本语言写；专名可加引号，或登记到vocabulary.yaml的official_names",
                        "write it in its own language; list a name under official_names in vocabulary.yaml",
                    )


@rule
def english_names_have_a_basis(library: Library) -> Iterator[Finding]:
    """An established English name has a source that uses it; a working translation has none."""
    for path, record in library.records():
        if isinstance(record, Named) and (record.name_basis == "established") != bool(record.name_source):
            if library.is_partial(path):
                continue
            yield Finding(
                (*path, "name_basis"),
                "通行译名要写明出处，暂译不写",
                "An English name as used by a source needs that source, our translation has none",
                "写name_source，或改成name_basis: working",
                "add name_source, or make it name_basis: working",
            )


@rule
def names_follow_one_another(library: Library) -> Iterator[Finding]:
    """A former name is another one, given up before its source appeared; the English name's source uses the present name."""
    for path, record in library.records():
        if not isinstance(record, Named):
            continue
        for index, former in enumerate(record.former_names):
            source = library.sources.get(former.source)
            place = (*path, "former_names", index)
            # The earlier of two former names ends before the later one.
            later = record.former_names[index + 1 :]
            if hasattr(record, "name") and (former.name.zh, former.name.en) == (
                record.name.zh,
                record.name.en,
            ):
                yield Finding(
                    (*place, "name"),
                    f"曾用名“{former.name.zh}”就是现名",
                    f'The former name "{former.name.en}" is the present one',
                    "name写现名，这里写改名以前的",
                    "give the present name under name, and here the one before it",
                )
            if source and former.until.first > source.published.end:
                yield Finding(
                    (*place, "until"),
                    f"改名时间{former.until}晚于来源的发布日期{source.published}",
                    f"The change of name is dated {former.until}, after its source of {source.published}",
                    "核对日期；还没有改名的，不写曾用名",
                    "check the date; before the change there is no former name",
                )
            if any(one.until.end < former.until.first for one in later):
                yield Finding(
                    (*place, "until"),
                    f"{former.until}改名的排在更早改名的之前",
                    f"The name given up on {former.until} stands before one given up earlier",
                    "先写早的",
                    "put the earliest first",
                )
        source = library.sources.get(record.name_source or "")
        last = max((former.until.first for former in record.former_names), default=None)
        if source and last and source.published.end < last:
            yield Finding(
                (*path, "name_source"),
                f"英文名的出处“{source.id}”早于改名，用的还是旧名",
                f'The source "{source.id}" of the English name is older than the new name',
                "换成改名以后、用现名的来源；没有的，把name_source移到former_names里旧名的那一条，写name_basis: working",
                "name a source that uses the present name; if there is none, move name_source to the old name in former_names and make it name_basis: working",
            )


@rule
def glossary_terms_are_used(library: Library) -> Iterator[Finding]:
    """Every term of the glossary is used in a record."""
    if library.partial:
        return
    texts = "".join(text.zh for path, text, _ in _texts(library) if path[0] != "glossary")
    for identifier, term in library.glossary.items():
        if not any(name in texts for name in (term.name.zh, *(one.name.zh for one in term.former_names))):
            yield Finding(
                ("glossary", identifier, "name", "zh"),
                f"词条“{term.name.zh}”在记录里没有用到",
                f'The term "{term.name.zh}" is used in no record',
                "改成记录里的写法，或删去",
                "write it as the records do, or delete it",
            )


def _own_words(text: Text, language: str, library: Library) -> str:
    """Return a text without the official names and placeholders in it."""
    words: str = getattr(text, language)
    if isinstance(text, Phrase):
        words = re.sub(r"\{\w+\}", "", words)
    for name in _longest_first(library.vocabulary.official_names):
        if name in words:
            words = words.replace(name, "")
    return words


@cache
def _longest_first(names: tuple[str, ...]) -> list[str]:
    return sorted(names, key=len, reverse=True)


def _unattributed(library: Library) -> Iterator[tuple[Path, str, str]]:
    """Yield (path, language, words) for what the site itself says in each language, without official names."""
    for path, text, attributed in _texts(library):
        if not attributed:
            for language in ("zh", "en"):
                yield (*path, language), language, _own_words(text, language, library)


def _texts(library: Library) -> Iterator[tuple[Path, Text, bool]]:
    """Yield (path, text, whether it is attributed to somebody) for every text but the titles of sources."""
    for path, record in library.records():
        yield from walk_texts(record, path, attributed=False)
