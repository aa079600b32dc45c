"""Parse files of records, and none again that holds what it held: what it says depends on nothing else."""

from pathlib import Path

from sitegen import settings
from sitegen.core.cache import PICKLE, Cache, fingerprint, program_files
from sitegen.core.files import checksum
from sitegen.loading.files import File, ParsedFile, parse_file

PACKAGES = ("pydantic", "pydantic-core", "pyyaml")


class CachedParser:
    """Parses files of records, or returns what one said when it was last parsed, in this run or before."""

    def __init__(self, path: Path | None = None) -> None:
        """Load the cache at ``path``; without one, nothing is known yet and nothing will be saved."""
        # Taken now: what this program has parsed is not that of another, which may take its place meanwhile.
        program = fingerprint(program_files(), PACKAGES) if path else ""
        self._cache: Cache[ParsedFile] = Cache(path, program, PICKLE)
        self._valid: set[str] = set()

    def parse(self, file: File, kind: str, *, is_list: bool) -> ParsedFile:
        """Return what ``file`` says of one record of ``kind``, or of a list of them."""
        key = checksum(file.data)
        parsed = self._cache.get(file.name, key)
        if parsed is None:
            parsed = parse_file(file, kind, is_list=is_list)
            self._cache.put(file.name, key, parsed)
        (self._valid.add if parsed.is_valid else self._valid.discard)(file.name)
        return parsed

    def save(self) -> None:
        """Save for the next run what is valid of all that was parsed."""
        self._cache.save(self._valid)


def parser_of(data: Path) -> CachedParser:
    """Return a parser for the records in ``data``, with the project's cache if they are the project's."""
    return CachedParser(settings.CACHE / "records.cache" if data.resolve() == settings.DATA else None)
