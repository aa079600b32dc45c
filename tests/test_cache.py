"""A cache returns what was saved, and nothing that was made from anything else."""

from pathlib import Path

import pytest

from sitegen.core.cache import JSON, PICKLE, Cache, Codec, FileCache, combined_checksum, fingerprint
from sitegen.core.files import checksum

CODECS = pytest.mark.parametrize("codec", [JSON, PICKLE], ids=["json", "pickle"])


def save_entry(path: Path, codec: Codec = JSON) -> Cache[str]:
    """Save one entry of the program 1 at ``path``."""
    cache: Cache[str] = Cache(path, "1", codec)
    cache.put("name", "key", "value")
    cache.save(["name"])
    return cache


@CODECS
def test_a_value_is_returned_under_its_key_only(tmp_path: Path, codec: Codec) -> None:
    """What was made from something else is not there."""
    save_entry(tmp_path / "cache", codec)
    cache: Cache[str] = Cache(tmp_path / "cache", "1", codec)

    assert cache.get("name", "key") == "value"
    assert cache.get("name", "another key") is None
    assert cache.get("another name", "key") is None


@CODECS
@pytest.mark.parametrize(
    "spoil", [lambda _: b"", lambda old: old[:-1], lambda old: old + b" ", lambda _: b"[]"]
)
def test_a_spoilt_cache_is_empty(tmp_path: Path, codec: Codec, spoil: object) -> None:
    """Whatever stands in its place is not taken for entries."""
    path = tmp_path / "cache"
    save_entry(path, codec)
    assert callable(spoil)
    path.write_bytes(spoil(path.read_bytes()))

    assert Cache[str](path, "1", codec).get("name", "key") is None


@CODECS
def test_another_program_has_another_cache(tmp_path: Path, codec: Codec) -> None:
    """Entries hold only under the fingerprint under which they were saved."""
    save_entry(tmp_path / "cache", codec)

    assert Cache[str](tmp_path / "cache", "2", codec).get("name", "key") is None


def test_only_the_entries_that_are_named_are_saved(tmp_path: Path) -> None:
    """What is no longer there leaves the cache."""
    cache = save_entry(tmp_path / "cache")
    cache.put("second", "key", "value")
    cache.save(["second"])
    saved: Cache[str] = Cache(tmp_path / "cache", "1", JSON)

    assert (saved.get("name", "key"), saved.get("second", "key")) == (None, "value")


def test_the_same_entries_are_not_written_again(tmp_path: Path) -> None:
    """A run that makes nothing new leaves the file alone."""
    save_entry(tmp_path / "cache")
    stamp = (tmp_path / "cache").stat().st_mtime_ns
    Cache[str](tmp_path / "cache", "1", JSON).save(["name"])

    assert (tmp_path / "cache").stat().st_mtime_ns == stamp


def test_a_cache_that_cannot_be_saved_stops_nothing(tmp_path: Path) -> None:
    """The next run takes longer, and nothing else; a cache without a path is never saved."""
    (tmp_path / "cache").mkdir()
    save_entry(tmp_path / "cache")
    Cache[str](None, "1", JSON).save([])

    assert list(tmp_path.rglob("*")) == [tmp_path / "cache"]


def test_files_are_current_until_they_or_their_keys_change(tmp_path: Path) -> None:
    """A file that somebody wrote into or deleted is not current, and neither is one made from something else."""
    path, folder = tmp_path / "cache", tmp_path / "files"
    folder.mkdir()
    for name in ("same", "spoilt", "gone", "other"):
        (folder / name).write_bytes(b"text")
    keys = dict.fromkeys(("same", "spoilt", "gone", "other"), "key")
    FileCache(path, folder, "1", keys).save(dict.fromkeys(keys, checksum(b"text")))
    (folder / "spoilt").write_bytes(b"another text")
    (folder / "gone").unlink()
    cache = FileCache(path, folder, "1", keys | {"other": "another key"})

    assert [name for name in (*keys, "unknown") if cache.are_current([name])] == ["same"]
    assert not cache.are_current(["same", "spoilt"])
    assert not FileCache(path, folder, "2", keys).are_current(["same"])


def test_a_fingerprint_tells_files_packages_and_settings_apart(tmp_path: Path) -> None:
    """Whatever of them differs, so does the fingerprint."""
    path = tmp_path / "file"
    path.write_bytes(b"one")
    first = fingerprint([path], ["pyyaml"], "setting")
    others = [fingerprint([path], ["jinja2"], "setting"), fingerprint([path], ["pyyaml"], "another")]
    path.write_bytes(b"two")
    others.append(fingerprint([path], ["pyyaml"], "setting"))

    assert len({first, *others}) == 4
    assert combined_checksum(["a", "b"]) != combined_checksum(["b", "a"])
