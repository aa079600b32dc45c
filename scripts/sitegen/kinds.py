"""The kinds of page, and what holds for every page of a kind whatever it shows.

A kind's name leads to its other parts: what its pages show is planned by `plan/pages/<name>.py` and laid out by
`render/templates/<name>.md.jinja`; the phrases `<name>`, `<name>_title` and `<name>_description` say what it is called.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class PageKind:
    """A kind of page; the defaults are those of a page of its own that explains itself to readers.

    `by_record` says that each record has a page of its own, as a community has. `pages_by` says that the pages form a
    list as long as `Lengths` allows under the kind's name, cut by the records themselves, by the community that an
    entry belongs to, or by age, the newest on the last page; None is one page only. `anchor` begins the anchors of the
    records that the library holds under the kind's name; `own_anchors` belong to the page whatever the records are.
    `card` is the template of the share card.
    """

    name: str
    at_root: bool = False
    by_record: bool = False
    pages_by: Literal["record", "community", "age"] | None = None
    # Whether the title and description are phrases; if not, they are those of a record.
    has_phrases: bool = True
    # Whether it has words of its own: without them it has no plain text, and no change can concern it.
    has_words: bool = True
    # Whether the top of every page leads to it; mkdocs.yml and mkdocs.en.yml say by which word.
    in_navigation: bool = False
    # Whether the headings are listed beside the text.
    has_contents: bool = True
    # Whether terms are linked to the glossary; not where terms are explained or a reader looks for something else.
    links_terms: bool = True
    anchor: str = ""
    own_anchors: frozenset[str] = frozenset()
    card: str = "card.svg.jinja"
    # Whether it is made of the records alone; if not, of the published files, by the room that publishes them.
    of_records: bool = True

    @property
    def path(self) -> str:
        """The address below a language's root, of a list that of its first page."""
        return "" if self.at_root else self.name


# In the order in which the lists of all pages name them.
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
# The kinds that the foot of every page leads to, after home and communities, as readers may want them.
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
