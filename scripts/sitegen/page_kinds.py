"""The kinds of page, and the properties that all pages of a kind share.

The other parts of a kind are found by its name: `plan/pages/<name>.py` plans its pages, `render/templates/<name>.md.jinja`
lays them out, and the phrases `<name>`, `<name>_title` and `<name>_description` are its label, title and description.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class PageKind:
    """A kind of page; the defaults fit a single page of text.

    `by_record`: each record has a page of its own, as a community has. `pages_by`: the kind is a list of several pages,
    divided by record, by the community that an entry belongs to, or by age, with the newest on the last page; `Lengths`
    has the length of a page under the kind's name, and None means one page only. `anchor` is the prefix of the anchors
    of the records that the library holds under the kind's name; `own_anchors` are on the page whatever the records are.
    `card` is the template of the share card.
    """

    name: str
    at_root: bool = False
    by_record: bool = False
    pages_by: Literal["record", "community", "age"] | None = None
    # Whether the title and description are phrases; if not, they come from a record.
    has_phrases: bool = True
    # Whether it has text of its own; without it there is no plain-text version, and no change can concern the page.
    has_words: bool = True
    # Whether the navigation at the top of every page links to it; mkdocs.yml and mkdocs.en.yml have the label.
    in_navigation: bool = False
    # Whether a table of contents stands beside the text.
    has_contents: bool = True
    # Whether terms are linked to the glossary; not on pages that explain terms or serve to look something up.
    links_terms: bool = True
    anchor: str = ""
    own_anchors: frozenset[str] = frozenset()
    card: str = "card.svg.jinja"
    # Whether it is planned from the records alone; if not, `export` makes it from the published files.
    of_records: bool = True

    @property
    def path(self) -> str:
        """The address below the root of a language; for a list, that of its first page."""
        return "" if self.at_root else self.name


# In the order of every list of all pages.
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
            # The headings of the template, and the article.
            own_anchors=frozenset(
                (
                    "content",
                    "rests",
                    "privacy",
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
# The kinds that the foot of every page links to, after home and communities, in order.
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
