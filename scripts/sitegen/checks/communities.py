"""Rules for communities and their structures."""

from collections import Counter
from collections.abc import Iterator
from typing import get_args

from sitegen.checks.registry import Finding, named_once, rule
from sitegen.derived.findings import NAMED_ROWS, filled_rows, found_rows
from sitegen.derived.targets import statements
from sitegen.plan.select import shown_claim
from sitegen.records.library import Library, Path
from sitegen.records.model import Language, Structure

# More of a structure than this no page can show.
LEVELS, PARTS = 10, 300
# The statuses of what has at least begun to happen.
HAPPENED = ("done", "actual", "under_way")


@rule
def every_row_is_filled_or_a_declared_gap(library: Library) -> Iterator[Finding]:
    """Each factsheet row of a community has a record or an entry in `gaps`, not both; records that do not count may."""
    for community in library.communities.values():
        if library.is_partial(("communities", community.id)):
            continue
        path = ("communities", community.id)
        filled, found = filled_rows(community, library), found_rows(community, library)
        gaps = {item.row: index for index, item in enumerate(community.gaps)}
        for row in library.factsheet.rows:
            if row.id not in filled and row.id not in gaps:
                measures = [measure.id for measure in library.factsheet.measures if measure.row == row.id]
                zh, en = (
                    (f"指标：{'、'.join(measures)}", f"of the measure {' or '.join(measures)}")
                    if measures
                    else (
                        "这一行还没有指标，先在factsheet.yaml登记",
                        "the row has no measure yet, so add one to factsheet.yaml first",
                    )
                )
                yield Finding(
                    (*path, "id"),
                    f"“{community.id}”的要素行“{row.id}”（{row.label.zh}）空着",
                    f'The row "{row.id}" ({row.label.en}) of "{community.id}" is empty',
                    f"补一条事实（{zh}），或在gaps里写明原因",
                    f"add a fact ({en}), or say why under gaps",
                )
            if row.id in found and row.id in gaps:
                yield Finding(
                    (*path, "gaps", gaps[row.id], "row"),
                    f"要素行“{row.id}”（{row.label.zh}）已有内容，又列为未查到",
                    f'The row "{row.id}" ({row.label.en}) is filled and declared a gap',
                    "删去这条gaps",
                    "delete this entry of gaps",
                )
        for identifier, times in Counter(item.row for item in community.gaps).items():
            if times > 1:
                yield Finding(
                    (*path, "gaps", gaps[identifier], "row"),
                    f"要素行“{identifier}”在gaps里写了{times}次",
                    f'The row "{identifier}" stands {times} times under gaps',
                    "只留一条",
                    "keep one",
                )


@rule
def rows_at_district_level_are_answered_by_no_community(library: Library) -> Iterator[Finding]:
    """What answers a row at district level belongs to no community, and stands there once."""
    for number, group in enumerate(library.factsheet.groups):
        for position, row in enumerate(group.rows):
            path = ("factsheet", "", "groups", number, "rows", position, "at_district")
            for index, identifier in enumerate(row.at_district):
                home = library.homes.get(identifier)
                if home and home.community:
                    yield Finding(
                        (*path, index),
                        f"“{identifier}”属于社区“{home.community.id}”，不是全区或开发区的",
                        f'"{identifier}" belongs to the community "{home.community.id}", not to the district or a zone',
                        "删去；社区自己的内容由它的事实显示",
                        "delete it; what a community has of its own is shown by its facts",
                    )
            yield from named_once(path, row.at_district)


@rule
def the_factsheet_has_the_rows_that_pages_name(library: Library) -> Iterator[Finding]:
    """The factsheet has the rows that pages refer to by id."""
    rows = {row.id for row in library.factsheet.rows}
    for identifier in NAMED_ROWS:
        if identifier not in rows and not library.is_partial(("factsheet", "")):
            yield Finding(
                ("factsheet", "", "groups"),
                f"缺少要素行“{identifier}”，网页要按名称引用它",
                f'The row "{identifier}" is missing, which pages show by name',
                "恢复这一行",
                "restore the row",
            )


@rule
def lists_name_each_thing_once(library: Library) -> Iterator[Finding]:
    """No list of ids has an id twice."""
    lists: list[tuple[Path, tuple[str, ...]]] = [(("site", "", "home_facts"), library.site.home_facts)]
    for community in library.communities.values():
        lists.append((("communities", community.id, "key_facts"), community.key_facts))
        lists.append((("communities", community.id, "organisations"), community.organisations))
    for path, identifiers in lists:
        yield from named_once(path, identifiers)


@rule
def a_community_rests_on_its_own_records(library: Library) -> Iterator[Finding]:
    """The stage and the key facts of a community point to its own facts and events."""
    for community in library.communities.values():
        path = ("communities", community.id)
        pointers: list[tuple[Path, str]] = [((*path, "stage", "basis"), community.stage.basis)]
        pointers += [((*path, "key_facts", index), fact) for index, fact in enumerate(community.key_facts)]
        for pointer, identifier in pointers:
            home = library.homes.get(identifier)
            if home and home.community is not community:
                yield Finding(
                    pointer,
                    f"“{identifier}”不属于“{community.id}”",
                    f'"{identifier}" does not belong to "{community.id}"',
                    "改成本社区的事实或事件",
                    "choose a fact or event of this community",
                )


@rule
def a_stage_rests_on_what_has_happened(library: Library) -> Iterator[Finding]:
    """A stage beyond `planned` rests on an event that has happened, or on a record that is done, actual or under way."""
    for community in library.communities.values():
        stage = community.stage
        if stage.value != "planned" and _has_happened(stage.basis, library) is False:
            yield Finding(
                ("communities", community.id, "stage", "basis"),
                f"阶段“{stage.value}”依据的“{stage.basis}”只是计划，还没有发生",
                f'The stage "{stage.value}" rests on "{stage.basis}", which is only a plan',
                "改成有actual的事件，或状态为done、actual、under_way的事实；都没有的，value写planned",
                "choose an event with an actual date, or a fact whose status is done, actual or under_way; "
                "if there is none, make the value planned",
            )


def _has_happened(identifier: str, library: Library) -> bool | None:
    """Say whether the fact, event or structure has begun to happen; None if that cannot be read."""
    if event := library.events.get(identifier):
        withdrawn = {identifier for identifier, source in library.sources.items() if source.withdrawn}
        if any(outcome.source not in withdrawn for outcome in event.actual):
            return True
        # Of an event of which nothing stands, another rule tells.
        return None if event.actual and {one.source for one in event.plan} <= withdrawn else False
    if fact := library.facts.get(identifier):
        sources = {claim.source for claim in statements(fact)}
        if not sources <= library.sources.keys() or (fact.shown and fact.shown.source not in sources):
            return None
        return shown_claim(fact, library).status in HAPPENED
    structures = (community.structure for community in library.communities.values() if community.structure)
    structure = next((structure for structure in structures if structure.id == identifier), None)
    return structure.status in HAPPENED if structure else None


@rule
def communities_have_names_of_their_own(library: Library) -> Iterator[Finding]:
    """No two communities have the same name or short name in a language, since tables and menus tell them apart by it."""
    for key, zh, en in (("name", "名称", "name"), ("short", "简称", "short name")):
        for language in get_args(Language):
            first: dict[str, str] = {}
            for community in library.communities.values():
                name = getattr(getattr(community, key), language)
                if name.casefold() in first:
                    yield Finding(
                        ("communities", community.id, key, language),
                        f"社区“{first[name.casefold()]}”的{zh}也是“{name}”，读者分不清",
                        f'The community "{first[name.casefold()]}" has the {en} "{name}" too, so readers cannot tell them apart',
                        "写成不同的名称，如加上园区名",
                        "give it a name of its own, for instance with that of the park",
                    )
                first.setdefault(name.casefold(), community.id)


@rule
def every_community_stands_at_one_place(library: Library) -> Iterator[Finding]:
    """Exactly one place names each community, so that the list of places links to it."""
    if library.partial:
        return
    named = Counter(place.community for place in library.places.values())
    for identifier in library.communities:
        if named[identifier] != 1:
            yield Finding(
                ("communities", identifier, "id"),
                f"places.yaml里有{named[identifier]}个地区指向社区“{identifier}”",
                f'{named[identifier]} places of places.yaml point to the community "{identifier}"',
                "只在一个地区的community里写上它",
                "name it under community of one place",
            )


@rule
def structures_agree_with_their_parts(library: Library) -> Iterator[Finding]:
    """The parent of a node stands before it, ids differ, a count agrees with the listed parts, and all can be drawn."""
    for community in library.communities.values():
        if community.structure is None:
            continue
        path = ("communities", community.id, "structure", "nodes")
        yield from _too_large(community.structure, path)
        seen: set[str] = set()
        children = Counter(node.parent for node in community.structure.nodes)
        for index, node in enumerate(community.structure.nodes):
            if node.parent and node.parent not in seen:
                yield Finding(
                    (*path, index, "parent"),
                    f"上级“{node.parent}”不在这一项之前",
                    f'The parent "{node.parent}" does not stand before this node',
                    "先写上级，再写下级",
                    "write the parent before its parts",
                )
            if node.id in seen:
                yield Finding(
                    (*path, index, "id"),
                    f"结构里“{node.id}”重复",
                    f'"{node.id}" is repeated in the structure',
                    "换一个编号",
                    "choose another id",
                )
            named = children[node.id]
            if node.count is not None and named and not node.open and named != node.count:
                yield Finding(
                    (*path, index, "count"),
                    f"count写{node.count}，列出的却有{named}项",
                    f"The count is {node.count}, but the parts named are {named}",
                    "核对来源，改count或补齐各项",
                    "check the source and correct the count or the parts",
                )
            seen.add(node.id)


def _too_large(structure: Structure, path: Path) -> Iterator[Finding]:
    """Find what makes a structure too large to be drawn."""
    depths = {"": 0}
    for index, node in enumerate(structure.nodes):
        depths[node.id] = depths.get(node.parent or "", 0) + 1
        if depths[node.id] == LEVELS + 1:
            yield Finding(
                (*path, index),
                f"结构超过{LEVELS}级",
                f"The structure has more than {LEVELS} levels",
                "对照来源核对parent",
                "check the parents against the source",
            )
    if sum(node.count or 1 for node in structure.nodes) > PARTS:
        yield Finding(
            path,
            f"结构的各部分合计超过{PARTS}个",
            f"The structure has more than {PARTS} parts in all",
            "对照来源核对count，只列主要部分",
            "check the counts against the source, and list the main parts only",
        )


@rule
def a_project_begins_with_what_it_is(library: Library) -> Iterator[Finding]:
    """The first fact of a project says, as text, what the project is, and has its status."""
    for path, subject in library.subjects():
        if "projects" in path and subject.facts:
            measure = library.measures.get(subject.facts[0].measure)
            if measure and (measure.unit or measure.scope != "project"):
                yield Finding(
                    (*path, "facts", 0, "measure"),
                    "项目的第一条事实应说明项目内容",
                    "The first fact of a project must say what it is",
                    "把project-content放在最前面",
                    "put project-content first",
                )
