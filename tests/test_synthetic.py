"""The libraries that the benchmark builds are right by the same rules as the real one, and as large as asked for."""

from pathlib import Path

import pytest

from sitegen import generate
from synthetic import write_library


@pytest.mark.parametrize("size", [1, 10])
def test_a_library_of_any_size_passes_every_check(records: Path, size: int, tmp_path: Path) -> None:
    """No mistake is reported, and there are so many communities, each with facts and sources of its own."""
    write_library(records, tmp_path, size)
    library = generate.load(tmp_path)
    assert library is not None
    assert len(library.communities) == size
    cited = [
        {claim.source for fact in community.facts for claim in fact.claims}
        for community in library.communities.values()
    ]
    assert all(cited)
    assert sum(map(len, cited)) == len(set().union(*cited))
    assert {place.community for place in library.places.values() if place.community} == set(
        library.communities
    )


def test_the_same_size_gives_the_same_library(library_folder: Path, tmp_path: Path) -> None:
    """Runs of the benchmark can be compared."""
    for name in ("one", "other"):
        write_library(library_folder, tmp_path / name, 2)
    one, other = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.yaml")}
        for name in ("one", "other")
    )
    assert one == other
