"""The organisations: their records, the communities and projects they take part in, and the statements quoted from them."""

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.page_kinds import PageKind
from sitegen.plan.citations import Known, citations
from sitegen.plan.context import Survey
from sitegen.plan.page import Page, headings
from sitegen.plan.select import fact_views, planned_and_happened
from sitegen.plan.views import EventView, FactView, Support
from sitegen.records.library import Library
from sitegen.records.model import Community, Facility, Organisation, Project


@dataclass(frozen=True)
class OrganisationView:
    """An organisation with its records, what it takes part in, and the records that quote it in `said`."""

    organisation: Organisation
    facts: tuple[FactView, ...]
    planned: tuple[EventView, ...]
    happened: tuple[EventView, ...]
    communities: tuple[Community, ...]
    projects: tuple[tuple[Project, Community], ...]
    facilities: tuple[Facility, ...]
    said: tuple[Support, ...]


@dataclass(frozen=True)
class OrganisationsView:
    """The organisations of one page."""

    organisations: tuple[OrganisationView, ...]


def plan(kind: PageKind, survey: Survey) -> Iterator[Page[OrganisationsView]]:
    """Yield the pages of the list."""
    library = survey.library
    views = tuple(_organisation(one, survey) for one in library.organisations.values())
    for heading in headings(kind, library):
        yield heading.with_view(OrganisationsView(heading.part(views, library.lengths.organisations)))


def _organisation(organisation: Organisation, survey: Survey) -> OrganisationView:
    library = survey.library
    communities = tuple(library.communities.values())
    return OrganisationView(
        organisation,
        fact_views(organisation, library),
        *planned_and_happened(organisation, library, survey.as_of),
        tuple(community for community in communities if organisation.id in community.organisations),
        tuple(
            (project, community)
            for community in communities
            for project in community.projects
            if project.operator == organisation.id
        ),
        tuple(one for one in library.facilities.values() if one.operator == organisation.id),
        _statements_of(organisation, library, survey.known),
    )


def _statements_of(
    organisation: Organisation, library: Library, known: dict[str, Known]
) -> tuple[Support, ...]:
    """Return each record that quotes ``organisation``, once."""
    found = {
        record.id: known[record.id].support
        for _, subject in library.subjects()
        for _, record, citation in citations(subject)
        if citation.said_by == organisation.id and record.id in known
    }
    return tuple(found.values())
