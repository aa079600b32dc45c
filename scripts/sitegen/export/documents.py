"""The published documents of a library as of a day; values are printed as on the pages."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sitegen.derived.dated_plans import Judged, Ledger, ledger
from sitegen.derived.findings import findings, last_searched
from sitegen.derived.reliance import is_confirmed, reliance_of, sole_source
from sitegen.derived.reviews import review_due, reviewed
from sitegen.export import shapes as out
from sitegen.export.values import ValueWriter, hedge_code
from sitegen.i18n import figures
from sitegen.i18n.bilingual import Both
from sitegen.plan.citations import citations, histories, known_records, question_views
from sitegen.plan.plan_words import state_words, whole_words
from sitegen.plan.select import PAGES, dated_record, fact_view, page_of
from sitegen.plan.views import Earlier, FactView
from sitegen.records import model
from sitegen.records.library import Home, Library
from sitegen.values.quantity import Hedge


def documents(library: Library, as_of: date) -> tuple[out.Records, ...]:
    """Return every document but the index, in the order in which the index lists them."""
    writer = _RecordWriter(library, as_of)
    dated = {"version": out.VERSION, "as_of": as_of.isoformat()}
    lists: dict[type[out.Records], list[Any]] = {
        out.Communities: [writer.community(one) for one in library.communities.values()],
        out.Facts: [writer.fact(fact) for fact in library.facts.values()],
        out.Events: list(writer.events()),
        out.Leads: list(writer.leads()),
        out.Organisations: [writer.organisation(one) for one in library.organisations.values()],
        out.Facilities: [writer.facility(one) for one in library.facilities.values()],
        out.Places: [writer.place(one) for one in library.places.values()],
        out.Programme: [writer.programme()],
        out.Sources: list(writer.sources()),
        out.Glossary: [writer.term(one) for one in library.glossary.values()],
        out.Questions: list(writer.questions()),
        out.Codes: list(writer.codes()),
    }
    return tuple(
        shape(document=out.document_name(shape), items=items, **dated) for shape, items in lists.items()
    )


class _RecordWriter(ValueWriter):
    """Writes the records of one library in their published shape."""

    def __init__(self, library: Library, as_of: date) -> None:
        super().__init__(library)
        self.as_of = as_of
        self.paging = library.paging
        self.known = known_records(library, as_of)
        self.histories = histories(library, as_of)

    def where(self, page: str, anchor: str) -> out.Where:
        """Return an anchor with the page of its list that has it."""
        return out.Where(page=self.paging.page(page, anchor), anchor=anchor)

    def subject(self, home: Home) -> out.Subject:
        """Return what a record is about."""
        subject, community = home
        return out.Subject.model_validate(
            {
                "kind": type(subject).__name__.lower(),
                "id": subject.id,
                "name": self.words(subject.name),
                "community": community.id if community else None,
            }
        )

    def fact(self, fact: model.Fact) -> out.Fact:
        """Return a fact, its claims in the order of its record."""
        view = fact_view(fact, self.library)
        return self.written(
            out.Fact,
            fact,
            subject=self.subject(self.library.homes[fact.id]),
            about=self.words(view.about),
            measure=self.written(out.Measure, view.measure),
            claims=[self.claim(claim, view) for claim in fact.claims],
            why_shown=self.words(fact.shown.why) if fact.shown else None,
            sources=view.sources,
            independent=view.independent,
            confirmed=is_confirmed(fact, self.library),
            history=[self.earlier(one) for one in self.histories.get(fact.id, ())],
            reviewed=str(reviewed(fact, self.library)),
            review_due=review_due(fact, self.library).isoformat(),
            where=self.where(page_of(fact.id, self.library), f"fact-{fact.id}"),
        )

    def earlier(self, earlier: Earlier) -> out.Earlier:
        """Return an earlier state of a fact, with the change that replaced it."""
        former, change = earlier.former, earlier.change
        return self.written(
            out.Earlier,
            former,
            value=self.value(former.value),
            as_of=self.as_of_date(former),
            until=str(change.date),
            change=change.id,
            kind=change.kind,
            reason=self.words(change.what),
        )

    def claim(self, claim: model.Claim, view: FactView) -> out.Claim:
        """Return a claim of the fact of ``view``."""
        return self.written(
            out.Claim,
            claim,
            shown=claim is view.shown,
            verdict=next((one.verdict for one in view.results if one.claim is claim), None),
            value=self.value(claim.value),
            as_of=self.as_of_date(claim),
            **self.cited(claim),
        )

    def events(self) -> Iterator[out.Event]:
        """Yield every event that was known on the day."""
        for event in self.library.events.values():
            if known := ledger(event, self.as_of, self.library):
                yield self.event(event, known)

    def event(self, event: model.Event, known: Ledger) -> out.Event:
        """Return an event with its state on the day."""
        return self.written(
            out.Event,
            event,
            subject=self.subject(self.library.homes[event.id]),
            state=known.state,
            days=known.days,
            moved=known.moved,
            overtaken_by=known.overtaken_by.id if known.overtaken_by else None,
            printed=self.words(
                Both(
                    *(
                        whole_words(one, known, self.library) or state_words(one, known)
                        for one in (self.localizer.zh, self.localizer.en)
                    )
                )
            ),
            plan=[self.planned(judged) for judged in known.dates],
            outcomes=[
                self.written(
                    out.Outcome,
                    outcome,
                    shown=outcome is known.outcome,
                    date=self.when(outcome.date, outcome.printed, moment=True),
                    **self.cited(outcome),
                )
                for outcome in known.reports
            ],
            where=self.where(page_of(event.id, self.library), f"event-{event.id}"),
        )

    def planned(self, judged: Judged) -> out.PlannedDate:
        """Return an announced date with what became of it."""
        one, source = judged.announced, self.library.sources[judged.announced.source]
        said = self.when(one.said, None) if one.said else self.when(source.published, source.printed)
        due = self.when(one.due, one.printed, moment=True) if one.due else None
        return self.written(
            out.PlannedDate,
            one,
            due=due,
            said=said,
            state=judged.state,
            days=judged.days,
            moved=judged.moved,
            **self.cited(one),
        )

    def name(self, named: model.Entry | model.GlossaryTerm) -> out.Name:
        """Return a name with the basis of its English."""
        return out.Name(zh=named.name.zh, en=named.name.en, basis=named.name_basis, source=named.name_source)

    def former_names(self, named: model.Named) -> list[out.FormerName]:
        """Return the names that something had before."""
        return [
            self.written(
                out.FormerName,
                former,
                until=self.when(former.until, former.printed, moment=True),
                **self.cited(former),
            )
            for former in named.former_names
        ]

    def _entry(self, entry: model.Entry) -> dict[str, object]:
        # A place with a community is shown on the community's own page.
        community = entry.community if isinstance(entry, model.Place) else None
        return {
            "name": self.name(entry),
            "former_names": self.former_names(entry),
            "facts": [fact.id for fact in entry.facts],
            "events": self._events_of(entry),
            "leads": [lead.id for lead in entry.leads],
            "where": out.Where(page=f"communities/{community}", anchor="")
            if community
            else self.place_of(entry),
        }

    def place_of(self, entry: model.Entry) -> out.Where:
        """Return where an entry stands itself."""
        if isinstance(entry, model.Community):
            return out.Where(page=f"communities/{entry.id}", anchor="")
        kind = type(entry).__name__.lower()
        anchored = not isinstance(entry, model.Programme)
        return self.where(PAGES[type(entry)], f"{kind}-{entry.id}" if anchored else "")

    def _events_of(self, subject: model.Subject) -> list[str]:
        return [event.id for event in subject.events if event.id in self.known]

    def programme(self) -> out.ProgrammeEntry:
        """Return the programme."""
        return self.written(out.ProgrammeEntry, self.library.programme, **self._entry(self.library.programme))

    def community(self, community: model.Community) -> out.Community:
        """Return a community."""
        rows = {row.id: row for row in self.library.factsheet.rows}
        counted = findings(community, self.library)
        stage_dated = dated_record(community.stage.basis, self.library)
        return self.written(
            out.Community,
            community,
            stage=out.StageReached(
                code=community.stage.value,
                basis=community.stage.basis,
                as_of=self.when(*stage_dated, moment=True),
            ),
            findings=out.Findings(found=counted.found, at_district=counted.at_district, total=counted.total),
            reliance=self.reliance(community),
            projects=[
                self.written(
                    out.Project,
                    project,
                    facts=[fact.id for fact in project.facts],
                    events=self._events_of(project),
                    leads=[lead.id for lead in project.leads],
                )
                for project in community.projects
            ],
            structure=self.structure(community.structure) if community.structure else None,
            gaps=[self.gap(gap, rows[gap.row]) for gap in community.gaps],
            **self._entry(community),
        )

    def reliance(self, community: model.Community) -> out.Reliance:
        """Return what a community rests on."""
        found = reliance_of(community, self.library)
        return out.Reliance(
            total=found.total,
            alone=found.alone,
            confirmed=found.confirmed,
            main=found.main.id if found.main else None,
            on_main=found.on_main,
        )

    def leads(self) -> Iterator[out.Lead]:
        """Yield every lead, with the page that tells it."""
        for path, subject in self.library.subjects():
            community = self.library.communities.get(str(path[1])) if path[0] == "communities" else None
            if isinstance(subject, model.Entry):
                where = self.place_of(subject)
            else:
                assert community, "every project belongs to a community"
                where = out.Where(page=f"communities/{community.id}", anchor=f"project-{subject.id}")
            for lead in subject.leads:
                yield self.written(
                    out.Lead,
                    lead,
                    subject=self.subject(Home(subject, community)),
                    where=where,
                )

    def gap(self, gap: model.Gap, row: model.Row) -> out.Gap:
        """Return a gap of the factsheet in ``row``."""
        return self.written(
            out.Gap,
            gap,
            label=self.words(row.label),
            reason=gap.why,
            searched=str(last_searched(gap, self.library)),
            at_district=[one for one in row.at_district if one in self.known],
        )

    def structure(self, structure: model.Structure) -> out.Structure:
        """Return a planned scheme."""
        as_of = self.as_of_date(structure)
        return self.written(out.Structure, structure, as_of=as_of, **self.cited(structure))

    def organisation(self, organisation: model.Organisation) -> out.Organisation:
        """Return an organisation."""
        communities = [
            community.id
            for community in self.library.communities.values()
            if organisation.id in community.organisations
        ]
        entry = self._entry(organisation)
        return self.written(out.Organisation, organisation, communities=communities, **entry)

    def facility(self, facility: model.Facility) -> out.Facility:
        """Return a facility."""
        return self.written(out.Facility, facility, **self._entry(facility))

    def place(self, place: model.Place) -> out.Place:
        """Return a place."""
        named = self.written(out.Naming, place.named, **self.cited(place.named))
        return self.written(out.Place, place, named=named, **self._entry(place))

    def sources(self) -> Iterator[out.Source]:
        """Yield every source with the facts and events that cite it."""
        cited: dict[str, list[model.Fact | model.Event]] = {one: [] for one in self.library.sources}
        for _, subject in self.library.subjects():
            for _, record, citation in citations(subject):
                is_new = record.id in self.known and record not in cited[citation.source]
                if is_new and not isinstance(record, model.Structure):
                    cited[citation.source].append(record)
        alone = {fact.id: sole_source(fact, self.library) for fact in self.library.facts.values()}
        for source in self.library.sources.values():
            yield self.written(
                out.Source,
                source,
                published=self.when(source.published, source.printed, moment=True),
                facts=[record.id for record in cited[source.id] if isinstance(record, model.Fact)],
                events=[record.id for record in cited[source.id] if isinstance(record, model.Event)],
                alone=[fact for fact, sole in alone.items() if sole == source.id],
                where=self.where("sources", f"source-{source.id}"),
            )

    def term(self, term: model.GlossaryTerm) -> out.Term:
        """Return a term of the glossary."""
        return self.written(
            out.Term,
            term,
            name=self.name(term),
            former_names=self.former_names(term),
            meaning=self.words(term.plain),
            where=out.Where(page="glossary", anchor=f"term-{term.id}"),
        )

    def questions(self) -> Iterator[out.Question]:
        """Yield every question with its answers."""
        for group in question_views(self.library, self.known):
            for view in group.answers:
                question = view.answer.question
                yield self.written(
                    out.Question,
                    question,
                    group=self.words(group.group.label),
                    state=view.answer.state,
                    answers=[one for one in question.answers if one in self.known],
                    rows=[
                        out.RowAnswer(
                            row=one.row.id,
                            label=self.words(one.row.label),
                            communities=[community.id for community in one.communities],
                            at_district=[support.anchor.partition("-")[2] for support in one.at_district],
                        )
                        for one in view.rows
                    ],
                )

    def codes(self) -> Iterator[out.Code]:
        """Yield every code that the documents use, with its label."""
        for vocabulary in model.VOCABULARIES.values():
            for code, term in getattr(self.library.vocabulary, vocabulary).items():
                yield self.written(out.Code, term, vocabulary=vocabulary, code=code)
        for hedge in Hedge:
            label = out.Words(
                zh=figures.hedge_in_chinese(hedge, "…"), en=figures.hedge_in_english(hedge, "…")
            )
            yield out.Code(vocabulary="hedges", code=hedge_code(hedge), label=label, meaning=None)
        yield out.Code(
            vocabulary="hedges", code="several", label=out.Words(zh="数…", en="several …"), meaning=None
        )
