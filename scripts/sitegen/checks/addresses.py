"""Rules for published addresses and redirects."""

from collections.abc import Iterator

from sitegen.checks.registry import Finding, rule
from sitegen.page_kinds import KINDS
from sitegen.plan.addresses import MADE, addresses
from sitegen.records.library import Library


@rule
def published_addresses_stay_reachable(library: Library) -> Iterator[Finding]:
    """Every address in published.yaml still exists, or has a redirect in redirects.yaml."""
    if library.partial:
        return
    current = addresses(library)
    redirects = library.redirects
    gone = {entry.old for entry in redirects.withdrawn}
    kept = current | gone | {entry.old for entry in redirects.moved}
    published = set(library.published.addresses)
    for index, address in enumerate(library.published.addresses):
        # If a whole page is gone, its anchors are not reported as well: they return with it, or its redirect covers them.
        page, _, anchor = address.partition("#")
        is_covered = anchor and page not in current and page in published
        if address not in kept and not is_covered:
            yield Finding(
                ("published", "", "addresses", index),
                f"已发布的网址“{address}”不见了",
                f'The published address "{address}" is gone',
                f"恢复原来的编号，或在redirects.yaml的moved下面写“- {{old: {address}, new: 新网址}}”",
                f'restore the id, or add "- {{old: {address}, new: NEW ADDRESS}}" below moved in redirects.yaml',
            )


@rule
def sections_leave_the_page_its_own_anchors(library: Library) -> Iterator[Finding]:
    """No section of the page about the site, also none that has moved, has the id of an anchor of the page itself."""
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
def redirects_begin_at_old_addresses(library: Library) -> Iterator[Finding]:
    """A redirect begins at an address that was published and no longer exists, other than an anchor of the page itself."""
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
        # Also if somebody added it to published.yaml by hand: an anchor of the page itself does not move.
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
        seen.add(entry.old)


@rule
def withdrawn_addresses_are_gone(library: Library) -> Iterator[Finding]:
    """An address that was withdrawn is no longer in use and leads nowhere else, and its page can say so."""
    if library.partial:
        return
    current = addresses(library)
    moved = [entry.old for entry in library.redirects.moved]
    withdrawn = [entry.old for entry in library.redirects.withdrawn]
    for index, address in enumerate(withdrawn):
        page, _, anchor = address.partition("#")
        if address in (*current, *moved, *withdrawn[:index]):
            yield Finding(
                ("redirects", "", "withdrawn", index, "old"),
                f"网址“{address}”仍在使用，或已写过一次",
                f'The address "{address}" is in use, or has been given before',
                "删去这一条",
                "delete this entry",
            )
        elif anchor and page not in current:
            yield Finding(
                ("redirects", "", "withdrawn", index, "old"),
                f"没有“{page}”这一页，读者看不到它上面的说明",
                f'There is no page "{page}" on which a reader could be told',
                "改为给整页写一条",
                "give the page as a whole",
            )


@rule
def redirects_end_at_current_addresses(library: Library) -> Iterator[Finding]:
    """A redirect ends at an address that exists."""
    if library.partial:
        return
    current = addresses(library)
    for index, entry in enumerate(library.redirects.moved):
        if entry.new not in current:
            yield Finding(
                ("redirects", "", "moved", index, "new"),
                f"没有“{entry.new}”这个网址",
                f'There is no address "{entry.new}"',
                "写成现有的网址，如communities/编号或“页#fact-编号”",
                "give one that is there, such as communities/ID or PAGE#fact-ID",
            )
