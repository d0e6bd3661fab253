"""Keeps the units of source files by the content of the file, so that the same blob is parsed once for all runs and repositories."""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import PurePosixPath

from pydantic import TypeAdapter

from gitassay.facts.code.table import Parse, Unit
from gitassay.facts.files import RepositoryFile
from gitassay.memo import Memo, digest

SMALLEST = 4_000
"""Bytes of a file worth keeping: smaller ones are parsed nearly as fast as a file is written or opened."""


@cache
def _form() -> TypeAdapter[Unit]:
    return TypeAdapter(Unit)


@dataclass(frozen=True, slots=True)
class KeptUnits:
    """Units in a memo, under blob id, language, ending and the digest of what reads (`analyser`)."""

    memo: Memo
    analyser: str

    def get(self, file: RepositoryFile) -> Unit | None:
        """The unit of a file with this content, under this file's path and role; None when there is none."""
        content = self.memo.get(self._key(file)) if self._is_worth(file) else None
        if content is None:
            return None
        try:
            return replace(_form().validate_json(content), path=file.path, role=file.role, language=file.language)
        except ValueError:
            return None

    def put(self, file: RepositoryFile, unit: Unit) -> None:
        """Keep the unit of a file, if its content was read."""
        if self._is_worth(file) and unit.parse is not Parse.ABSENT:
            self.memo.put(self._key(file), _form().dump_json(replace(unit, path="", role="")))

    def _is_worth(self, file: RepositoryFile) -> bool:
        return file.size is not None and file.size >= SMALLEST

    def _key(self, file: RepositoryFile) -> str:
        return digest("unit", self.analyser, file.oid, file.language, PurePosixPath(file.path).suffix.lower())
