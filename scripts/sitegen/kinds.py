"""The kinds of page, with the properties that all pages of a kind share.

The name of a kind is also the name of its other parts: `plan/pages/<name>.py` plans its pages,
`render/templates/<name>.md.jinja` lays them out, and the phrases `<name>`, `<name>_title` and `<name>_description` are
its label, title and description.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class PageKind:
    """A kind of page; the defaults are those of a single page of text.

    `by_record` says that each record has a page of its own, as a community has. `pages_by` says how a list is divided
    into pages of the length that `Lengths` has under the kind's name: by the records themselves, by the community that an
    entry belongs to, or by age, the newest on the last page; None means a single page. `anchor` is the prefix of the
    anchors of the records that the library holds under the kind's name; `own_anchors` do not depend on the records.
    `card` is the template of the share card.
    """

    name: str
    at_root: bool = False
    by_record: bool = False
    pages_by: Literal["record", "community", "age"] | None = None
    # Whether the title and description are phrases; otherwise they come from a record.
    has_phrases: bool = True
    # Whether it has text of its own: without it there is no plain text, and no change can concern it.
    has_words: bool = True
    # Whether it is in the navigation; mkdocs.yml and mkdocs.en.yml have its label.
    in_navigation: bool = False
    # Whether it has a table of contents.
    has_contents: bool = True
    # Whether terms are linked to the glossary; pages that explain terms or list things do not link them.
    links_terms: bool = True
    anchor: str = ""
    own_anchors: frozenset[str] = frozenset()
    card: str = "card.svg.jinja"
    # Whether the room `plan` plans it from the records; otherwise the room `export` plans it from the published files.
    of_records: bool = True

    @property
    def path(self) -> str:
        """The address below a language's root; of a list, the address of its first page."""
        return "" if self.at_root else self.name


# In the order in which lists of all pages name them.
KINDS = {
    kind.name: kind
    for kind in (
        PageKind(
            "home",
            at_root=True,
            has_phrases=False,
            in_navigation=True,
            has_contents=False,
            card="cards/home.svg.jinja",
        ),
        PageKind(
            "communities",
            pages_by="record",
            in_navigation=True,
            has_contents=False,
            card="cards/communities.svg.jinja",
        ),
        PageKind("community", by_record=True, has_phrases=False, card="cards/community.svg.jinja"),
        PageKind("compare", pages_by="community", in_navigation=True, has_contents=False, links_terms=False),
        PageKind("timeline", pages_by="community", in_navigation=True, card="cards/timeline.svg.jinja"),
        PageKind("targets", in_navigation=True, card="cards/targets.svg.jinja"),
        PageKind("organisations", pages_by="record", anchor="organisation"),
        PageKind("glossary", has_contents=False, links_terms=False, anchor="term"),
        PageKind("questions", card="cards/questions.svg.jinja"),
        PageKind("facilities", pages_by="record", in_navigation=True, anchor="facility"),
        PageKind("sources", pages_by="record", in_navigation=True, links_terms=False, anchor="source"),
        PageKind("changes", pages_by="age", anchor="change"),
        PageKind("cite", pages_by="community", links_terms=False),
        PageKind("search", has_words=False, has_contents=False, links_terms=False),
        PageKind(
            "about",
            in_navigation=True,
            has_contents=False,
            # Its headings, and the article.
            own_anchors=frozenset(
                (
                    "content",
                    "reviews",
                    "words-statuses",
                    "words-states",
                    "words-stages",
                    "words-tiers",
                    "words-reasons",
                )
            ),
        ),
        PageKind("data", links_terms=False, of_records=False),
    )
}
# The kinds that the foot of every page links to, after home and communities, the most wanted first.
FOOT = (
    "compare",
    "timeline",
    "targets",
    "organisations",
    "facilities",
    "questions",
    "glossary",
    "sources",
    "data",
    "changes",
    "about",
)
# The kinds that a change may concern.
CHANGING = tuple(name for name, kind in KINDS.items() if kind.has_words and not kind.by_record)
