"""What each key of a record is for, told to editors in both languages, in the order in which keys are written.

The schemas that help while typing, the canonical order of `make format` and the drafts of `make new` all take
their words and their order from here. Nothing here depends on the records: whoever adds one changes no schema.
"""

from sitegen.records.model import Record

# One order for all records: a key stands before those below it, wherever both may stand.
KEYS: dict[str, tuple[str, str]] = {
    "id": (
        "编号，发布后不再改：小写字母、数字和连字符，不含年份",
        "The record's id, never changed once published: small letters, digits and hyphens, no year",
    ),
    "title": ("标题", "The title"),
    "parent": ("上一级的编号，须写在本项之前", "Id of the part it belongs to, which must stand above"),
    "name": ("名称：中文用来源的写法", "The name, in Chinese as sources write it"),
    "short": ("简称，用于列表和图", "A short name, for lists and diagrams"),
    "name_basis": (
        "英文名的依据：established＝已有来源使用，working＝本站暂译",
        "Basis of the English name: established (a source uses it) or working (our own translation)",
    ),
    "name_source": (
        "使用这个英文名的来源编号；暂译不写",
        "Id of the source that uses the English name; left out for a working translation",
    ),
    "place": ("所在地；英文从小到大写", "Where it is; in English from small to large"),
    "summary": (
        "两三句话的概况：不写数字、日期，不写宣传语",
        "An overview in two or three sentences: no figures, no dates, no advertising",
    ),
    "stage": ("进展到哪一步，以及依据哪条记录", "How far it has got, and the record that shows it"),
    "literal": ("字面意思，英文", "What it says word by word, in English"),
    "plain": ("用平常的话解释", "What it means, in plain words"),
    "label": ("显示的名称", "The name shown"),
    "heading": ("小标题", "The heading"),
    "text": ("问题", "The question"),
    "tagline": ("一句话介绍", "One line on the site"),
    "description": (
        "供搜索引擎显示的介绍",
        "What search engines show of the site",
    ),
    "publisher": ("发布者", "Who publishes it"),
    "published": (
        "发布日期；推算出来的写区间，并在printed里写明依据",
        "Date of publication; one that was worked out is a span, with the phrase it rests on under printed",
    ),
    "reviewed": (
        "编辑最近一次核对的日期，如2026-11-24",
        "The day an editor last went over it, such as 2026-11-24",
    ),
    "kind": ("机构类别", "The kind of organisation"),
    "ticker": ("上市地和证券代码", "Where it is listed, and under which code"),
    "level": ("行政层级", "The administrative level"),
    "named": ("哪个来源以什么身份提到它", "As what, and in which source, it is named"),
    "role": ("在计划中的角色", "Its part in the programme"),
    "exchange": ("证券交易所", "The stock exchange"),
    "code": ("证券代码，加双引号", "The code, in quotes"),
    "community": ("所属社区的编号", "Id of the community that stands there"),
    "key_facts": (
        "列在页面开头的事实编号",
        "Ids of the facts shown at the head of the page",
    ),
    "organisations": ("有关机构的编号", "Ids of the organisations involved"),
    "fact": ("事实编号", "Id of the fact"),
    "measure": (
        "指标编号，见factsheet.yaml；单位和要素行由它决定",
        "Id of a measure in factsheet.yaml, which fixes the unit and the row",
    ),
    "claims": (
        "各来源的说法，一个来源一条；说法不一也并列，不取平均",
        "What sources say, one entry each; those that disagree stand side by side and are never averaged",
    ),
    "value": (
        "照来源原样写的数量（如1000余亩），或中英文并列的文字，或items列表",
        "A figure exactly as the source prints it (such as 1000余亩), a text in zh and en, or a list of items",
    ),
    "items": ("来源列举的各项", "The items that the source lists"),
    "basis": ("作为依据的事实或事件编号", "Id of the fact or event that shows it"),
    "due": (
        "承诺的完成时间；没有说时间就不写",
        "When it was promised for; left out when no time was named",
    ),
    "said": (
        "作出承诺的时间；与来源发布日期相同就不写",
        "When it was promised; left out when that is the source's own date",
    ),
    "date": ("发生的时间，来源写到哪一级就写到哪一级", "When it happened, as precise as the source"),
    "status": (
        "状态：done 已完成、actual 实际值、under_way 进行中、signed 已签约、in_talks 洽谈中、"
        "planned 计划、target 目标、projection 预测、statement 单方表述。“打造”“将”“拟”都是planned",
        "Status: done, actual (as it stands), under_way, signed (not built), in_talks, planned, target, "
        "projection, or statement (a party's own claim). Planned is never given as done",
    ),
    "as_of": (
        "说的是什么时候的情况：2023、2023-08、2023-08-31、区间a/b、../2023-11（不晚于）；"
        "与来源发布日期相同就不写",
        "What date it is about: 2023, 2023-08, 2023-08-31, a span a/b, or ../2023-11 for no later than; "
        "left out when that is the source's own date",
    ),
    "printed": (
        "推算日期所依据的原话，如“去年8月底”",
        "The source's phrase from which the date was worked out, such as 去年8月底",
    ),
    "scope": (
        "说的是哪个范围，如“其中一期”",
        "What exactly it covers, such as the first phase only",
    ),
    "unit": ("单位；没有单位的指标写文字", "The unit; a measure without one takes text"),
    "row": ("要素行的编号，见factsheet.yaml", "Id of a factsheet row, from factsheet.yaml"),
    "operator": ("运营或建设单位的机构编号", "Id of the organisation that runs or builds it"),
    "plan": (
        "事前的承诺：谁在何时说过何时完成；改期就再加一条，旧的保留",
        "Promises made in advance; when a date is moved, add an entry and keep the old one",
    ),
    "actual": (
        "已经发生的报道；只写已经发生的",
        "Reports that it has happened, and only that",
    ),
    "source": ("来源编号，见sources.yaml", "Id of the source, from sources.yaml"),
    "at": (
        "在来源中的位置：S1¶2（第1节第2段）、¶3（第3段）、caption 4（图注4）、title（标题）、opening（开头部分）",
        "Where in the source: S1¶2 (section 1, paragraph 2), ¶3, caption 4, title or opening",
    ),
    "said_by": (
        "说这话的机构编号；宣传性的话必须注明",
        "Id of the organisation whose words they are; required where they praise",
    ),
    "relation": (
        "几种说法的关系：agreement 一致、scope 范围不同、change 前后变化、conflict 互相矛盾",
        "How they stand to each other: agreement, scope (different things), change (over time) or conflict",
    ),
    "why": ("理由", "The reason"),
    "searched": (
        "最近一次查找的日期，如2026-11-24",
        "The day it was last looked for, such as 2026-11-24",
    ),
    "comparison": (
        "有几种说法时，写明它们的关系和理由",
        "Where there are several, how they stand to each other and why",
    ),
    "shown": (
        "按规则（等级高者、日期新者优先）选出的说法会误导时，改由编辑选定",
        "An editor's choice, where the rule (best tier, then latest) would mislead",
    ),
    "tier": (
        "可信等级：A 政府、公立院校和医院、上市公司公告，B 党报党刊、官方媒体、国际通讯社，"
        "C 商业媒体、数据网站、博客、学术出版物，D 后来的转载或企业自行供稿；E级不得引用",
        "Tier of trust: A government, a public college or hospital, a listed company's filing; B Party or state media, "
        "an international news agency; C commercial media, a data site, a blog, an academic publication; "
        "D a later repost or a company's own account; a source of tier E is never cited",
    ),
    "tier_inferred": ("等级是推定的写true", "true where the tier was inferred"),
    "language": ("原文语言", "Language of the original"),
    "read": ("查阅日期，如2026-11-24", "The day it was read, such as 2026-11-24"),
    "extent": (
        "读了多少：whole 全文，opening 只有开头部分",
        "How much was read: whole, or only the opening",
    ),
    "url": ("完整网址", "The full web address"),
    "repeats": (
        "它转载的来源编号；转载不另算一个来源",
        "Id of the source that it repeats: a reprint counts once",
    ),
    "count": ("来源所写的个数", "How many there are, according to the source"),
    "open": (
        "来源写了“等”、没有列全的写true",
        "true where the source says that the list is not complete (等)",
    ),
    "rows": ("要素行", "Rows of the factsheet"),
    "answers": (
        "可回答的事实、事件或规划结构的编号",
        "Ids of the facts, events or structures that answer it",
    ),
    "missing": ("即便如此仍未公布的内容", "What is not published even so"),
    "meaning": ("含义", "What it means"),
    "zh": (
        "中文：全角标点，汉字与字母、数字之间不空格",
        "Chinese: full-width punctuation, no spaces beside Han",
    ),
    "en": ("英文：为英文读者另写，不逐字翻译", "English, written for its own reader, not word by word"),
    "one": ("英文单数时的写法", "The English for a count of one"),
    "note": ("给读者的说明：不写数字、日期", "A remark to the reader: no figures, no dates"),
    "nodes": ("各组成部分", "The parts"),
    "facts": ("事实：每个指标一条", "Facts, one for each measure"),
    "structure": ("规划结构，如“一芯两轴”", "The planned structure, such as one core and two axes"),
    "projects": ("投资项目", "Investments within it"),
    "events": ("事件：承诺过的、发生过的", "Events: what was promised, and what happened"),
    "unknowns": (
        "没有公布的要素行：原因和查找日期",
        "Factsheet rows that nobody has published: why, and when they were looked for",
    ),
    "groups": ("分组", "Groups"),
    "questions": ("问题", "Questions"),
    "measures": ("指标", "Measures"),
    "home_facts": ("首页显示的事实编号", "Ids of the facts on the home page"),
    "about": ("“关于”页的各节", "Sections of the page about the site"),
    "paragraphs": ("段落", "Paragraphs"),
    "review_months": (
        "各状态的事实隔多少个月须复核",
        "After how many months a fact of each status is due for review",
    ),
    "contact": ("联系方式", "How to reach the publisher"),
    "filing": ("备案号；没有就不写", "The filing number; left out while there is none"),
    "repository": ("代码仓库的网址", "Address of the repository"),
    **dict.fromkeys(
        (
            "statuses",
            "stages",
            "promise_states",
            "answer_states",
            "reasons",
            "relations",
            "scopes",
            "tiers",
            "name_bases",
            "kinds",
            "levels",
            "roles",
            "exchanges",
            "extents",
        ),
        ("词表：每个词的显示名称和含义", "A closed vocabulary: how each word is shown, and what it means"),
    ),
    "official_names": ("含有数字的专名，可写进文字", "Names that contain digits and may stand in a text"),
    "phrases": ("网页上的固定用语；{name}由程序填入", "The site's own sentences; {name} is filled in"),
    "licence": (
        "数据的使用许可；没有确定就不写",
        "Under which terms the data may be used; left out while not settled",
    ),
    "what": ("改了什么、为什么改", "What changed, and why"),
    "was": (
        "事实原来的说法，照改动以前的写法；现在仍然成立的不写",
        "What facts said before the change, as it was written then; never what still stands",
    ),
    "records": (
        "涉及的事实、事件或规划结构的编号；写进was的不再列",
        "Ids of the facts, events or structures concerned; those under was are not repeated",
    ),
    "pages": ("涉及的页面", "The pages concerned"),
    "change_kinds": ("更正的种类", "Kinds of change"),
    "moved": ("每一处迁移的网址", "Each address that has moved"),
    "old": ("旧网址：页或页#锚点，不带语言", "The old address, page or page#anchor, without the language"),
    "new": ("新网址", "The new address"),
    "addresses": ("已发布的网址，由程序维护", "Published addresses, kept by a program"),
}

# Where a key means something else, or more, than it does elsewhere.
SPECIAL: dict[tuple[str, str], tuple[str, str]] = {
    ("Source", "title"): (
        "标题：zh照原文，en是英文意思",
        "The title: zh to the letter, en what it says",
    ),
    ("Event", "title"): ("事件名称", "What happens"),
    ("Source", "printed"): (
        "推算发布日期所依据的原话",
        "The phrase from which the date of publication was worked out",
    ),
    ("Project", "row"): ("项目所在的要素行", "The factsheet row it stands in"),
    ("Fact", "reviewed"): (
        "这一条单独核对的日期；与整条记录相同就不写",
        "The day this fact was checked, where that is later than for the rest",
    ),
    ("Unknown", "why"): (
        "原因：not_in_source 来源没有写、mentioned_without_detail 提到但没有细节、"
        "outcome_not_published 结果没有公布、sources_conflict 来源矛盾",
        "Why: not_in_source, mentioned_without_detail, outcome_not_published or sources_conflict",
    ),
    ("StageReached", "value"): (
        "planned 规划中、clearing 拆除中、cleared 已拆除、building 建设中、operating 已投用",
        "planned, clearing, cleared, building or operating",
    ),
    ("Naming", "role"): (
        "pilot 试点、named 点名、supporting 配套园区、context 背景",
        "pilot, named, supporting (a park) or context",
    ),
    ("Measure", "scope"): ("这个指标说的是什么", "What the measure is about"),
    ("RowGroup", "rows"): ("这一组的各行", "The rows of the group"),
    ("Question", "rows"): (
        "可按社区逐一回答的要素行编号",
        "Ids of the factsheet rows that answer it community by community",
    ),
    ("Structure", "status"): ("状态，规划多为planned", "The status; of a scheme mostly planned"),
}

# What each data file holds, by the name of its schema.
FILES: dict[str, tuple[str, str]] = {
    "site": ("网站的名称和说明", "What the site is called and says of itself"),
    "vocabulary": ("网站的全部用语", "Every word of the site that is not a record"),
    "factsheet": ("要素行和指标", "The rows of the factsheet and the measures that fill them"),
    "programme": ("全区计划", "The district's programme as a whole"),
    "questions": ("投资者常问的问题", "What investors usually ask"),
    "sources": ("来源", "The sources"),
    "organisations": ("机构", "Public bodies, companies and institutions"),
    "facilities": ("配套设施", "Hospitals, colleges, housing and other services"),
    "communities": ("社区列表，按显示顺序", "The communities, in the order in which they are shown"),
    "places": ("来源提到的地方", "The places that sources name"),
    "glossary": ("术语", "Terms of policy and planning"),
    "changes": ("更正与变化", "Corrections and changes"),
    "redirects": ("迁移的网址", "Addresses that have moved"),
    "published": ("已发布的网址，由程序维护", "Published addresses, kept by a program"),
    "community": ("一个未来产业社区", "One future industrial community"),
}


def meaning(model: type[Record] | str, key: str) -> tuple[str, str]:
    """Return what ``key`` means in a ``model``, in Chinese and English."""
    name = model if isinstance(model, str) else model.__name__
    return SPECIAL.get((name, key)) or KEYS[key]


_PLACES = {key: place for place, key in enumerate(KEYS)}


def in_order(keys: list[str]) -> list[str]:
    """Return the ``keys`` of a record in the order in which they are written."""
    return sorted(keys, key=_PLACES.__getitem__)
