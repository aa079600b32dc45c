"""Rules for redirects, and for the anchors that pages have of their own."""

from collections.abc import Iterator

from sitegen.checks.registry import Finding, rule
from sitegen.page_kinds import KINDS
from sitegen.plan.addresses import addresses, can_be_made, former_addresses
from sitegen.records.library import Library


@rule
def sections_leave_the_page_its_own_anchors(library: Library) -> Iterator[Finding]:
    """No section of the page about the site has the id of an anchor of the page itself."""
    for index, section in enumerate(library.site.about):
        if section.id in KINDS["about"].own_anchors:
            yield Finding(
                ("site", "", "about", index, "id"),
                f"锚点“{section.id}”已由这一页自己使用",
                f'The page itself has the anchor "{section.id}"',
                "换一个编号",
                "choose another id",
            )


@rule
def redirects_lead_from_an_old_address_to_a_current_one(library: Library) -> Iterator[Finding]:
    """What moved or was withdrawn had an address that records once made and no longer make; a new address exists."""
    if library.partial:
        return
    current, seen = addresses(library), set()
    for address, path in former_addresses(library):
        page, _, anchor = address.partition("#")
        if address in current or address in seen:
            yield Finding(
                (*path, "old"),
                f"网址“{address}”仍在使用，或已写过一次",
                f'The address "{address}" is in use, or has been given before',
                "删去这一条",
                "delete this entry",
            )
        elif anchor and page not in current:
            yield Finding(
                (*path, "old"),
                f"没有“{page}”这一页，读者看不到它上面的说明",
                f'There is no page "{page}" on which a reader could be told',
                "改为给整页写一条",
                "give the page as a whole",
            )
        elif not can_be_made(address):
            yield Finding(
                (*path, "old"),
                f"“{address}”不是记录的编号形成的网址，不会发布过",
                f'No id of a record makes the address "{address}", so it was never published',
                "写成communities/编号或“页#fact-编号”这样的旧网址，或删去这一条",
                "write an old address such as communities/ID or PAGE#fact-ID, or delete the entry",
            )
        seen.add(address)
    for index, entry in enumerate(library.redirects.moved):
        if entry.new not in current:
            yield Finding(
                ("redirects", "", "moved", index, "new"),
                f"没有“{entry.new}”这个网址",
                f'There is no address "{entry.new}"',
                "写成现有的网址，如communities/编号或“页#fact-编号”",
                "give one that is there, such as communities/ID or PAGE#fact-ID",
            )
