"""Texts that try to be more than text, and how to put them into every field of a library.

What editors write comes by pull request, so any of it may be meant to harm. Here is what has been tried on sites
and generators like this one, each piece once; `shown` are those that a text may hold, `refused` those that no text
may hold, since nobody would see what they are.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, get_args

from sitegen.records.model import Record, Text, Title, direct_models
from sitegen.values.dates import PartialDate
from sitegen.values.fields import Reference
from sitegen.values.quantity import Quantity
from sitegen.values.validators import validate_chinese, validate_english, validate_line, validate_site_address

ELSEWHERE = "https://e.test"
RUN = "pwned=1"

# No comma with a space after it, which separates places in an address, and no Chinese: the tests compare a page
# with one of harmless words, and those would rightly be set differently.
SHOWN = (
    # First, so that each English text begins as a formula of a spreadsheet does.
    '=HYPERLINK("https://e.test")',
    # Elements and attributes of HTML.
    f"<script>{RUN}</script>",
    f"<SCRIPT/SRC={ELSEWHERE}/x.js>",
    f'<img src=x onerror="{RUN}">',
    f"<svg onload={RUN}><text>t</text></svg>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'>",
    f'<a href="javascript:{RUN}">a</a>',
    f'<form action="{ELSEWHERE}"><input autofocus onfocus={RUN}>',
    "<style>*{display:none}</style>",
    f'<link rel=stylesheet href="{ELSEWHERE}/x.css">',
    f'<meta http-equiv="refresh" content="0;url={ELSEWHERE}">',
    f'<base href="{ELSEWHERE}/">',
    "<plaintext>",
    "<!-- a -->b<!--",
    "<?php a ?><![CDATA[b]]>",
    f"<math><mtext></mtext><mglyph><style><img src onerror={RUN}>",
    "</div></article></body></html>",
    "</p></li></td></tr></table>",
    # What ends the place where a text stands.
    f'" onmouseover="{RUN}" x="',
    f"' onfocus='{RUN}' autofocus='",
    f"`onclick={RUN}`",
    f"</title><script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f"]]></text></svg><script>{RUN}</script>",
    f"--><script>{RUN}</script>",
    f"</textarea></noscript></style><img src=x onerror={RUN}>",
    '"},{"@type":"Organization","url":"https://e.test"}]}',
    "\\u003cscript\\u003e",
    "\\",
    "a\\\"b\\'c\\n",
    # Entities.
    "&lt;b&gt;&amp;amp;&quot;",
    "&#60;script&#62;&#x3c;img&#x3E;",
    "&ltscript&gt &copy &nosuch; &",
    f"&lt;img src=x onerror={RUN}&gt;",
    # Markdown and its extensions.
    f"[a](javascript:{RUN})",
    f"![a]({ELSEWHERE}/x.png)",
    "[a][b] [b]: https://e.test",
    f"<{ELSEWHERE}>",
    f"{{: onclick={RUN} #content .hidden }}",
    "{#numbers} {.mark onclick=x}",
    "# a ## b {#c}",
    "*a* **b** _c_ __d__ `e` ~~f~~ ^g^ ==h==",
    "--- a: b",
    "...",
    "- a",
    "1. a",
    "> a",
    "!!! note",
    "[TOC]",
    "~~~",
    "===",
    "[a]: javascript:pwned=1",
    f"[a](<javascript:{RUN}>) [a](data:text/html;base64,PHN2Zz4=)",
    "--8<-- secret",
    "*[a]: b",
    "[^a]: b [^a]",
    "| a | b |",
    "wzxhzdk:0 klzzwxh:0001",
    # Templates and format strings.
    "{{ config }}{{ cycler.__init__.__globals__ }}",
    "{% include '/etc/passwd' %}{# a #}{##",
    "{% raw %}{% endblock %}",
    "${a} #{b} <%= c %> %s %(d)s %n",
    "{n} {n.__class__.__init__.__globals__} {0} {",
    # YAML, front matter and JSON.
    "title: b",
    "!!python/object/apply:os.system [x]",
    "&a *a <<: *a",
    "null ~ true [] {}",
    # Spreadsheets, shells, paths and addresses.
    "+a|'/C calc'!A @SUM(a)",
    "$(touch /tmp/pwned) `touch /tmp/pwned`; a",
    "../../../../etc/passwd",
    "..\\..\\windows",
    "javascript:pwned=1",
    "data:text/html,<script>pwned=1</script>",
    "//e.test/a?b=c&d=e#f",
    "www.e.test a@e.test",
    # Feeds, calendars and their readers.
    "\\nATTACH:https://e.test\\;a\\,b",
    "END:VEVENT BEGIN:VALARM ACTION:DISPLAY",
    "<content type=xhtml><entry/></content>&xxe;",
    '<!DOCTYPE a [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>',
    # What search reads in its own attributes.
    "a,title:b,image[src]:c,url:d",
    "data-pagefind-ignore",
    "onclick= href= src= lang= print-only",
    # Signs of unusual width, direction or height, all of which can be seen.
    "שׁ א̀ ก็่",
    "שלום עולם",
    "😀🏳 ༀ",
)

# In quotation marks as YAML writes them, so that the file stays readable.
REFUSED = {
    "bidirectional override": "a\u202eb",
    "bidirectional isolate": "a\u2066b\u2069",
    "right-to-left mark": "a\u200fb",
    "zero-width space": "a\u200bb",
    "zero-width joiner": "a\u200db",
    "word joiner": "a\u2060b",
    "soft hyphen": "a\u00adb",
    "byte order mark": "a\ufeffb",
    "language tag": "a\U000e0041b",
    "variation selector": "a\ufe0fb",
    "variation selector for Han": "a\U000e0100b",
    "combining grapheme joiner": "a\u034fb",
    "Hangul filler": "a\u3164b",
    "Hangul filler, half width": "a\uffa0b",
    "Hangul filler, initial": "a\u115fb",
    "Khmer vowel inherent": "a\u17b4b",
    "Mongolian separator": "a\u180bb",
    "blank Braille": "a\u2800b",
    "object replacement": "a\ufffcb",
    "replacement of what could not be read": "a\ufffdb",
    "no-break space": "a\u00a0b",
    "line separator": "a\u2028b",
    "line feed": "a\nb",
    "carriage return": "a\rb",
    "tab": "a\tb",
    "escape sequence of terminals": "a\x1b[2Jb",
    "placeholder of Markdown": "a\x02wzxhzdk:0\x03b",
    "delete": "a\x7fb",
    "next line": "a\x85b",
    "noncharacter": "a\ufffeb",
    "noncharacter beyond the first plane": "a\U0002fffeb",
    "private sign": "a\ue000b",
    "huge text": "a" * 2001,
    "huge run of brackets": "<" * 2001,
    "huge number of words": "ab " * 700 + "c",
}

# Ids, references, dates, figures, places in a source, addresses and words of a closed vocabulary hold no text at
# all: each of these, and each text above, is refused there.
NO_VALUE = (
    "../../../../tmp/pwned",
    "/etc/passwd",
    "..",
    "a/b",
    "a\\b",
    "a.yaml",
    "Ab",
    "a b",
    "a#b",
    'a" onclick="x',
    "a%2e%2e",
    "-",
    "a" * 300,
    "9" * 5000,
    "９９",
    "[",
    "https://[::1",
    "https://a@b.example",
    "https://@b.example",
    "https://a.example:99999999",
    "http://",
    f"javascript:{RUN}",
)

Path = tuple[str | int, ...]


def kind_of(annotation: Any, metadata: list[Any]) -> str:
    """Return what a field holds: `text`, `reference`, `address` on the site, or `form`, for what has one of its own."""
    marks = list(_marks(annotation, metadata))
    validators = {getattr(mark, "func", None) for mark in marks}
    if validators & {validate_line, validate_chinese, validate_english}:
        return "text"
    if any(isinstance(mark, Reference) for mark in marks):
        return "reference"
    return "address" if validate_site_address in validators else "form"


def text_fields(kinds: Iterable[type[Record]]) -> set[tuple[str, str]]:
    """Return (record type, field) of every field of ``kinds``, and of all that they can hold, with words for a reader."""
    found: set[tuple[str, str]] = set()
    seen, waiting = set(), list(kinds)
    while waiting:
        if (kind := waiting.pop()) in seen:
            continue
        seen.add(kind)
        for name, field in kind.model_fields.items():
            inner = list(direct_models(field.annotation))
            waiting += inner
            if kind_of(field.annotation, field.metadata) == "text" or any(
                issubclass(one, Text | Title) for one in inner
            ):
                found.add((kind.__name__, name))
    return found


def fields_in(value: Any, path: Path = ()) -> Iterator[tuple[Path, type[Record], str, str]]:
    """Yield (path, record type, field, kind) of every string below ``value``, a record."""
    for name, field in type(value).model_fields.items():
        kind = kind_of(field.annotation, field.metadata)
        for place, item in _items(getattr(value, name), (*path, name)):
            if isinstance(item, Record):
                yield from fields_in(item, place)
            elif isinstance(item, str | PartialDate | Quantity):
                yield place, type(value), name, kind


def _items(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _items(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _items(item, (*path, key))
    elif value is not None:
        yield path, value


def _marks(annotation: Any, metadata: list[Any]) -> Iterator[Any]:
    yield from metadata
    for argument in get_args(annotation):
        yield from _marks(argument, list(getattr(argument, "__metadata__", ())))


def replaced(tree: Any, path: Path, change: Callable[[Any], Any]) -> Any:
    """Return ``tree``, of dicts and lists, with the value at ``path`` changed."""
    if not path:
        return change(tree)
    step, *rest = path
    if isinstance(tree, dict):
        return tree | {step: replaced(tree[step], tuple(rest), change)}
    return [replaced(item, tuple(rest), change) if index == step else item for index, item in enumerate(tree)]
