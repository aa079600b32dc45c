"""Fields that several kinds of record have: the whole field, or its documentation where the types differ."""

from typing import Annotated

from sitegen.records.field_docs import Called, Doc, Part
from sitegen.records.model.codes import Status
from sitegen.records.model.texts import Record, Text, Value
from sitegen.values.fields import Date, Day, Id, OrganisationId, SourceId

ID = Doc(
    "编号，发布后不再改：小写字母、数字和连字符，不含年份",
    "The record's id, never changed once published: small letters, digits and hyphens, no year",
    "编号",
    "id",
)
OwnId = Annotated[Id, ID, Part.NAME]

TITLE = Doc("标题", "The title", "标题", "title")
NAME = Doc("名称：中文用来源的写法", "The name, in Chinese as sources write it", "名称", "name")
Name = Annotated[Text, NAME, Part.NAME]
Short = Annotated[
    Text, Doc("简称，用于列表和图", "A short name, for lists and diagrams", "简称", "short name"), Part.NAME
]
Label = Annotated[Text, Doc("显示的名称", "The name shown", "名称", "label")]
PLACE = Doc("所在地；英文从小到大写", "Where it is; in English from small to large", "位置", "place")
PUBLISHER = Doc("发布者", "Who publishes it", "发布者", "publisher")
KIND = Doc("机构类别", "The kind of organisation", "类别", "kind")
DATE = Doc(
    "发生的时间，来源写到哪一级就写到哪一级",
    "When it happened, as precise as the source",
    "发生日期",
    "date on which it happened",
)
Operator = Annotated[
    OrganisationId | None,
    Doc(
        "运营或建设单位的机构编号",
        "Id of the organisation that runs or builds it",
        "所属单位",
        "operator",
    ),
]
ROW = Doc(
    "要素行的编号，见factsheet.yaml", "Id of a factsheet row, from factsheet.yaml", "要素", "factsheet item"
)
WHY = Doc("理由", "The reason", "理由", "reason")
URL = Doc("完整网址", "The full web address", "网址", "address")
GROUPS = Doc("分组", "Groups", "分组", "groups")
FACTS = Doc("事实：每个指标一条", "Facts, one for each measure", "事实", "facts")
Note = Annotated[
    Text | None,
    Doc("给读者的说明：不写数字、日期", "A remark to the reader: no figures, no dates", "说明", "note"),
    Part.NOTE,
]


class Withdrawal(Record):
    """When and why something that was published was taken back."""

    date: Annotated[
        Day,
        Doc(
            "撤回的日期，如2026-11-24；不知道哪一天的，写发现撤回的那一天",
            "The day it was withdrawn, such as 2026-11-24; if that is not known, the day on which it was noticed",
            "撤回日期",
            "date of withdrawal",
        ),
    ]
    why: Annotated[Text, WHY]


class Search(Record):
    """Where something was looked for, and on which day."""

    called = Called("查找", "search")
    what: Annotated[
        Text,
        Doc(
            "查了什么：网站、报刊、检索词等，不写数字",
            "What was searched: sites, papers, words; no figures",
            "查找范围",
            "what was searched",
        ),
    ]
    date: Annotated[
        Day,
        Doc(
            "查找的日期，如2026-11-24",
            "The day of the search, such as 2026-11-24",
            "查找日期",
            "day of the search",
        ),
    ]


# The fields of a claim, and of a former claim in the log of changes.
ClaimValue = Annotated[
    Value,
    Doc(
        "照来源原样写的数量（如1000余亩），或中英文并列的文字，或items列表，或office、phones、address、mail组成的联系方式",
        "A figure exactly as the source prints it (such as 1000余亩), a text in zh and en, a list of items, or a contact of office, phones, address and mail",
        "内容",
        "value",
    ),
]
ClaimStatus = Annotated[
    Status,
    Doc(
        "状态：done 已完成、actual 实际值、under_way 进行中、signed 已落户或签约、in_talks 洽谈中、"
        "planned 规划、target 目标、projection 预测、statement 自述。“打造”“将”“拟”都是planned",
        "Status: done, actual (as it stands), under_way, signed (not built), in_talks, planned, target, "
        "projection, or statement (a party's own claim). Planned is never given as done",
        "状态",
        "status",
    ),
]
AsOf = Annotated[
    Date | None,
    Doc(
        "说的是什么时候的情况：2023、2023-08、2023-08-31、区间a/b、../2023-11（不晚于）；"
        "与来源发布日期相同就不写",
        "What date it is about: 2023, 2023-08, 2023-08-31, a span a/b, or ../2023-11 for no later than; "
        "left out when that is the source's own date",
        "日期",
        "date",
    ),
]
ClaimScope = Annotated[
    Text | None,
    Doc(
        "说的是哪个范围，如“其中一期”",
        "What exactly it covers, such as the first phase only",
        "范围",
        "scope",
    ),
    Part.GROUNDS,
]
SOURCE = Doc("来源编号，见data/sources", "Id of the source, from data/sources", "来源", "source")
SourceOf = Annotated[SourceId, SOURCE, Part.SOURCE]
