#!/usr/bin/env python3
"""Make a library of any size from the real records: the same kinds of text and figures under other ids.

`synthetic.py REAL FOLDER SIZE` writes SIZE communities, made from the records in REAL, into FOLDER.
Each community is a copy of a real one under another id, with its own place and sources, and other digits in every
figure that stands alone.
"""

import random
import re
import string
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from sitegen.strict_yaml.nodes import read_yaml

Record = dict[str, Any]
# It leads on from addresses of the real site.
DROPPED = "redirects"
# So many of the communities are copied in turn, however many there are: sizes stay comparable.
VARIETY = 3


def write_library(real: Path, folder: Path, size: int) -> None:
    """Write a library of ``size`` communities, made from the records in ``real``, into ``folder``."""
    files = {path.stem: _read(path) for path in sorted(real.glob("*.yaml")) if path.stem != DROPPED}
    for kind, is_newest_first in (("sources", False), ("changes", True)):
        own = [_read(path) for path in sorted((real / kind).glob("*.yaml"), reverse=is_newest_first)]
        files[kind] = own + files.get(kind, [])
    originals = [
        _read(real / "communities" / f"{entry}.yaml") if isinstance(entry, str) else entry
        for entry in files["communities"][:VARIETY]
    ]
    homes = {place["community"]: place for place in files["places"] if "community" in place}
    files["places"] = [place for place in files["places"] if "community" not in place]
    every_source = {source["id"]: source for source in files["sources"]}
    digits = random.Random(size)
    communities: list[Record] = []
    for number in range(size):
        original = originals[number % len(originals)]
        name = f"community-{_letters(number)}"
        together = {"community": original, "place": homes[original["id"]]}
        together["sources"] = [every_source[one] for one in sorted(set(_texts(together)) & set(every_source))]
        copy = _renamed(together, _new_ids(together, name))
        _vary(copy, _letters(number).upper(), digits)
        communities.append(copy["community"])
        files["places"].append(copy["place"])
        files["sources"] += copy["sources"]
    files["communities"] = [community["id"] for community in communities]
    _drop_dangling(files, communities)
    for community in communities:
        _write(folder / "communities" / f"{community['id']}.yaml", community)
    for name, records in files.items():
        _write(folder / f"{name}.yaml", records)


def _read(path: Path) -> Any:
    node, problems = read_yaml(path, path.name)
    assert node is not None, problems
    assert not problems, problems
    return node.plain()


def _write(path: Path, records: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.dump(records, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10**6)
    path.write_text(text, encoding="utf-8")


def _letters(number: int) -> str:
    """Return ``number`` as three letters; digits in an id could be taken for a year."""
    return "".join(string.ascii_lowercase[number // 26**place % 26] for place in (2, 1, 0))


def _new_ids(together: Record, name: str) -> dict[str, str]:
    """Return the new ids of the community, its place and sources, and the records within them."""
    community, place, sources = together["community"], together["place"], together["sources"]
    inner = [*_inner(community), *_inner(place)]
    ids = {record["id"]: f"{name}-{_letters(number)}" for number, record in enumerate(inner)}
    ids |= {source["id"]: f"{name}-source-{_letters(number)}" for number, source in enumerate(sources)}
    return ids | {
        community["id"]: name,
        place["id"]: name if place["id"] == community["id"] else f"{name}-place",
    }


def _vary(copy: Record, letters: str, digits: random.Random) -> None:
    for record in (copy["community"], copy["place"]):
        for text in (record["name"], record["short"]):
            text["zh"], text["en"] = f"{text['zh']}{letters}", f"{text['en']} {letters}"
    for record in _inner(copy["community"]):
        claims = record.get("claims", [])
        if len(claims) == 1 and isinstance(value := claims[0]["value"], str) and "%" not in value:
            claims[0]["value"] = re.sub("[1-9]", lambda _: str(digits.randint(1, 9)), value)
    kept = {source["id"] for source in copy["sources"]}
    for source in copy["sources"]:
        if source.get("repeats") not in kept:
            source.pop("repeats", None)
        if "url" in source:
            source["url"] += f"{'&' if '?' in source['url'] else '?'}copy={letters}"


def _renamed(value: Any, ids: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _renamed(item, ids) for key, item in value.items()}
    if isinstance(value, list):
        return [_renamed(item, ids) for item in value]
    return ids.get(value, value) if isinstance(value, str) else value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)
    elif isinstance(value, str):
        yield value


def _inner(subject: Record) -> Iterator[Record]:
    """Yield the records within a subject that have an id."""
    for owner in (subject, *subject.get("projects", [])):
        for key in ("facts", "events", "leads"):
            yield from owner.get(key, [])
    yield from subject.get("projects", [])
    if "structure" in subject:
        yield subject["structure"]


def _drop_dangling(files: dict[str, Any], communities: list[Record]) -> None:
    """Remove references to records that were not copied, and records that nothing refers to."""
    subjects = [*communities, files["programme"]]
    subjects += [one for kind in ("places", "organisations", "facilities") for one in files[kind]]
    known = {record["id"] for subject in subjects for record in _inner(subject)}
    site = files["site"]
    site["home_facts"] = [one for one in site["home_facts"] if one in known] or communities[0]["key_facts"]
    for holder, key in [
        (one, "answers") for group in files["questions"]["groups"] for one in group["questions"]
    ] + [(change, "records") for change in files["changes"]]:
        holder[key] = [one for one in holder.get(key, []) if one in known]
    for change in files["changes"]:
        change["was"] = [former for former in change.get("was", []) if former["fact"] in known]
    files["changes"] = [one for one in files["changes"] if one["records"] or one["was"] or one.get("pages")]
    cited = set(_texts([communities, *(records for name, records in files.items() if name != "sources")]))
    cited |= {source["repeats"] for source in files["sources"] if "repeats" in source}
    files["sources"] = [source for source in files["sources"] if source["id"] in cited]
    said = "\n".join(_texts([communities, *(files[kind] for kind in ("places", "programme", "facilities"))]))
    said += "\n".join(_texts([files["organisations"], files["questions"], files["sources"]]))
    files["glossary"] = [term for term in files["glossary"] if term["name"]["zh"].strip("“”") in said]


if __name__ == "__main__":
    write_library(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
