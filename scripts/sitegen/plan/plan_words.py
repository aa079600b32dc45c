"""What became of announced dates, in the words of one language."""

from sitegen.derived.dated_plans import Judged, Ledger
from sitegen.i18n.localizer import Localizer
from sitegen.records.library import Library
from sitegen.records.model import PlanKind, PlannedDate
from sitegen.values.dates import PartialDate

# The phrase for what came later than announced, by the step that was.
LATER: dict[PlanKind | None, str] = {
    "completion": "later_completion",
    "ready": "later_ready",
    "trial_operation": "later_trial_operation",
    "full_use": "later_full_use",
    None: "later_done",
}
# The phrases below, each with the values that it gets.
PHRASES = {
    "passed_by": {"n"},
    "put_off_before": {"date"},
    "put_off_to": {"date"},
    "overtaken_by": {"event"},
    "partly_met_by": {"kind", "date"},
    "days_count": {"n"},
    "at_least_days": {"n"},
    **{key: {"days"} for key in LATER.values()},
    "date_of_year": {"year"},
    "date_of_early_year": {"year"},
    "date_said": {"date"},
}


def said_on(announced: PlannedDate, library: Library) -> PartialDate:
    """Return when a date was announced: its own day, or that of its source."""
    return announced.said or library.sources[announced.source].published


def judged_words(localizer: Localizer, judged: Judged, ledger: Ledger) -> str:
    """Return what became of one date of ``ledger``, such as "opened 30 days later"."""
    outcome, text = judged.outcome, localizer.vocabulary.plan_states[judged.state]
    if judged.state == "postponed" and judged.put_off_to and judged.put_off_to.due:
        return localizer.phrase("put_off_before", date=localizer.moment(judged.put_off_to.due))
    if judged.state == "passed" and judged.put_off_to and judged.put_off_to.due:
        postponed = localizer.phrase("put_off_to", date=localizer.moment(judged.put_off_to.due))
        return localizer.punctuation.statements(localizer.text(text), postponed)
    if judged.state == "passed" and judged.days:
        return localizer.phrase("passed_by", n=judged.days)
    if judged.state == "overtaken" and ledger.overtaken_by:
        return localizer.phrase("overtaken_by", event=localizer.text(ledger.overtaken_by.title))
    if judged.state == "partly_met" and outcome and outcome.kind:
        kind = localizer.text(localizer.vocabulary.plan_kinds[outcome.kind])
        return localizer.phrase("partly_met_by", kind=kind, date=localizer.moment(outcome.date))
    if judged.state == "later" and outcome:
        days = localizer.phrase("at_least_days" if judged.at_least else "days_count", n=judged.days)
        return localizer.phrase(LATER[judged.announced.kind or outcome.kind], days=days)
    return localizer.text(text)


def state_words(localizer: Localizer, ledger: Ledger) -> str:
    """Return the state of an event with its days, what it was overtaken or partly met by, or the last of differing dates."""
    if ledger.due and ledger.due.state == ledger.state:
        return judged_words(localizer, ledger.due, ledger)
    if ledger.state == "overtaken":
        return judged_words(localizer, ledger.dates[-1], ledger)
    words = localizer.text(localizer.vocabulary.plan_states[ledger.state])
    if ledger.state == "done" and ledger.due:
        return localizer.punctuation.statements(words, judged_words(localizer, ledger.due, ledger))
    return words


def whole_words(localizer: Localizer, ledger: Ledger, library: Library) -> str:
    """Return what became of every date of ``ledger``, a sentence each: "2020 date (2024): met. ..."."""
    punctuation = localizer.punctuation
    said = [said_on(one.announced, library) for one in ledger.dates]
    sentences = [
        punctuation.label(_name(localizer, one, when, said), judged_words(localizer, one, ledger))
        for one, when in zip(ledger.dates, said, strict=True)
    ]
    return punctuation.full_stop.join(sentences)


def _name(localizer: Localizer, judged: Judged, said: PartialDate, others: list[PartialDate]) -> str:
    """Return how a date is told from the others of its event: by the year of its announcement, if that is enough."""
    due = judged.announced.due
    if due is None:
        return localizer.phrase("date_said", date=localizer.moment(said))
    year = said.end.year
    of_year = [one for one in others if one.end.year == year]
    if said.part_of_year == (3, 0) and of_year.count(said) == 1:
        name = localizer.phrase("date_of_early_year", year=year)
    elif len(of_year) == 1 and said.first.year == year:
        name = localizer.phrase("date_of_year", year=year)
    else:
        name = localizer.phrase("date_said", date=localizer.moment(said))
    return localizer.punctuation.bracket(name, localizer.moment(due))
