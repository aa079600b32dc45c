"""Rules for facts and their claims."""

from collections.abc import Iterator
from typing import get_args

from sitegen.checks.registry import Finding, rule
from sitegen.derived.targets import compared, is_result, results, statements
from sitegen.records.library import Library, Path
from sitegen.records.model import Citation, Fact, Relation, Text, Value
from sitegen.values.dates import PartialDate
from sitegen.values.quantity import Quantity, readable
from sitegen.values.units import is_same_unit


@rule
def figures_have_the_unit_of_their_measure(library: Library) -> Iterator[Finding]:
    """A measure with a unit takes figures in that unit, in former claims too; a measure without one takes text."""
    for path, fact, value in _values(library):
        measure = library.measures.get(fact.measure)
        if measure is None:
            continue
        if measure.unit and not isinstance(value, Quantity):
            yield Finding(
                path,
                f"指标“{measure.id}”要写数量，这里是文字",
                f'The measure "{measure.id}" takes a figure, this is text',
                *_as_figure(value, measure.unit),
            )
        elif not measure.unit and isinstance(value, Quantity):
            yield Finding(
                path,
                f"指标“{measure.id}”要写文字，这里是数量",
                f'The measure "{measure.id}" takes text, this is a figure',
                *_measure_in(library, measure.scope, value.unit_zh),
            )
        elif measure.unit and isinstance(value, Quantity) and not is_same_unit(value.unit_zh, measure.unit):
            yield Finding(
                path,
                f"单位是“{value.unit_zh}”，指标“{measure.id}”的单位是“{measure.unit}”",
                f'The unit is {value.unit_zh}, the measure "{measure.id}" is in {measure.unit}',
                *_measure_in(library, measure.scope, value.unit_zh),
            )


def _as_figure(value: Value, unit: str) -> tuple[str, str]:
    """Return what to write instead of a text, in both languages: the figure that it is, if it is one."""
    figure = readable(value.zh) if isinstance(value, Text) else ""
    if figure:
        return f"写成value: {figure}", f"write value: {figure}"
    return (
        f"写带“{unit}”的数量，如value: 5{unit}；只有文字的，换一个不带单位的指标",
        f"write a figure in {unit}, such as value: 5{unit}, or choose a measure without a unit for a text",
    )


def _measure_in(library: Library, scope: str, unit: str) -> tuple[str, str]:
    """Return how to find a measure in ``unit``, in both languages; those there are for the scope are named."""
    known = [one.id for one in library.measures.values() if one.scope == scope and one.unit == unit]
    other_zh, other_en = (
        (
            f"把measure改成以“{unit}”为单位的指标（{'、'.join(known)}）",
            f"choose a measure in {unit} ({', '.join(known)})",
        )
        if known
        else (
            f"在factsheet.yaml另登记一个unit: {unit}的指标",
            f"add a measure with unit: {unit} to factsheet.yaml",
        )
    )
    return (
        f"按来源核对；来源确有这个数量的，{other_zh}",
        f"check the source; if it does print this figure, {other_en}",
    )


def _values(library: Library) -> Iterator[tuple[Path, Fact, Value]]:
    """Yield (path, fact, value) for every claim and every former claim of a fact."""
    for path, fact in library.located_facts():
        for index, claim in enumerate(fact.claims):
            yield (*path, "claims", index, "value"), fact, claim.value
    for identifier, change in library.changes.items():
        for index, former in enumerate(change.was):
            if former.fact in library.facts:
                place = ("changes", identifier, "was", index, "value")
                yield place, library.facts[former.fact], former.value


@rule
def claims_are_not_newer_than_their_source(library: Library) -> Iterator[Finding]:
    """A source cannot report a date after its own publication."""
    for path, fact in library.located_facts():
        for index, claim in enumerate(fact.claims):
            source = library.sources.get(claim.source)
            # A target, plan or projection is later than the source that states it.
            looks_ahead = claim.status in ("target", "planned", "projection")
            if source and claim.as_of and not looks_ahead and claim.as_of.first > source.published.end:
                yield Finding(
                    (*path, "claims", index, "as_of"),
                    f"所说的日期{claim.as_of}晚于来源的发布日期{source.published}",
                    f"The figure is dated {claim.as_of}, after its source of {source.published}",
                    "核对所说的日期和来源的发布日期",
                    "check the date of the figure and that of the source",
                )


@rule
def claims_that_differ_are_compared(library: Library) -> Iterator[Finding]:
    """A fact with several claims has a comparison, besides a target and its outcome; a fact with one claim has none."""
    for path, fact in library.located_facts():
        groups = statements(fact), results(fact)
        if _without_deadline(fact):
            continue
        if any(len(group) > 1 for group in groups) and not fact.comparison and not library.is_partial(path):
            deadline = next(
                (claim.as_of for claim in fact.claims if claim.status == "target" and claim.as_of), None
            )
            zh, en = (
                (
                    f"；是目标到期的结果的，改为status: actual、as_of: {deadline}，不用comparison",
                    f"; if one is the outcome of the target, give it status: actual and as_of: {deadline} instead",
                )
                if deadline and any(claim.status != "target" for claim in groups[0])
                else ("", "")
            )
            yield Finding(
                (*path, "id"),
                f"事实“{fact.id}”有几条说法，没有说明它们的关系",
                f'The fact "{fact.id}" has several claims and no word on how they compare',
                f"写comparison，说明why和relation（{'、'.join(get_args(Relation))}）{zh}",
                f"add comparison with why and relation ({', '.join(get_args(Relation))}){en}",
            )
        if len(fact.claims) == 1 and fact.comparison and not library.is_partial(path):
            yield Finding(
                (*path, "comparison"),
                f"事实“{fact.id}”只有一条说法，没有可比较的",
                f'The fact "{fact.id}" has one claim, so there is nothing to compare',
                "删去comparison，或补上另一条说法",
                "delete comparison or add the other claim",
            )


@rule
def an_outcome_needs_a_deadline(library: Library) -> Iterator[Finding]:
    """What was reached stands beside a target only if the target has a deadline: no comparison makes it the outcome."""
    for path, fact in library.located_facts():
        for index in _without_deadline(fact):
            yield Finding(
                (*path, "claims", index),
                "目标没有写期限，这条不能算它的结果",
                "The target has no deadline, so this cannot be its outcome",
                "来源写明期限的，给目标补as_of；没有写明的，把结果另立一条事实",
                "if the source gives a deadline, add it to the target as as_of; if not, give what was reached a fact of its own",
            )


def _without_deadline(fact: Fact) -> list[int]:
    """Return the places of the claims of what was reached that stand beside a target without a deadline."""
    if not any(claim.status == "target" and claim.as_of is None for claim in fact.claims):
        return []
    others = [id(claim) for claim in statements(fact)]
    return [
        index
        for index, claim in enumerate(fact.claims)
        if claim.status in ("done", "actual") and id(claim) in others
    ]


@rule
def a_comparison_agrees_with_the_figures(library: Library) -> Iterator[Finding]:
    """Figures said to agree are equal, and figures said to conflict or to have changed are not all equal."""
    for path, fact in library.located_facts():
        figures = {claim.value.said for claim in compared(fact) if isinstance(claim.value, Quantity)}
        if fact.comparison is None or not figures:
            continue
        if (fact.comparison.relation == "agreement") != (len(figures) == 1) and (
            fact.comparison.relation != "scope"
        ):
            yield Finding(
                (*path, "comparison", "relation"),
                f"各条说法的数量{'相同' if len(figures) == 1 else '不同'}，与“{fact.comparison.relation}”不符",
                f"The figures are {'equal' if len(figures) == 1 else 'not equal'}, "
                f'which does not go with "{fact.comparison.relation}"',
                "核对数量，或改relation",
                "check the figures or change the relation",
            )


@rule
def figures_of_different_scope_say_so(library: Library) -> Iterator[Finding]:
    """Of claims that differ in scope, at most one does not state its scope."""
    for path, fact in library.located_facts():
        if fact.comparison is None or fact.comparison.relation != "scope":
            continue
        group = [id(claim) for claim in compared(fact)]
        without_scope = [
            index for index, claim in enumerate(fact.claims) if claim.scope is None and id(claim) in group
        ]
        for index in without_scope[1:]:
            yield Finding(
                (*path, "claims", index),
                "范围不同的说法没有写明范围",
                "A claim of different scope does not state its scope",
                "写scope，说明这条说的是什么范围",
                "add scope and say what this claim is about",
            )
        stated: dict[tuple[str, str, str], tuple[object, ...]] = {}
        for index, claim in enumerate(fact.claims):
            if claim.scope is None or not isinstance(claim.value, Quantity) or id(claim) not in group:
                continue
            key = (claim.scope.zh, str(claim.as_of or ""), claim.status)
            if stated.setdefault(key, claim.value.said) != claim.value.said:
                yield Finding(
                    (*path, "claims", index),
                    f"范围“{claim.scope.zh}”相同而数量不同，不能写scope",
                    f'The scope "{claim.scope.en}" is the same and the figures are not, so they do not differ in scope',
                    "写明各自的范围，或用change、conflict",
                    "say what each covers, or use change or conflict",
                )


@rule
def a_source_speaks_once_for_a_scope(library: Library) -> Iterator[Finding]:
    """Two claims of one fact from one source must differ in scope or date."""
    for path, fact in library.located_facts():
        seen: set[tuple[object, ...]] = set()
        for index, claim in enumerate(fact.claims):
            scope = claim.scope.zh if claim.scope else ""
            # One source may state a target and its outcome.
            key = (claim.source, scope, str(claim.as_of or ""), claim.status == "target")
            if key in seen:
                yield Finding(
                    (*path, "claims", index),
                    f"来源“{claim.source}”在同一事实里重复",
                    f'The source "{claim.source}" stands twice in one fact',
                    "合并两条，或写明各自的scope或as_of；合并冲突时留了两份的，删去一份",
                    "merge the two, or give each its scope or as_of; after a merge conflict that left both, delete one of the two",
                )
            seen.add(key)


@rule
def a_choice_names_one_of_the_claims(library: Library) -> Iterator[Finding]:
    """The claim that an editor chose is one of the claims of the fact."""
    for path, fact in library.located_facts():
        if (
            fact.shown
            and fact.shown.source not in {claim.source for claim in statements(fact)}
            and not library.is_partial(path)
        ):
            is_outcome = fact.shown.source in {claim.source for claim in fact.claims}
            yield Finding(
                (*path, "shown", "source"),
                f"shown选了来源“{fact.shown.source}”，"
                f"{'它说的是目标的结果，另行列出' if is_outcome else '这个事实里没有它的说法'}",
                f'shown chooses the source "{fact.shown.source}", which '
                f"{'gives the outcome of the target, shown beside it' if is_outcome else 'has no claim in this fact'}",
                "删去shown，或改成目标的来源" if is_outcome else "改成claims里有的来源",
                "delete shown, or choose a source of the target"
                if is_outcome
                else "choose a source that stands in claims",
            )


@rule
def an_outcome_stands_with_its_target(library: Library) -> Iterator[Finding]:
    """What was reached by the deadline of a target is a claim of the target's own fact, so that it is shown beside it."""
    for path, subject in library.subjects():
        targets = [
            (fact, claim) for fact in subject.facts for claim in fact.claims if claim.status == "target"
        ]
        for index, fact in enumerate(subject.facts):
            for number, claim in enumerate(fact.claims):
                for other, target in targets:
                    if (
                        other is not fact
                        and other.measure == fact.measure
                        and is_result(claim, target)
                        and claim.scope == target.scope
                    ):
                        yield Finding(
                            (*path, "facts", index, "claims", number),
                            f"这是目标“{other.id}”到期的结果，却写成了另一条事实",
                            f'This is the outcome of the target "{other.id}", yet it stands in another fact',
                            f"移到“{other.id}”的claims下；说的不是同一范围的，写明scope",
                            f'move it to the claims of "{other.id}", or say under scope what else it covers',
                        )


@rule
def resolved_dates_carry_a_date(library: Library) -> Iterator[Finding]:
    """A phrase from which a date was worked out needs that date."""
    dated: list[tuple[Path, Citation, PartialDate | None]] = [
        ((*path, "claims", index), claim, claim.as_of)
        for path, fact in library.located_facts()
        for index, claim in enumerate(fact.claims)
    ]
    dated += [
        ((*path, "plan", index), one, one.due or one.said)
        for path, event in library.located_events()
        for index, one in enumerate(event.plan)
    ]
    for path, citation, date in dated:
        if citation.printed and not date:
            yield Finding(
                (*path, "printed"),
                "写了printed，没有写由它推定的日期",
                "There is printed, but no date worked out from it",
                "补写推定的日期，或删去printed",
                "add the date or delete printed",
            )


@rule
def measures_fit_their_subject(library: Library) -> Iterator[Finding]:
    """The measure of a community's fact has a row; the measure of any other fact has the scope of its subject."""
    for path, subject in library.subjects():
        for index, fact in enumerate(subject.facts):
            measure = library.measures.get(fact.measure)
            if measure is None:
                continue
            if path[0] == "organisations":
                fits, owner = measure.row is None and measure.scope == "company", ("机构", "an organisation")
            elif path[0] == "facilities":
                fits, owner = measure.scope == "facility", ("设施", "a facility")
            elif path[0] == "places":
                fits, owner = measure.scope == "place", ("地区", "a place")
            elif path[0] == "programme":
                fits, owner = measure.scope == "programme", ("全区建设工作", "the programme")
            elif "projects" in path:
                fits, owner = measure.scope == "project", ("项目", "a project")
            else:
                fits, owner = measure.row is not None, ("社区", "a community")
            if not fits:
                yield Finding(
                    (*path, "facts", index, "measure"),
                    f"指标“{measure.id}”不能用于{owner[0]}",
                    f'The measure "{measure.id}" is not one for {owner[1]}',
                    "换一个指标，或在factsheet.yaml里核对它的scope和row",
                    "choose another measure, or check its scope and row in factsheet.yaml",
                )
