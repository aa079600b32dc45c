"""Links from one page of the site to others."""

from sitegen.records.paging import Paging


class Links:
    """Links from one page to others. They are relative, so that the site works under any address and from a folder.

    A link to an anchor of a list leads to the page of the list that has it.
    """

    def __init__(self, path: str, paging: Paging) -> None:
        self.up = "../" * len([part for part in path.split("/") if part])
        self.paging = paging

    def __call__(self, path: str, anchor: str = "") -> str:
        """Return the link to ``anchor`` of the page at ``path``."""
        path = self.paging.page(path, anchor)
        return (self.up + (f"{path}/" if path else "") or "./") + (f"#{anchor}" if anchor else "")

    def file(self, path: str) -> str:
        """Return the link to a file above the languages."""
        return f"../{self.up}{path}"
