"""Rules for addresses: what was published stays reachable."""

from collections.abc import Iterator

from sitegen.checks.rules import Finding, rule
from sitegen.kinds import KINDS
from sitegen.plan.addresses import MADE, addresses
from sitegen.records.library import Library


@rule
def what_was_published_stays_reachable(library: Library) -> Iterator[Finding]:
    """Every address in published.yaml is still there, or redirects.yaml says where it has moved to."""
    if library.partial:
        return
    current = addresses(library)
    kept = current | {entry.old for entry in library.redirects.moved}
    published = set(library.published.addresses)
    for index, address in enumerate(library.published.addresses):
        # The anchors of a page that has gone are not told one by one: with it they are back, or led on at its top.
        page, _, anchor = address.partition("#")
        told = anchor and page not in current and page in published
        if address not in kept and not told:
            yield Finding(
                ("published", "", "addresses", index),
                f"已发布的网址“{address}”不见了",
                f'The published address "{address}" is gone',
                f"恢复原来的编号，或在redirects.yaml的moved下面写“- {{old: {address}, new: 新网址}}”",
                f'restore the id, or add "- {{old: {address}, new: NEW ADDRESS}}" below moved in redirects.yaml',
            )


@rule
def sections_leave_the_page_its_own_anchors(library: Library) -> Iterator[Finding]:
    """A section of the page about the site, also one that has moved, takes no anchor that the page itself has."""
    entries = [
        (("site", "", "about", index, "id"), section.id) for index, section in enumerate(library.site.about)
    ]
    entries += [
        (("redirects", "", "moved", index, "old"), entry.old.removeprefix("about#"))
        for index, entry in enumerate(library.redirects.moved)
        if entry.old.startswith("about#")
    ]
    for path, anchor in entries:
        if anchor in KINDS["about"].own_anchors:
            yield Finding(
                path,
                f"锚点“{anchor}”已由这一页自己使用",
                f'The page itself has the anchor "{anchor}"',
                "换一个编号",
                "choose another id",
            )


@rule
def redirects_lead_from_what_is_gone_to_what_is_there(library: Library) -> Iterator[Finding]:
    """A redirect leaves an address that was published and is no longer used, and arrives at one that is."""
    if library.partial:
        return
    current, seen = addresses(library), set()
    published = set(library.published.addresses)
    for index, entry in enumerate(library.redirects.moved):
        path = ("redirects", "", "moved", index)
        page, _, anchor = entry.old.partition("#")
        if entry.old in current or entry.old in seen:
            yield Finding(
                (*path, "old"),
                f"网址“{entry.old}”仍在使用，或已写过一次",
                f'The address "{entry.old}" is in use, or has been given before',
                "删去这一条",
                "delete this entry",
            )
        # A list that somebody wrote in does not make an anchor of the page itself one that may move.
        elif anchor and page != "about" and not anchor.startswith(MADE):
            yield Finding(
                (*path, "old"),
                f"锚点“{anchor}”是网页自己的，不由记录的编号形成",
                f'The anchor "{anchor}" is the page\'s own: no id of a record makes it',
                "照published.yaml里的写法改；网页自己的锚点不必指引，删去这一条",
                "write it as it stands in published.yaml, or delete the entry: anchors of pages need no redirect",
            )
        elif anchor and page not in current:
            yield Finding(
                (*path, "old"),
                f"没有“{page}”这一页，读者看不到它上面的指引",
                f'There is no page "{page}" on which a reader could be told',
                "改为给整页写一条",
                "redirect the page as a whole",
            )
        elif entry.old not in published:
            yield Finding(
                (*path, "old"),
                f"“{entry.old}”不在published.yaml里，没有发布过",
                f'"{entry.old}" is not in published.yaml: it was never published',
                "照published.yaml里的写法改；没有发布过的不必指引，删去这一条",
                "write it as it stands there, or delete the entry: what was never published needs no redirect",
            )
        if entry.new not in current:
            yield Finding(
                (*path, "new"),
                f"没有“{entry.new}”这个网址",
                f'There is no address "{entry.new}"',
                "写成现有的网址，如communities/编号或“页#fact-编号”",
                "give one that is there, such as communities/ID or PAGE#fact-ID",
            )
        seen.add(entry.old)
