"""The messages on YAML that cannot be read, or that would be read as something else than its author meant."""

from sitegen.core.problems import Message

ALIAS = Message(
    "这里用了YAML别名（*）", "A YAML alias (*) is used here", "把内容照写一遍", "write the value out"
)
ANCHOR = Message(
    "这里用了YAML锚点（&）",
    "A YAML anchor (&) is used here",
    "删去“&”及其名称",
    'delete the "&" and its name',
)
TAG = Message(
    "这里用了YAML标签（!）", "A YAML tag (!) is used here", "删去“!”及其名称", 'delete the "!" and its name'
)
TOO_DEEP = Message(
    "嵌套层数过多", "The nesting is too deep", "按示例的层级书写", "follow the levels of the example"
)
SEVERAL_DOCUMENTS = Message(
    "一个文件里有多个文档",
    "The file holds more than one document",
    "删去“---”分隔行",
    'delete the line "---"',
)
ONLY_COMMENTS = Message(
    "文件里只有注释",
    "The file holds only comments",
    "写入记录，或删除该文件",
    "write its records or delete the file",
)
CHINESE_COMMAS = Message(
    "方括号列表里用了全角逗号或顿号",
    "A list in brackets is separated by Chinese commas",
    "改成半角逗号加空格“, ”",
    'separate the items with ", "',
)
KEY_NOT_TEXT = Message("键必须是文字", "A key must be text", "按示例书写", "follow the example")
SEVERAL_LINES = Message(
    "文字跨了行，换行会变成空格",
    "The text runs over a line, and the break becomes a space",
    "写在同一行",
    "write it on one line",
)
LOST_COMMENT = Message(
    "“#”之后的内容会被丢掉",
    'Everything after the "#" is lost',
    "注释另起一行；若“#”属于内容，给整段加双引号",
    'move the comment to a line of its own, or put the text in quotes if the "#" belongs to it',
)
EMPTY_VALUE = Message(
    "这里的值是空的", "The value is empty", "填写内容，或删去这个键", "fill it in or delete the key"
)
BAD_CHARACTERS = Message(
    "YAML语法有误", "YAML cannot be read", "删去异常字符", "delete characters that do not belong"
)


def file_too_large(size: int, limit: int) -> Message:
    """Return the message on a file of ``size`` MiB."""
    return Message(
        f"文件有{size}MiB，超过上限{limit}MiB",
        f"The file has {size} MiB, more than the limit of {limit} MiB",
        "拆成每条记录一个文件",
        "split it into one file for each record",
    )


def text_too_long(limit: int) -> Message:
    """Return the message on a text of more than ``limit`` characters."""
    return Message(
        f"文字超过{limit}字",
        f"The text is longer than {limit} characters",
        "分成几段，或删短",
        "split it into paragraphs or shorten it",
    )


def key_without_value(key: str) -> Message:
    """Return the message on an empty value; it names the key, so that the messages on a new record are a list of tasks."""
    return Message(
        f"“{key}”还没有填", f'"{key}" is not filled in yet', EMPTY_VALUE.fix_zh, EMPTY_VALUE.fix_en
    )


def repeated_key(key: str, line: int) -> Message:
    """Return the message on a key that the mapping has already in ``line``."""
    return Message(
        f"键“{key}”重复，第{line}行已写过",
        f'The key "{key}" is repeated; it stands in line {line} already',
        "合并两处，只留一个",
        "merge the two and keep one",
    )


def two_records(line: int) -> Message:
    """Return the message on a record with a second id, in ``line``: what a merge leaves without its marks."""
    return Message(
        f"两条记录混成了一条：第{line}行又写了“id”",
        f'Two records are mixed into one: line {line} has "id" once more',
        "分成两条，每条以“- id:”开头并写完整；合并冲突时只删了标记的，两条共有的行要各写一份",
        'make two of it, each beginning with "- id:" and complete; after a merge in which only the marks were deleted, '
        "write the lines that both share in each",
    )


def text_split_at_comma(key: str) -> Message:
    """Return the message on a text in braces that a comma ends, so that its rest is read as a ``key``."""
    return Message(
        f"花括号里的文字在逗号处断开，“{key}”成了键",
        f'The text in braces was split at a comma, which makes "{key}" a key',
        "给整段文字加双引号",
        "put the whole text in quotes",
    )


_OTHER_SYNTAX = (
    "YAML语法有误",
    "对照上下几行的缩进、冒号、引号和括号",
    "compare indentation, colons, quotes and brackets with the lines around",
)
# The parser's description of an error, with its Chinese and the fix in both languages.
_SYNTAX = {
    "mapping values are not allowed in this context": (
        "这一行多了冒号，或上一行缺冒号",
        "文字里有“: ”时给整段加双引号",
        'put a text that holds ": " in quotes, and check the colon of the line above',
    ),
    "could not find expected ':'": ("这里缺冒号", "写成“键: 值”", 'write "key: value"'),
    "did not find expected key": (
        "缩进或引号有误",
        "同级的键左端对齐，引号成对",
        "align the keys of one level and close the quotes",
    ),
    "did not find expected '-' indicator": (
        "列表项没有对齐",
        "每项以“- ”开头，左端对齐",
        'begin each item with "- " and align them',
    ),
    "block sequence entries are not allowed in this context": (
        "这里不能开始列表",
        "列表另起一行",
        "begin the list on a line of its own",
    ),
    "found unexpected end of stream": (
        "引号或括号没有成对",
        "补上缺少的引号或括号",
        "close the quotation mark or bracket",
    ),
    "did not find expected ',' or ']'": (
        "方括号列表没有写完",
        "各项用“, ”分开，末尾写“]”",
        'separate the items with ", " and close with "]"',
    ),
    "did not find expected ',' or '}'": (
        "花括号没有写完",
        "各项用“, ”分开，末尾写“}”",
        'separate the items with ", " and close with "}"',
    ),
    "found character that cannot start any token": (
        "这里的字符不能用在开头",
        "给整段加双引号",
        "put the text in quotes",
    ),
}


def syntax_error(description: str) -> Message:
    """Return the message on a syntax error, which the parser describes in English."""
    if description == "exceeded maximum nesting depth":
        return TOO_DEEP
    zh, fix_zh, fix_en = _SYNTAX.get(description, _OTHER_SYNTAX)
    return Message(zh, f"{BAD_CHARACTERS.en}: {description}", fix_zh, fix_en)


def is_syntax_error(message: Message) -> bool:
    """Say whether ``message`` is on the syntax of YAML."""
    return message.en.startswith(BAD_CHARACTERS.en)
