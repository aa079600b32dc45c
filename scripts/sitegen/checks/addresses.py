"""Rules for redirects, and for the anchors that pages have of their own."""

from collections.abc import Iterator

from sitegen.checks.registry import Finding, rule
from sitegen.page_kinds import KINDS
from sitegen.plan.addresses import addresses, can_be_made
from sitegen.records.library import Library


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
def redirects_lead_from_an_old_address_to_a_current_one(library: Library) -> Iterator[Finding]:
    """A redirect begins at an address that records once made and no longer make, and ends at one that exists."""
    if library.partial:
        return
    current, seen = addresses(library), set()
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
        elif anchor and page not in current:
            yield Finding(
                (*path, "old"),
                f"没有“{page}”这一页，读者看不到它上面的指引",
                f'There is no page "{page}" on which a reader could be told',
                "改为给整页写一条",
                "redirect the page as a whole",
            )
        elif not can_be_made(entry.old):
            yield Finding(
                (*path, "old"),
                f"“{entry.old}”不是记录的编号形成的网址，不会发布过",
                f'No id of a record makes the address "{entry.old}", so it was never published',
                "写成communities/编号或“页#fact-编号”这样的旧网址，或删去这一条",
                "write an old address such as communities/ID or PAGE#fact-ID, or delete the entry",
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
