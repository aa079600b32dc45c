"""Web addresses in a form in which two of them can be compared."""

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

# What sites that pass a link on add to it; it does not change which page is shown.
_TRACKING = re.compile(
    r"utm_\w+|mc_[ce]id|spm|scm|from|isappinstalled|scene|share_\w+|clicktime|enterid|chksm"
    r"|fbclid|gclid|msclkid|yclid|bd_vid"
)
# The names of the page of a folder.
_INDEX = re.compile(r"/(index|default)\.(html?|shtml|php|jsp|aspx?)$")


def comparable_address(address: str) -> str:
    """Return what two addresses of one page share; it is not itself an address.

    Left out are the scheme, `www.`, a default port, a slash at the end, the anchor and the parameters by which clicks are
    followed; the order of the other parameters, the case of the host and escaped letters make no difference.
    """
    parts = urlsplit(address)
    host = (parts.hostname or "").removesuffix(".").removeprefix("www.")
    port = "" if parts.port in (None, 80, 443) else f":{parts.port}"
    path = _INDEX.sub("/", unquote(parts.path)).rstrip("/")
    query = [
        pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0])
    ]
    # Some sites show another page for another anchor, which they mark by a sign of its own.
    anchor = parts.fragment if parts.fragment.startswith(("!", "/")) else ""
    return f"{host}{port}{path}?{urlencode(sorted(query))}#{anchor}"
