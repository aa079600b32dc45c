"""Sources, and the terms of policy and planning in the glossary."""

from typing import Annotated, get_args

from pydantic import StrictBool

from sitegen.records.field_docs import Called, Doc, Part
from sitegen.records.model.codes import Extent, Language, Tier
from sitegen.records.model.entries import Named
from sitegen.records.model.shared import NAME, PUBLISHER, URL, Note, OwnId, Withdrawal
from sitegen.records.model.texts import Record, Text, Title
from sitegen.values.fields import Address, Date, Day, English, Line, SecureAddress, SourceId


class Archived(Record):
    """A copy of a source that an archive keeps: its address, and the day on which it was taken."""

    url: Annotated[
        SecureAddress,
        Doc(
            "存档网址，以https://开头",
            "The address of the copy, beginning with https://",
            "存档网址",
            "address of the copy",
        ),
    ]
    date: Annotated[
        Day,
        Doc(
            "存档日期，如2026-11-24", "The day of the copy, such as 2026-11-24", "存档日期", "day of the copy"
        ),
    ]


class Source(Record):
    """A publication: its publisher and date, how reliable it is, and how much of it was read on which day."""

    called = Called("来源", "source")
    id: OwnId
    title: Annotated[
        Title,
        Doc(
            "标题：zh照原文，en是英文意思",
            "The title: zh to the letter, en what it says",
            "标题",
            "title",
        ),
    ]
    publisher: Annotated[Text, PUBLISHER]
    published: Annotated[
        Date,
        Doc(
            "发布日期；推算出来的写区间，并在printed里写明依据",
            "Date of publication; one that was worked out is a span, with the phrase it rests on under printed",
            "发布日期",
            "date of publication",
        ),
    ]
    printed: Annotated[
        Line | None,
        Doc(
            "推算发布日期所依据的原话",
            "The phrase from which the date of publication was worked out",
            "原文写法",
            "words of the source",
        ),
    ] = None
    tier: Annotated[
        Tier,
        Doc(
            "可信等级：A 政府、公立院校和医院、上市公司公告，B 党报党刊、官方媒体、国际通讯社，"
            "C 商业媒体、数据网站、博客、学术出版物，P 推介性专版而来源未能确认，D 后来的转载或企业自行供稿；E级不得引用",
            "Tier of trust: A government, a public college or hospital, a listed company's filing; B Party or state media, "
            "an international news agency; C commercial media, a data site, a blog, an academic publication; "
            "P a promotional feature whose publisher could not be identified; "
            "D a later repost or a company's own account; a source of tier E is never cited",
            "来源等级",
            "source tier",
        ),
    ]
    tier_inferred: Annotated[
        StrictBool,
        Doc("等级是推定的写true", "true where the tier was inferred", "等级为推定", "tier inferred"),
    ] = False
    language: Annotated[Language, Doc("原文语言", "Language of the original", "语言", "language")]
    read: Annotated[
        Day,
        Doc(
            "查阅日期，如2026-11-24", "The day it was read, such as 2026-11-24", "查阅日期", "day it was read"
        ),
    ]
    extent: Annotated[
        Extent,
        Doc(
            "读了多少：whole 全文，opening 只读到开头",
            "How much was read: whole, or only the opening",
            "阅读范围",
            "extent read",
        ),
    ]
    url: Annotated[Address | None, URL] = None
    repeats: Annotated[
        SourceId | None,
        Doc(
            "它转载的来源编号；转载不另算一个来源",
            "Id of the source that it repeats: a reprint counts once",
            "转载自",
            "repeats",
        ),
    ] = None
    archived: Annotated[
        Archived | None,
        Doc(
            "存档网址和存档日期；原网址失效后仍可查看",
            "The address of an archived copy and its day, for when the original is gone",
            "存档",
            "archived copy",
        ),
    ] = None
    withdrawn: Annotated[
        Withdrawal | None,
        Doc(
            "来源被发布者撤下，或不再可信时写：日期和原因；它的说法从此不再显示，也不再作为依据",
            "Where its publisher took it back, or it is no longer trusted: when and why; "
            "what it says is then neither shown nor counted",
            "撤回",
            "withdrawal",
        ),
    ] = None
    note: Note = None

    @property
    def rank(self) -> int:
        """The place of its tier in the order of tiers, 0 for the most reliable."""
        return get_args(Tier).index(self.tier)

    @property
    def is_unidentified(self) -> bool:
        """Whether its publisher could not be identified."""
        return self.tier == "P"

    @property
    def is_undated(self) -> bool:
        """Whether all that is known of its date is that it was there when it was read."""
        return self.published.start is None and self.published.end == self.read.end


class GlossaryTerm(Named):
    """A term of Chinese policy or planning: its name, its literal meaning, and an explanation."""

    called = Called("词条", "term")
    id: OwnId
    name: Annotated[Title, NAME, Part.NAME]
    literal: Annotated[
        English,
        Doc("字面意思，英文", "What it says word by word, in English", "字面意思", "literal meaning"),
    ]
    plain: Annotated[Text, Doc("用平常的话解释", "What it means, in plain words", "意思", "plain meaning")]
