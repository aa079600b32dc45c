"""Honest edits of records: what an editor may do on any day, each to whatever record it finds.

No edit knows a record by name, so that they work on any records: `edit` applies every one of them to a folder, in an
order and to targets that a seed decides. `python tests/honest_edits.py FOLDER --seed 7` does so to a copy of the real
records, to be looked at or built.
"""

import argparse
import json
import random
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path[:0] = [str(ROOT / "scripts")]

from folders import library_in, newest_day  # noqa: E402
from fuzz import dumped  # noqa: E402
from sitegen.__main__ import main as sitegen_command  # noqa: E402
from sitegen.plan.addresses import addresses  # noqa: E402
from sitegen.strict_yaml.nodes import parse_text  # noqa: E402
from sitegen.values.dates import PartialDate  # noqa: E402

Tree = dict[str, Any]
STEMS = tuple(
    zip(
        "甲乙丙丁戊己庚辛壬癸",
        ["jia", "yi", "bing", "ding", "wu", "ji", "geng", "xin", "ren", "gui"],
        strict=True,
    )
)


# Each of these records may have a file of its own, which is named by its day and its id.
DATED = ("sources", "changes")


class NoTargetError(Exception):
    """The records hold nothing that the edit could be made to."""


def text(zh: str, en: str) -> Tree:
    """Return a text in both languages."""
    return {"zh": zh, "en": en}


class Records:
    """The files of a folder as trees, which edits change; `pick` decides what they change, and `day` is today."""

    def __init__(self, folder: Path, day: date, seed: int) -> None:
        self.folder, self.day, self.pick = folder, day, random.Random(seed)
        self.files: dict[str, Any] = {}
        for path in sorted(folder.rglob("*.yaml")):
            name = path.relative_to(folder).with_suffix("").as_posix()
            if name not in ("vocabulary", "redirects"):
                node, _ = parse_text(path.read_text(encoding="utf-8"), path.name)
                assert node is not None
                self.files[name] = node.plain()
        self.before = {name: json.dumps(tree) for name, tree in self.files.items()}
        self.renamed: dict[str, str] = {}
        self.made = 0

    def write(self) -> None:
        """Write every file that has changed, in its canonical form."""
        for name, tree in self.files.items():
            # As JSON, in which no part of a tree is the same object as another: YAML would refer to it.
            now = json.dumps(tree)
            if now == self.before.get(name):
                continue
            tree = json.loads(now)
            (self.folder / f"{name}.yaml").parent.mkdir(exist_ok=True)
            (self.folder / f"{name}.yaml").write_bytes(dumped(tree, flow=False))
        for name in self.before.keys() - self.files.keys():
            (self.folder / f"{name}.yaml").unlink()
        assert sitegen_command(["format", "--data", str(self.folder)]) == 0

    def entries(self, kind: str) -> list[Tree]:
        """Return the records of ``kind``, also those in files of their own."""
        if kind in DATED:
            own = [tree for name, tree in self.files.items() if name.startswith(f"{kind}/")]
            return [*self.files.get(kind, ()), *own]
        return [
            entry if isinstance(entry, dict) else self.files[f"{kind}/{entry}"] for entry in self.files[kind]
        ]

    def subjects(self) -> Iterator[Tree]:
        """Yield everything that has facts and events."""
        for community in self.entries("communities"):
            yield community
            yield from community.get("projects", ())
        for kind in ("places", "facilities", "organisations"):
            yield from self.entries(kind)
        yield self.files["programme"]

    def facts(self) -> list[Tree]:
        """Return every fact."""
        return [fact for subject in self.subjects() for fact in subject.get("facts", ())]

    def events(self) -> list[Tree]:
        """Return every event."""
        return [event for subject in self.subjects() for event in subject.get("events", ())]

    def one(self, candidates: list[Any]) -> Any:
        """Return one of ``candidates``."""
        if not candidates:
            raise NoTargetError
        return self.pick.choice(candidates)

    def name(self, english: str) -> tuple[Tree, str]:
        """Return a name that nothing has yet, and an id made of it."""
        taken = set(map(str, scalars(self.files)))
        while True:
            signs = [STEMS[int(digit)] for digit in str(self.made)]
            zh, en = "".join(sign for sign, _ in signs), "".join(stem for _, stem in signs)
            self.made += 1
            identifier = f"{en}-{english.lower()}"
            if identifier not in taken:
                return text(f"{zh}字号", f"{en.capitalize()} {english}"), identifier

    def next_day(self) -> str:
        """Let a few days pass, and return the day that it is then."""
        self.day += timedelta(days=self.pick.randint(1, 9))
        return self.day.isoformat()

    def source(self) -> str:
        """Read a report that has just appeared, and return its id."""
        name, identifier = self.name("Report")
        day = self.next_day()
        self.files[f"sources/{day}-{identifier}"] = (
            {"id": identifier, "title": name, "publisher": name, "published": day, "tier": "B", "language": "zh"}
            | {"read": day, "extent": "whole", "url": f"https://example.org/{identifier}"}
        )  # fmt: skip
        return identifier

    def log(self, kind: str, **concerned: list[Any]) -> None:
        """Tell of an edit in the log."""
        _, identifier = self.name("Entry")
        what = text("照新的来源改。", "Changed as a new source has it.")
        entry = {"id": identifier, "kind": kind, "date": self.next_day(), "what": what, **concerned}
        self.files[f"changes/{entry['date']}-{identifier}"] = entry

    def rows(self) -> list[str]:
        """Return the rows of the factsheet."""
        return [row["id"] for group in self.files["factsheet"]["groups"] for row in group["rows"]]

    def measures(self) -> dict[str, Tree]:
        """Return the measures by id."""
        return {measure["id"]: measure for measure in self.files["factsheet"]["measures"]}

    def owner(self, part: Tree) -> Tree:
        """Return what a fact or event belongs to."""
        return next(
            one
            for one in self.subjects()
            if any(part is own for own in (*one.get("facts", ()), *one.get("events", ())))
        )

    def settle(self) -> None:
        """Put events in order, drop terms that are no longer used, and declare the rows that have become empty as gaps."""
        others = json.dumps({**self.files, "glossary": []}, ensure_ascii=False)
        self.files["glossary"] = [one for one in self.files["glossary"] if one["name"]["zh"] in others]
        for subject in self.subjects():
            subject.get("events", []).sort(key=lambda event: first_end(event) or date.max)
        measures = self.measures()
        for community in self.entries("communities"):
            filled = {measures[fact["measure"]].get("row") for fact in community.get("facts", ())}
            filled |= {event.get("row") for event in community.get("events", ())}
            filled |= {project["row"] for project in community.get("projects", ())}
            filled |= {"structure"} if "structure" in community else set()
            known = [one for one in community.get("gaps", ()) if one["row"] not in filled]
            empty = set(self.rows()) - filled - {one["row"] for one in known}
            known += [{"row": row, "why": "not_in_parts_read"} for row in self.rows() if row in empty]
            community["gaps"] = known


def scalars(tree: Any) -> Iterator[Any]:
    """Yield every value within ``tree``."""
    if isinstance(tree, dict | list):
        for part in tree.values() if isinstance(tree, dict) else tree:
            yield from scalars(part)
    else:
        yield tree


def dicts(tree: Any) -> Iterator[Tree]:
    """Yield every mapping within ``tree``."""
    if isinstance(tree, dict):
        yield tree
    for part in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from dicts(part)


def first_end(event: Tree) -> date | None:
    """Return the last day that the first date of an event may be, or None."""
    dates = [one["date"] for one in event.get("actual", ())] or [
        one["due"] for one in event.get("plan", ()) if "due" in one
    ]
    return PartialDate.parse(str(dates[0])).end if dates else None


def another(value: Any) -> Any:
    """Return another value of the same kind: a figure that is a little less, or a text with a word more."""
    if isinstance(value, str):
        *_, last = re.finditer(r"\d+", value.partition(".")[0])
        number = int(last[0])
        return f"{value[: last.start()]}{number - 1 if number > 1 else number + 1}{value[last.end() :]}"
    return text("另有说法", "It is said otherwise")


def is_figure(value: Any) -> bool:
    """Whether ``value`` is one figure with digits."""
    return isinstance(value, str) and len(re.findall(r"\d+(?:\.\d+)?", value)) == 1


def said_of(fact: Tree, claim: Tree) -> Tree:
    """Return what the log keeps of a claim."""
    kept: Tree = {key: claim[key] for key in ("value", "status", "as_of", "scope", "source") if key in claim}
    return {"fact": fact["id"], **kept}


def add_log_entry(records: Records) -> None:
    """Somebody changed the wording of a page, later than anything else in the records."""
    records.log("editorial", pages=["home"])


def rename_fact(records: Records) -> None:
    """A fact gets another id, everywhere."""
    rename(records, records.one(records.facts())["id"])


def rename_event(records: Records) -> None:
    """An event gets another id, everywhere."""
    rename(records, records.one(records.events())["id"])


def rename(records: Records, old: str) -> None:
    """Write another id for the fact or event ``old``."""
    new = f"{old}-anew"
    keys = (
        "id",
        "basis",
        "key_facts",
        "home_facts",
        "answers",
        "at_district",
        "records",
        "fact",
        "overtaken_by",
    )
    for tree in dicts(records.files):
        for key in keys:
            if tree.get(key) == old and (key != "id" or "measure" in tree or "title" in tree):
                tree[key] = new
            elif isinstance(tree.get(key), list):
                tree[key] = [new if one == old else one for one in tree[key]]
    records.renamed[old] = new


def add_claim(records: Records) -> None:
    """Another source says something else of a fact, of another scope."""
    fact = records.one([fact for fact in records.facts() if is_figure(fact["claims"][0]["value"])])
    claim = {key: fact["claims"][0][key] for key in ("status", "said_by") if key in fact["claims"][0]}
    claim |= {"value": another(fact["claims"][0]["value"]), "source": records.source(), "at": "¶1"}
    name, _ = records.name("Scope")
    fact["claims"].append(claim | {"scope": name})
    tell_apart(fact)
    records.log("new_information", records=[fact["id"]])


def remove_claim(records: Records) -> None:
    """One of several claims turns out not to be said."""
    used = [one.get("source") for one in dicts(records.files)]
    candidates = [
        (fact, claim)
        for fact in records.facts()
        for claim in fact["claims"]
        if len(fact["claims"]) > 1
        and used.count(claim["source"]) > 1
        and [one["source"] for one in fact["claims"]].count(claim["source"]) == 1
    ]
    fact, claim = records.one(candidates)
    lose_claim(fact, claim)
    records.log("our_error", was=[said_of(fact, claim)])


def lose_claim(fact: Tree, claim: Tree) -> None:
    """Take a claim out of a fact, and what says how it stands to others."""
    fact["claims"] = [one for one in fact["claims"] if one is not claim]
    if fact.get("shown", {}).get("source") == claim["source"]:
        del fact["shown"]
    if len(fact["claims"]) < 2:
        fact.pop("comparison", None)
        fact.pop("shown", None)
    elif fact["comparison"]["relation"] in ("change", "conflict"):
        tell_apart(fact)


def tell_apart(fact: Tree) -> None:
    """Say that the claims of a fact differ in scope, and give a scope to each that states none."""
    for (zh, en), claim in zip(STEMS, fact["claims"], strict=False):
        claim.setdefault("scope", text(f"范围{zh}", f"Scope {en}"))
    fact["comparison"] = {"relation": "scope", "why": text("范围不同。", "The scopes differ.")}


def change_figure(records: Records) -> None:
    """A source was misread: its figure is another, and the log keeps the former one."""
    fact = records.one(
        [one for one in records.facts() if len(one["claims"]) == 1 and is_figure(one["claims"][0]["value"])]
    )
    former = said_of(fact, fact["claims"][0])
    fact["claims"][0]["value"] = another(former["value"])
    records.log("our_error", was=[former])


def move_date(records: Records) -> None:
    """A figure turns out to be of another time."""
    claims = [
        (fact, claim)
        for fact in records.facts()
        for claim in fact["claims"]
        if len(fact["claims"]) == 1 and re.fullmatch(r"\d{4}", str(claim.get("as_of", "")))
    ]
    fact, claim = records.one(claims)
    former = said_of(fact, claim)
    claim["as_of"] = f"{int(claim['as_of']) - 1}"
    records.log("our_error", was=[former])


def postpone(records: Records) -> None:
    """An event that is awaited gets another date, for a reason."""
    event = records.one([event for event in records.events() if "plan" in event and "actual" not in event])
    due = f"{records.day.year + records.pick.randint(1, 3)}-0{records.pick.randint(1, 9)}"
    why, _ = records.name("Reason")
    event["plan"].append({"due": due, "why": why, "source": records.source(), "at": "¶1"})
    records.log("new_information", records=[event["id"]])


def give_up(records: Records) -> None:
    """A plan is given up; nobody says why."""
    event = records.one([event for event in records.events() if "plan" in event and "actual" not in event])
    event["plan"].append({"withdrawn": True, "source": records.source(), "at": "¶1"})
    records.log("new_information", records=[event["id"]])


def overtake(records: Records) -> None:
    """What is awaited is presupposed by a later step, which begins on trial though full use was announced."""
    subject = records.one(
        [
            subject
            for subject in records.subjects()
            for event in subject.get("events", ())
            if "plan" in event and "actual" not in event and "overtaken_by" not in event
        ]
    )
    name, identifier = records.name("Opening")
    source = records.source()
    awaited = (
        event
        for event in subject["events"]
        if "plan" in event and "actual" not in event and "overtaken_by" not in event
    )
    next(awaited)["overtaken_by"] = identifier
    step = {"source": source, "at": "¶1"}
    subject["events"].append(
        {
            "id": identifier,
            "title": name,
            "plan": [{"due": f"{records.day.year}", "kind": "full_use"} | step],
            "actual": [{"date": records.day.isoformat(), "kind": "trial_operation"} | step],
        }
    )
    records.log("new_information", records=[identifier])


def report_outcome(records: Records) -> None:
    """An event that was awaited has happened."""
    event = records.one([event for event in records.events() if "plan" in event and "actual" not in event])
    source = records.source()
    event["actual"] = [{"date": records.day.isoformat(), "source": source, "at": "¶1"}]
    records.log("new_information", records=[event["id"]])


def add_news(records: Records) -> None:
    """A report says that building has begun: a new stage, an event, and a project with what it costs."""
    community = records.one(records.entries("communities"))
    source = records.source()
    name, identifier = records.name("Plant")
    begun = {"date": records.day.isoformat(), "source": source, "at": "¶1"}
    community.setdefault("events", []).append(
        {"id": f"{identifier}-begins", "title": name, "actual": [begun]}
    )
    community["stage"] = {"value": "building", "basis": f"{identifier}-begins"}
    of_project = [one for one in records.measures().values() if one["scope"] == "project"]
    content = records.one([one["id"] for one in of_project if "unit" not in one])
    facts = [new_fact(f"{identifier}-content", content, name, source)]
    if costs := [one["id"] for one in of_project if one.get("unit") == "元"]:
        facts.append(new_fact(f"{identifier}-costs", costs[0], "超4.5亿元", source))
    row = records.one(
        [one["row"] for entry in records.entries("communities") for one in entry.get("projects", ())]
    )
    project = {"id": identifier, "name": name, "row": row, "facts": facts}
    community.setdefault("projects", []).append(project)
    records.log("new_information", records=[f"{identifier}-begins", *(fact["id"] for fact in facts)])


def new_fact(identifier: str, measure: str, value: Any, source: str, status: str = "signed") -> Tree:
    """Return a fact with one claim."""
    return {
        "id": identifier,
        "measure": measure,
        "claims": [{"value": value, "status": status, "source": source, "at": "¶1"}],
    }


def fill_row(records: Records) -> None:
    """Something is found that was sought in vain."""
    measures = records.measures().values()
    gaps = [
        (community, measure)
        for community in records.entries("communities")
        for gap in community.get("gaps", ())
        for measure in measures
        if measure.get("row") == gap["row"] and "unit" not in measure
    ]
    community, measure = records.one(gaps)
    name, identifier = records.name("Answer")
    community["facts"].append(new_fact(identifier, measure["id"], name, records.source(), "planned"))
    records.log("new_information", records=[identifier])


def search_again(records: Records) -> None:
    """Somebody looked again for what a community lacks, and found nothing."""
    search = {
        "what": text("区政府网站。", "The site of the district government."),
        "date": records.next_day(),
    }
    gap = records.one([one for entry in records.entries("communities") for one in entry.get("gaps", ())])
    gap |= {"searches": [*gap.get("searches", ()), search], "why": "mentioned_without_detail"}


def tell_lead(records: Records) -> None:
    """Somebody found what only pages of unknown origin say."""
    subject = records.one([one for one in records.subjects() if not one.get("leads")])
    name, identifier = records.name("Lead")
    words = {
        "text": name,
        "why": text("没有写明出处。", "They name no origin."),
        "check": text("主管部门。", "The office."),
    }
    subject["leads"] = [{"id": identifier, **words, "searched": records.next_day()}]


def review(records: Records) -> None:
    """Somebody went over a record, and over one fact of another later."""
    records.one(records.entries("organisations") + records.entries("communities"))["reviewed"] = (
        records.next_day()
    )
    records.one(records.facts())["reviewed"] = records.next_day()


def withdraw_source(records: Records) -> None:
    """A source is withdrawn, with everything that it alone says."""
    bound = {str(one) for tree in dicts(records.files) for key in ("basis", "fact") if (one := tree.get(key))}
    bound |= {
        project["facts"][0]["id"]
        for entry in records.entries("communities")
        for project in entry.get("projects", ())
    }
    bound |= {event["id"] for event in records.events() for key in ("plan", "actual") if not event.get(key)}
    needed = {
        str(one)
        for tree in dicts(records.files)
        for key in ("name_source", "repeats")
        if (one := tree.get(key))
    }
    needed |= {place["named"]["source"] for place in records.entries("places")}
    needed |= {
        entry["structure"]["source"] for entry in records.entries("communities") if "structure" in entry
    }
    needed |= {one["source"] for entry in records.entries("changes") for one in entry.get("was", ())}
    needed |= {one["source"] for event in records.events() for one in (*event.get("plan", ()), *event.get("actual", ()))}  # fmt: skip
    shown = records.files["site"]["home_facts"]
    alone = {fact["id"]: {claim["source"] for claim in fact["claims"]} for fact in records.facts()}
    candidates = [
        source["id"]
        for source in records.entries("sources")
        if source["id"] not in needed
        and "repeats" not in source
        and not any(sources == {source["id"]} and fact in (*bound, *shown) for fact, sources in alone.items())
        and all(
            any(alone[fact] != {source["id"]} for fact in entry["key_facts"])
            for entry in records.entries("communities")
        )
    ]  # fmt: skip
    withdrawn = records.one(candidates)
    gone = {fact for fact, sources in alone.items() if sources == {withdrawn}}
    for subject in records.subjects():
        for fact in subject.get("facts", ()):
            for claim in [claim for claim in fact["claims"] if claim["source"] == withdrawn]:
                lose_claim(fact, claim)
        if "facts" in subject:
            subject["facts"] = [fact for fact in subject["facts"] if fact["claims"]]
        if not subject.get("facts", True):
            del subject["facts"]
    for tree in dicts(records.files):
        for key in ("key_facts", "records", "answers", "at_district"):
            if key in tree:
                tree[key] = [one for one in tree[key] if one not in gone]
    for entry in records.entries("changes"):
        if not entry.get("records", True) and not entry.get("was"):
            entry["pages"] = sorted({*entry.get("pages", ()), "sources"})
    for name, tree in list(records.files.items()):
        if name == "sources":
            records.files[name] = [one for one in tree if one["id"] != withdrawn]
        elif name.startswith("sources/") and tree["id"] == withdrawn:
            del records.files[name]
    records.log("source_restated", pages=["sources"])


def add_community(records: Records) -> None:
    """A place becomes a community, in a file of its own: one that is already named, or a new one."""
    name, identifier = records.name("Valley")
    source = records.source()
    measure = records.one(
        [one["id"] for one in records.measures().values() if one.get("row") and "unit" not in one]
    )
    community = {
        "id": identifier, "name": name, "short": name, "name_basis": "working", "place": name, "summary": name,
        "stage": {"value": "planned", "basis": f"{identifier}-plan"}, "reviewed": records.day.isoformat(),
        "key_facts": [f"{identifier}-plan"],
        "facts": [new_fact(f"{identifier}-plan", measure, name, source, "planned")],
    }  # fmt: skip
    free = [one for one in records.entries("places") if "community" not in one and "facts" not in one]
    named = [one for one in free if one["named"]["role"] != "context"]
    place = {
        "id": f"{identifier}-town", "name": name, "short": name, "name_basis": "working", "level": "town",
        "reviewed": records.day.isoformat(), "named": {"role": "named", "source": source, "at": "¶1"},
    }  # fmt: skip
    if named and records.pick.random() < 0.5:
        place = records.one(named)
    else:
        records.files["places"].append(place)
    place["community"] = identifier
    records.files["communities"].append(identifier)
    records.files[f"communities/{identifier}"] = community
    records.log("new_information", records=[f"{identifier}-plan"])


def add_place(records: Records) -> None:
    """A source names another place."""
    name, identifier = records.name("Town")
    records.files["places"].append(
        {"id": identifier, "name": name, "short": name, "name_basis": "working", "level": "town"}
        | {"named": {"role": "supporting", "source": records.source(), "at": "¶1"}}
        | {"reviewed": records.day.isoformat()}
    )


def add_organisation(records: Records) -> None:
    """A listed company takes part in a community, and announces something."""
    name, identifier = records.name("Company")
    planned = {
        "due": f"{records.day.year + 1}",
        "source": records.source(),
        "at": "¶1",
        "said_by": identifier,
    }
    records.files["organisations"].append(
        {"id": identifier, "name": name, "name_basis": "working", "reviewed": records.day.isoformat()}
        | {"kind": "company", "ticker": {"exchange": "SSE", "code": f"{699999 - records.made}"}}
        | {"events": [{"id": f"{identifier}-moves", "title": name, "plan": [planned]}]}
    )
    records.one(records.entries("communities")).setdefault("organisations", []).append(identifier)


def add_facility(records: Records) -> None:
    """A school opens."""
    name, identifier = records.name("School")
    source = records.source()
    opened = {"date": records.day.isoformat(), "source": source, "at": "¶1"}
    records.files["facilities"].append(
        {"id": identifier, "name": name, "name_basis": "established", "name_source": source}
        | {"reviewed": records.day.isoformat()}
        | {"events": [{"id": f"{identifier}-opens", "title": name, "actual": [opened]}]}
    )


def add_question(records: Records) -> None:
    """Investors ask two more questions; one has an answer."""
    group = records.one(records.files["questions"]["groups"])
    name, identifier = records.name("Question")
    group["questions"].append({"id": identifier, "text": name, "rows": [records.one(records.rows())]})
    name, identifier = records.name("Matter")
    group["questions"].insert(0, {"id": identifier, "text": name, "missing": name})


def add_term(records: Records) -> None:
    """A claim gets a note with a word that the glossary explains."""
    claim = records.one(
        [claim for fact in records.facts() for claim in fact["claims"] if "note" not in claim]
    )
    name, identifier = records.name("Word")
    claim["note"] = text(f"来源称之为{name['zh']}。", f"The source calls it a {name['en']}.")
    records.files["glossary"].append(
        {"id": identifier, "name": name, "name_basis": "working", "literal": "word for word", "plain": name}
    )


def add_part(records: Records) -> None:
    """The planned structure of a community has another part."""
    entry = records.one([entry for entry in records.entries("communities") if "structure" in entry])
    name, identifier = records.name("Core")
    entry["structure"]["nodes"].append({"id": identifier, "name": name, "count": 3})


def rename_community(records: Records) -> None:
    """A community gets another name, and is described anew."""
    entry = records.one(records.entries("communities"))
    name, _ = records.name("Park")
    entry |= {"name": name, "name_basis": "working", "summary": text("概况另写。", "Described anew.")}
    entry.pop("name_source", None)


def reorder(records: Records) -> None:
    """Communities, sources and organisations stand in another order."""
    for kind in ("communities", "sources", "organisations"):
        records.pick.shuffle(records.files.get(kind, []))


def change_site(records: Records) -> None:
    """The home page shows another fact, and the page about the site has another section."""
    site = records.files["site"]
    others = [fact["id"] for fact in records.facts() if fact["id"] not in site["home_facts"]]
    site["home_facts"] = [*site["home_facts"][1:], records.one(others)]
    name, identifier = records.name("Section")
    site["about"].append({"id": identifier, "heading": name, "paragraphs": [name]})
    site["description"] = text("另写的一段说明。", "Another description.")


def name_publisher(records: Records) -> None:
    """The site says who publishes it, how to reach them, and under which terms the data may be used."""
    site = records.files["site"]
    name, identifier = records.name("Office")
    site |= {"publisher": name, "contact": name, "repository": f"https://example.org/{identifier}"}
    site["licence"] = {"id": identifier, "title": name, "url": f"https://example.org/{identifier}/terms"}


Edit = Callable[[Records], None]
# In this order once; then a few more, of any kind.
EDITS: tuple[Edit, ...] = (
    add_log_entry, add_news, report_outcome, postpone, give_up, overtake, add_claim, remove_claim, change_figure, move_date, fill_row,
    search_again, tell_lead, review, withdraw_source, add_community, add_place, add_organisation, add_facility, add_question,
    add_term, add_part, rename_community, reorder, change_site, name_publisher, rename_fact, rename_event,
)  # fmt: skip


def edit(folder: Path, seed: int, edits: tuple[Edit, ...] = EDITS, more: int = 12) -> list[str]:
    """Apply ``edits`` to the records in ``folder``, then ``more`` of any kind; return the names of those that found a target."""
    library = library_in(folder)
    before, records = addresses(library), Records(folder, newest_day(library), seed)
    applied = []
    for one in (*edits, *records.pick.choices(EDITS, k=more)):
        try:
            one(records)
        except NoTargetError:
            continue
        records.settle()
        applied.append(one.__name__)
    records.write()
    lead_on(folder, before, records.renamed)
    return applied


def lead_on(folder: Path, before: frozenset[str], renamed: dict[str, str]) -> None:
    """Write where every address has moved to that the records no longer make: to the new id, or else to the page."""
    library = library_in(folder)
    now = addresses(library)
    moved = {entry.old: entry.new for entry in library.redirects.moved}
    for old in sorted({*before, *moved.values()} - now):
        page, _, anchor = old.partition("#")
        kind, _, identifier = anchor.partition("-")
        while identifier in renamed:
            identifier = renamed[identifier]
        new = f"{page}#{kind}-{identifier}"
        moved[old] = new if new in now else page
    direct = {old: moved.get(new, new) for old, new in moved.items()}
    lines = [f"  - {{old: {old}, new: {new}}}\n" for old, new in sorted(direct.items())]
    (folder / "redirects.yaml").write_text(
        f"moved:\n{''.join(lines)}" if lines else "moved: []\n", encoding="utf-8"
    )


def main() -> int:
    """Make edits in a copy of the real records."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where to put the copy; replaced if it is there")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--of", type=Path, default=ROOT / "data", help="the records to copy")
    options = parser.parse_args()
    shutil.rmtree(options.folder, ignore_errors=True)
    shutil.copytree(options.of, options.folder)
    print(", ".join(edit(options.folder, options.seed)))
    return sitegen_command(["check", "--data", str(options.folder)])


if __name__ == "__main__":
    sys.exit(main())
