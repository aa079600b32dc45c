"""The log of changes: what the site said before, and why that has changed."""

from typing import Annotated

from sitegen.records.field_docs import Doc, Part
from sitegen.records.model.codes import ChangeKind, PageName
from sitegen.records.model.shared import (
    AsOf,
    ClaimScope,
    ClaimStatus,
    ClaimValue,
    OwnId,
    SourceOf,
)
from sitegen.records.model.texts import Record, Text
from sitegen.values.fields import Day, FactId, OccasionId


class Former(Record):
    """A claim as it was before a change: what the site said of a fact according to a source."""

    fact: Annotated[FactId, Doc("事实编号", "Id of the fact", "事实", "fact")]
    value: ClaimValue
    status: ClaimStatus
    as_of: AsOf = None
    scope: ClaimScope = None
    source: SourceOf


class Change(Record):
    """A change of what the site says: when and why, and which records or pages it concerns.

    `our_error` means that we misread a source that has not changed; `source_restated` means that the source itself,
    or a later one, now says something else. `was` keeps the claims that no longer hold.
    """

    id: OwnId
    date: Annotated[
        Day, Doc("改动的日期，如2026-11-24", "The day of the change, such as 2026-11-24", "日期", "date")
    ]
    kind: Annotated[
        ChangeKind,
        Doc(
            "种类：new_information 有新消息、our_error 本站写错、source_restated 来源更新说法、editorial 只改写法",
            "The kind of change: new_information, our_error, source_restated or editorial",
            "种类",
            "kind of change",
        ),
        Part.OVERVIEW,
    ]
    what: Annotated[Text, Doc("改了什么、为什么改", "What changed, and why", "内容", "what changed")]
    was: Annotated[
        tuple[Former, ...],
        Doc(
            "事实原来的说法，照改动以前的写法；现在仍然成立的不写",
            "What facts said before the change, as it was written then; never what still stands",
            "原来的说法",
            "what was said before",
        ),
    ] = ()
    records: Annotated[
        tuple[OccasionId, ...],
        Doc(
            "涉及的事实、事件或规划结构的编号；写进was的不再列",
            "Ids of the facts, events or structures concerned; those under was are not repeated",
            "相关记录",
            "records concerned",
        ),
    ] = ()
    pages: Annotated[
        tuple[PageName, ...], Doc("涉及的页面", "The pages concerned", "相关页面", "pages concerned")
    ] = ()

    @property
    def concerns(self) -> tuple[str, ...]:
        """The ids of all facts, events and structures that the change concerns, each once."""
        return tuple(dict.fromkeys((*(former.fact for former in self.was), *self.records)))
