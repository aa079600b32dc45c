"""The title and description of the site, and the addresses that have moved."""

from typing import Annotated

from pydantic import Field, StrictInt

from sitegen.records.field_docs import Doc
from sitegen.records.model.codes import Forge, Status
from sitegen.records.model.shared import ID, TITLE, URL, WHY, OwnId
from sitegen.records.model.texts import Record, Text
from sitegen.records.model.vocabulary import Complete
from sitegen.values.fields import Address, FactId, IcpFiling, Line, OnSite, SecurityFiling


class Section(Record):
    """A section of a page of prose."""

    id: OwnId
    heading: Annotated[Text, Doc("小标题", "The heading", "标题", "heading")]
    paragraphs: Annotated[
        tuple[Text, ...], Field(min_length=1), Doc("段落", "Paragraphs", "段落", "paragraph")
    ]


class Licence(Record):
    """The licence of the published data: its identifier, its title, and the address of its text."""

    id: Annotated[Line, ID]
    title: Annotated[Text, TITLE]
    url: Annotated[Address, URL]


class Site(Record):
    """The title, description and settings of the site; a field that is not set is not shown."""

    title: Annotated[Text, TITLE]
    tagline: Annotated[Text, Doc("一句话介绍", "One line on the site", "副题", "tagline")]
    description: Annotated[
        Text, Doc("供搜索引擎显示的介绍", "What search engines show of the site", "简介", "description")
    ]
    publisher: Annotated[
        Text | None,
        Doc(
            "主办单位；没有确定就不写",
            "Who publishes the site; left out while not settled",
            "主办单位",
            "publisher",
        ),
    ] = None
    home_facts: Annotated[
        tuple[FactId, ...],
        Field(min_length=1),
        Doc(
            "首页显示的事实编号", "Ids of the facts on the home page", "首页数字", "figures on the home page"
        ),
    ]
    about: Annotated[
        tuple[Section, ...],
        Field(min_length=1),
        Doc("“关于”页的各节", "Sections of the page about the site", "关于", "about"),
    ]
    review_months: Annotated[
        dict[Status, Annotated[StrictInt, Field(ge=1, le=120)]],
        Complete(),
        Doc(
            "各状态的事实隔多少个月须复核",
            "After how many months a fact of each status is due for review",
            "复核间隔月数",
            "months between reviews",
        ),
    ]
    contact: Annotated[
        Text | None,
        Doc(
            "联系方式，电话或邮箱；没有就不写",
            "How to reach the publisher, by telephone or mail; left out while there is none",
            "联系方式",
            "contact",
        ),
    ] = None
    correction_days: Annotated[
        Annotated[StrictInt, Field(ge=1, le=365)] | None,
        Doc(
            "收到更正后最迟多少天处理；没有确定就不写",
            "Within how many days corrections are dealt with; left out while not settled",
            "更正时限",
            "time limit for corrections",
        ),
    ] = None
    icp_filing: Annotated[
        IcpFiling | None,
        Doc(
            "ICP备案号，网站放在境内服务器上才有；没有就不写",
            "The number of the ICP filing that a site on a server in the mainland needs; left out while there is none",
            "ICP备案号",
            "ICP filing",
        ),
    ] = None
    security_filing: Annotated[
        SecurityFiling | None,
        Doc(
            "公安联网备案号，开通后三十日内办理；没有就不写",
            "The number of the filing with the public security office, due within thirty days of going online; "
            "left out while there is none",
            "公安联网备案号",
            "public security filing",
        ),
    ] = None
    repository: Annotated[
        Address | None, Doc("代码仓库的网址", "Address of the repository", "仓库地址", "repository")
    ] = None
    forge: Annotated[
        Forge | None,
        Doc(
            "仓库所用的平台；网址里看得出来的不必写",
            "What the repository runs on; needed only where its address does not tell",
            "仓库平台",
            "forge",
        ),
    ] = None
    licence: Annotated[
        Licence | None,
        Doc(
            "数据的使用许可；没有确定就不写",
            "Under which terms the data may be used; left out while not settled",
            "使用许可",
            "licence",
        ),
    ] = None

    @property
    def security_register(self) -> str:
        """The address at which the register of the public security office shows the filing."""
        code = "".join(filter(str.isdigit, self.security_filing or ""))
        return f"https://beian.mps.gov.cn/#/query/webSearch?code={code}"


OLD = Doc(
    "旧网址：页或页#锚点，不带语言",
    "The old address, page or page#anchor, without the language",
    "旧网址",
    "old address",
)


class Moved(Record):
    """A published address that no longer exists, and the address that replaces it."""

    old: Annotated[OnSite, OLD]
    new: Annotated[OnSite, Doc("新网址", "The new address", "新网址", "new address")]


class Gone(Record):
    """A published address whose record was withdrawn, and why."""

    old: Annotated[OnSite, OLD]
    why: Annotated[Text, WHY]


class Redirects(Record):
    """The addresses that have moved, and those that were withdrawn, as `page` or `page#anchor`, without the language."""

    moved: Annotated[
        tuple[Moved, ...],
        Doc("每一处迁移的网址", "Each address that has moved", "迁移的网址", "moved addresses"),
    ] = ()
    withdrawn: Annotated[
        tuple[Gone, ...],
        Doc(
            "撤回的事实、事件、项目、社区等的旧网址，没有可指引的新网址",
            "The old address of each fact, event, project, community and so on that was withdrawn, with nothing to lead to",
            "撤回的网址",
            "withdrawn addresses",
        ),
    ] = ()
