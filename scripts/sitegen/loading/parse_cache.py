"""Parse data files, and reuse the result as long as a file is unchanged: it depends on nothing else."""

from pathlib import Path

from sitegen import settings
from sitegen.core.cache import PICKLE, Cache, fingerprint, program_files
from sitegen.core.files import checksum
from sitegen.loading.parse import File, ParsedFile, parse_file

PACKAGES = ("pydantic", "pydantic-core", "pyyaml")


class CachedParser:
    """Parses data files, or returns the result of the last time a file was parsed, in this run or before."""

    def __init__(self, path: Path | None = None) -> None:
        """Load the cache at ``path``; without a path the cache begins empty and is not saved."""
        # Computed now, since the files of the program may change while it runs.
        program = fingerprint(program_files(), PACKAGES) if path else ""
        self._cache: Cache[ParsedFile] = Cache(path, program, PICKLE)
        self._valid: set[str] = set()

    def parse(self, file: File, kind: str, *, is_list: bool) -> ParsedFile:
        """Return the content of ``file``: one record of ``kind``, or a list of them."""
        key = checksum(file.data)
        parsed = self._cache.get(file.name, key)
        if parsed is None:
            parsed = parse_file(file, kind, is_list=is_list)
            self._cache.put(file.name, key, parsed)
        (self._valid.add if parsed.is_valid else self._valid.discard)(file.name)
        return parsed

    def save(self) -> None:
        """Save the entries of valid files."""
        self._cache.save(self._valid)


def parser_of(data: Path) -> CachedParser:
    """Return a parser for the records in ``data``; only the project's own records have a cache on disk."""
    return CachedParser(settings.CACHE / "records.cache" if data.resolve() == settings.DATA else None)
