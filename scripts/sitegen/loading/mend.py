"""Make a library of records of old that break the rules of today, so that they can be compared with those at hand.

What cannot be read is taken to be as it is now, record by record, and left out where there is none now.
"""

from collections.abc import Iterable, Iterator

from sitegen.loading.load import Draft
from sitegen.loading.parse import LISTS, SINGLE, declared_ids
from sitegen.loading.validate import valid_part, validate_node, wrong_paths
from sitegen.records.library import Library, Path
from sitegen.records.model import references
from sitegen.records.record_files import DATA_FILES
from sitegen.strict_yaml.nodes import Node


def mend(draft: Draft, now: Library) -> Library:
    """Return the library of ``draft``, with what has mistakes or is missing as it is ``now``."""
    # The second of two records with one id stands under another path.
    draft.records = {path: one for path, one in draft.records.items() if "@" not in str(path[1])}
    for path in {path for path in draft.partial if "@" not in str(path[1])}:
        _validate(draft, path, draft.nodes.as_written(path), now)
    # In the order of the files; where one cannot be read, in that of now.
    order = {path: position for position, path in enumerate(draft.nodes)}
    for path in _missing(draft, now):
        _validate(draft, path, now.nodes[path], now)
    if draft.unreadable:
        order = {path: position for position, path in enumerate(now.nodes)}
    homes = {declared: path for path in now.nodes for declared in _declared(path, now.nodes[path])}
    for path in {
        homes[target] for _, _, targets in _dangling(draft) for target in targets if target in homes
    }:
        if path not in draft.records or path[0] in SINGLE:
            _validate(draft, path, now.nodes[path], now)
    for path, places in _by_record(_dangling(draft)).items():
        _validate(draft, path, _replaced(draft.nodes[path], now.nodes.get(path), places), now)
    while wrong := _by_record(_dangling(draft)):
        for path, places in wrong.items():
            _keep(draft, path, *valid_part(DATA_FILES[str(path[0])].model, draft.nodes[path], places))
    draft.records |= {(kind, ""): getattr(now, kind) for kind in SINGLE if (kind, "") not in draft.records}
    draft.records = {
        path: draft.records[path]
        for path in sorted(draft.records, key=lambda path: order.get(path, len(order)))
    }
    library = draft.library()
    assert library is not None, "a file that is missing is as it is now"
    return library


def _missing(draft: Draft, now: Library) -> Iterator[Path]:
    """Yield the path of each record that is there now, and may have been in a file that cannot be read or is missing."""
    for kind in draft.unreadable:
        names = getattr(now, kind) if kind in LISTS else ("",)
        for path in ((kind, name) for name in names):
            if path not in draft.records and path in now.nodes:
                yield path
    yield from (
        (kind, "") for kind in SINGLE if (kind, "") not in draft.records and kind not in draft.unreadable
    )


def _validate(draft: Draft, path: Path, node: Node, now: Library) -> None:
    """Put the record of ``node`` into the draft: what has errors as it is ``now``, or not at all."""
    model = DATA_FILES[str(path[0])].model
    record, errors = validate_node(model, node)
    if record is None:
        node = _replaced(node, now.nodes.get(path), [tuple(error["loc"]) for error in errors])
        record, errors = validate_node(model, node)
    if record is None:
        record, node = valid_part(model, node, wrong_paths(errors))
    _keep(draft, path, record, node)


def _keep(draft: Draft, path: Path, record: object, node: Node) -> None:
    draft.partial.add(path)
    draft.nodes.replace(path, node)
    draft.records.pop(path, None)
    if record:
        draft.records[path] = record  # type: ignore[assignment]


def _declared(path: Path, node: Node) -> Iterator[tuple[str, str]]:
    """Yield (kind, id) of each record that the top record at ``path`` declares."""
    for kind, identifier, _ in declared_ids(node, DATA_FILES[str(path[0])].model):
        yield kind, identifier


def _dangling(draft: Draft) -> Iterator[tuple[Path, Path, list[tuple[str, str]]]]:
    """Yield (path of a top record, path within it, what it may mean) of each reference to a record that is not there."""
    ids = {declared for path in draft.records for declared in _declared(path, draft.nodes[path])}
    for path, record in draft.records.items():
        for place, kinds, identifier in references(record):
            targets = [(kind, identifier) for kind in kinds.split(" or ")]
            if not ids.intersection(targets):
                yield path, place, targets


def _by_record(dangling: Iterable[tuple[Path, Path, object]]) -> dict[Path, list[Path]]:
    found: dict[Path, list[Path]] = {}
    for path, place, _ in dangling:
        found.setdefault(path, []).append(place)
    return found


def _replaced(old: Node, new: Node | None, paths: Iterable[Path]) -> Node:
    """Return ``old`` with what has an id and holds one of the ``paths`` as it is in ``new``; else its key, if there is one."""
    for path in paths:
        if new is not None and path:
            old = _with(old, new, path)
    return old


def _with(old: Node, new: Node, path: Path) -> Node:
    step, rest = path[0], path[1:]
    if isinstance(old.value, dict) and isinstance(new.value, dict):
        key = str(step)
        before, after = old.value.get(key), new.value.get(key)
        value = _with(before, after, rest) if before and after and rest else after
        if value is None:
            return old
        return Node(old.value | {key: value}, old.place, old.key_places | {key: value.place})
    if isinstance(old.value, list) and isinstance(new.value, list) and isinstance(step, int):
        # Without an id nobody knows which item it was: the list as a whole is as it is now.
        identifier = _id(old.value[step]) if step < len(old.value) else None
        item = next((one for one in new.value if identifier and _id(one) == identifier), None)
        if item is None:
            return new if identifier is None else old
        mended = _with(old.value[step], item, rest) if any(isinstance(one, int) for one in rest) else item
        return Node([*old.value[:step], mended, *old.value[step + 1 :]], old.place, old.key_places)
    return new


def _id(node: Node) -> str | None:
    found = node.value.get("id") if isinstance(node.value, dict) else None
    return str(found.value) if found else None
