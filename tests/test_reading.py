"""What a file was parsed to is taken from the cache while the file stays as it is, and never for longer."""

import random
from pathlib import Path

import pytest

from folders import HERE, complete
from sitegen.core.cache import PICKLE
from sitegen.loading import parse_cache as records_cache
from sitegen.loading.load import Draft, read_library
from sitegen.loading.parse import File, ParsedFile, parse_file
from sitegen.loading.parse_cache import CachedParser


def read_cached(folder: Path, cache: Path) -> Draft:
    """Read as a command does, which saves for the next what it has parsed."""
    parser = CachedParser(cache)
    draft = read_library(folder, parser)
    parser.save()
    return draft


def cached_files(cache: Path) -> set[str]:
    """Return the names of the files whose records are cached."""
    return set(PICKLE.loads(cache.read_bytes().partition(b"\n")[2]))


def said(draft: Draft) -> tuple[object, ...]:
    """Return all that a draft holds, and where each record stands."""
    places = {path: draft.nodes[path] for path in draft.nodes}
    return draft.problems, draft.records, draft.references, draft.partial_paths(), draft.declared, places


@pytest.fixture
def files_parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The name of each file that is really parsed, in their order."""
    names: list[str] = []

    def noted(file: File, kind: str, *, is_list: bool) -> ParsedFile:
        names.append(file.name)
        return parse_file(file, kind, is_list=is_list)

    monkeypatch.setattr(records_cache, "parse_file", noted)
    return names


def test_only_files_that_changed_are_parsed_again(tmp_path: Path, files_parsed: list[str]) -> None:
    """A second run parses nothing, and after an edit the one file that was edited."""
    folder, cache = complete(HERE / "library", tmp_path / "data"), tmp_path / "cache"
    read_cached(folder, cache)
    assert len(files_parsed) == len(set(files_parsed)) == len(list(folder.rglob("*.yaml")))
    files_parsed.clear()

    read_cached(folder, cache)
    assert files_parsed == []

    path = folder / "communities" / "elm.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# 一行注释\n", encoding="utf-8")
    read_cached(folder, cache)
    assert files_parsed == ["data/communities/elm.yaml"]


@pytest.mark.parametrize("seed", range(6))
def test_random_edits_are_read_as_from_nothing(tmp_path: Path, seed: int) -> None:
    """Whatever lines are lost, doubled or moved between files, a run with a cache says what one from nothing says."""
    chance, cache = random.Random(seed), tmp_path / "cache"
    folder = complete(HERE / "library", tmp_path / "data")
    files = sorted(folder.rglob("*.yaml"))
    originals = {path: path.read_text(encoding="utf-8") for path in files}
    resident = CachedParser()
    right = 0
    for _ in range(12):
        path = chance.choice(files)
        lines = path.read_text(encoding="utf-8").splitlines()
        if chance.random() < 0.4:
            path.write_text(originals[path], encoding="utf-8")
        elif lines:
            place = chance.randrange(len(lines))
            lines[place : place + 1] = chance.choice(([], [lines[place]] * 2, [chance.choice(lines)]))
            path.write_text("\n".join([*lines, ""]), encoding="utf-8")
        fresh = said(read_library(folder))
        assert said(read_cached(folder, cache)) == fresh
        assert said(read_library(folder, resident)) == fresh
        right += not fresh[0]
    assert right < 12  # some edits were mistakes


def test_a_file_with_mistakes_is_parsed_each_time(tmp_path: Path, files_parsed: list[str]) -> None:
    """Only what is right is saved: what is wrong keeps its places, which take room."""
    folder = complete(HERE / "mistakes" / "records", tmp_path / "data")
    before = read_cached(folder, tmp_path / "cache").problems
    assert before
    files_parsed.clear()

    assert read_cached(folder, tmp_path / "cache").problems == before
    wrong = {problem.place.file for problem in before if (tmp_path / problem.place.file).is_file()}
    assert len(files_parsed) > 1
    assert set(files_parsed) <= wrong


@pytest.mark.parametrize(
    "spoilt", ["truncated", "one byte", "empty", "of another program", "no pickle", "a folder"]
)
def test_a_broken_cache_is_none(tmp_path: Path, spoilt: str, files_parsed: list[str]) -> None:
    """Whatever stands in the place of the cache, the records are read."""
    folder, cache = complete(HERE / "library", tmp_path / "data"), tmp_path / "cache"
    fresh = said(read_cached(folder, cache))
    saved = cache.read_bytes()
    header, _, content = saved.partition(b"\n")
    cache.unlink()
    match spoilt:
        case "truncated":
            cache.write_bytes(saved[: len(saved) // 2])
        case "one byte":
            place = saved.index(b"Nothing was found.")
            cache.write_bytes(saved[:place] + b"M" + saved[place + 1 :])
        case "empty":
            cache.write_bytes(b"")
        case "of another program":
            cache.write_bytes(b"0" * len(header) + b"\n" + content)
        case "no pickle":
            cache.write_bytes(header + b"\n\x80nothing")
        case "a folder":
            cache.mkdir()
    files_parsed.clear()

    assert said(read_cached(folder, cache)) == fresh
    assert len(files_parsed) == len(list(folder.rglob("*.yaml")))


def test_the_cache_holds_what_is_there_and_no_more(tmp_path: Path) -> None:
    """A file that has gone leaves the cache with the next run."""
    folder, cache = complete(HERE / "library", tmp_path / "data"), tmp_path / "cache"
    (folder / "redirects.yaml").write_text("moved: []\n", encoding="utf-8")
    read_cached(folder, cache)
    assert "data/redirects.yaml" in cached_files(cache)
    (folder / "redirects.yaml").unlink()

    read_cached(folder, cache)

    assert cached_files(cache) == {f"data/{path.relative_to(folder)}" for path in folder.rglob("*.yaml")}


def test_what_one_program_read_is_not_taken_for_what_another_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files_parsed: list[str]
) -> None:
    """Code that is changed while a program runs has read nothing yet."""
    folder, cache = complete(HERE / "library", tmp_path / "data"), tmp_path / "cache"
    parser = CachedParser(cache)
    read_library(folder, parser)
    files_parsed.clear()
    monkeypatch.setattr(records_cache, "fingerprint", lambda *_: "1" * 64)
    parser.save()

    read_cached(folder, cache)

    assert len(files_parsed) == len(list(folder.rglob("*.yaml")))
