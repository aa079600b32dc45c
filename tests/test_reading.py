"""What was read of a file is known again while the file stays as it is, and never taken for more than that."""

import pickle
import random
import shutil
from pathlib import Path

import pytest

from conftest import HERE, ROOT, complete
from sitegen.loading import files as reading
from sitegen.loading.files import Readings
from sitegen.loading.load import Draft, read_library


def remembered(folder: Path, memory: Path) -> Draft:
    """Read as a command does, which leaves for the next what it has read."""
    readings = Readings(memory)
    draft = read_library(folder, readings)
    readings.note()
    return draft


def said(draft: Draft) -> tuple[object, ...]:
    """Return all that a draft holds, and where each record stands."""
    places = {path: draft.nodes[path] for path in draft.nodes}
    return draft.problems, draft.records, draft.references, draft.partial_paths(), draft.declared, places


@pytest.fixture
def files_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The name of each file that is really read, in their order."""
    names: list[str] = []
    read = reading.read

    def noted(file: reading.File, kind: str, *, is_list: bool) -> reading.Reading:
        names.append(file.name)
        return read(file, kind, is_list=is_list)

    monkeypatch.setattr(reading, "read", noted)
    return names


def test_only_files_that_changed_are_read_again(tmp_path: Path, files_read: list[str]) -> None:
    """A second run reads nothing, and after an edit the one file that was edited."""
    folder, memory = tmp_path / "data", tmp_path / "memory"
    shutil.copytree(ROOT / "data", folder)
    remembered(folder, memory)
    assert len(files_read) == len(set(files_read)) == len(list(folder.rglob("*.yaml")))
    files_read.clear()

    remembered(folder, memory)
    assert files_read == []

    path = folder / "communities" / "daoxu.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# 一行注释\n", encoding="utf-8")
    remembered(folder, memory)
    assert files_read == ["data/communities/daoxu.yaml"]


@pytest.mark.parametrize("seed", range(6))
def test_random_edits_are_read_as_from_nothing(tmp_path: Path, seed: int) -> None:
    """Whatever lines are lost, doubled or moved between files, a run that remembers says what one from nothing says."""
    chance, memory = random.Random(seed), tmp_path / "memory"
    folder = complete(HERE / "library", tmp_path / "data")
    files = sorted(folder.rglob("*.yaml"))
    originals = {path: path.read_text(encoding="utf-8") for path in files}
    resident = Readings()
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
        assert said(remembered(folder, memory)) == fresh
        assert said(read_library(folder, resident)) == fresh
        right += not fresh[0]
    assert right < 12  # some edits were mistakes


def test_a_file_with_mistakes_is_read_each_time(tmp_path: Path, files_read: list[str]) -> None:
    """Only what is right is remembered: what is wrong keeps its places, which take room."""
    folder = complete(HERE / "mistakes" / "records", tmp_path / "data")
    before = remembered(folder, tmp_path / "memory").problems
    assert before
    files_read.clear()

    assert remembered(folder, tmp_path / "memory").problems == before
    wrong = {problem.place.file for problem in before if (tmp_path / problem.place.file).is_file()}
    assert len(files_read) > 1
    assert set(files_read) <= wrong


@pytest.mark.parametrize(
    "spoilt", ["truncated", "one byte", "empty", "of another program", "no pickle", "a folder"]
)
def test_a_broken_memory_is_none(tmp_path: Path, spoilt: str, files_read: list[str]) -> None:
    """Whatever stands in the place of the memory, the records are read."""
    folder, memory = complete(HERE / "library", tmp_path / "data"), tmp_path / "memory"
    fresh = said(remembered(folder, memory))
    noted = memory.read_bytes()
    key = reading._key()
    assert noted.startswith(key)
    memory.unlink()
    match spoilt:
        case "truncated":
            memory.write_bytes(noted[: len(noted) // 2])
        case "one byte":
            place = noted.index(b"Nothing is published.")
            memory.write_bytes(noted[:place] + b"M" + noted[place + 1 :])
        case "empty":
            memory.write_bytes(b"")
        case "of another program":
            memory.write_bytes(b"0" * len(key) + noted[len(key) :])
        case "no pickle":
            memory.write_bytes(key + b"\x80nothing")
        case "a folder":
            memory.mkdir()
    files_read.clear()

    assert said(remembered(folder, memory)) == fresh
    assert len(files_read) == len(list(folder.rglob("*.yaml")))


def test_the_memory_holds_what_is_there_and_no_more(tmp_path: Path) -> None:
    """A file that has gone leaves the memory with the next run that finds something new."""
    folder, memory = complete(HERE / "library", tmp_path / "data"), tmp_path / "memory"
    (folder / "redirects.yaml").write_text("moved: []\n", encoding="utf-8")
    remembered(folder, memory)
    assert "data/redirects.yaml" in pickle.loads(memory.read_bytes()[len(reading._key()) + reading.SUM :])
    (folder / "redirects.yaml").unlink()

    remembered(folder, memory)

    assert "data/redirects.yaml" not in pickle.loads(memory.read_bytes()[len(reading._key()) + reading.SUM :])


def test_what_one_program_read_is_not_taken_for_what_another_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files_read: list[str]
) -> None:
    """Code that is changed while a program runs has read nothing yet."""
    folder, memory = complete(HERE / "library", tmp_path / "data"), tmp_path / "memory"
    readings = Readings(memory)
    read_library(folder, readings)
    files_read.clear()
    monkeypatch.setattr(reading, "_key", lambda: b"1" * 64)
    readings.note()

    remembered(folder, memory)

    assert len(files_read) == len(list(folder.rglob("*.yaml")))
