"""Looks packages up in a folder of OSV records, laid out as osv-scanner keeps its offline databases."""

import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from gitassay.model.lookups import Advisory, AdvisoryAnswers, Hit, PackageVersion
from gitassay.sources.advisories.record import ECOSYSTEMS, advisory, affects, packages, same_name
from gitassay.sources.identity import digest

_Asked = dict[str, list[PackageVersion]]
"""What was asked for, by name as names are compared."""
MAX_RECORD = 5_000_000
MAX_RECORDS = 1_000_000
_NAME = re.compile(rb'"name"\s*:\s*"((?:[^"\\]|\\.){1,300})"')
_MODIFIED = re.compile(rb'"modified"\s*:\s*"(\d{4}-\d{2}-\d{2})')


class AdvisoryFolder:
    """A folder with `<ecosystem>/all.zip` (also below `osv-scanner/`), or with single records `<ecosystem>/*.json`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._newest = ""

    def ask(self, wanted: Sequence[PackageVersion]) -> AdvisoryAnswers:
        """Which advisories affect these versions. The day of the answers is that of the newest record in the folder."""
        groups: dict[str, list[PackageVersion]] = defaultdict(list)
        for one in wanted:
            if one.ecosystem in ECOSYSTEMS and one.version:
                groups[one.ecosystem].append(one)
        hits: list[Hit] = []
        found: dict[str, Advisory] = {}
        self._newest = ""
        for ecosystem, asked in sorted(groups.items()):
            ids: dict[PackageVersion, set[str]] = {one: set() for one in asked}
            try:
                by_name: _Asked = defaultdict(list)
                for one in asked:
                    by_name[same_name(ecosystem, one.name)].append(one)
                for record in self._records(ecosystem, frozenset(by_name)):
                    self._match(ecosystem, record, by_name, ids, found)
            except (OSError, zipfile.BadZipFile, NotImplementedError) as error:
                hits += [Hit(one, problem=_problem(ecosystem, error)) for one in asked]
                continue
            hits += [Hit(one, tuple(sorted(ids[one]))) for one in asked]
        content = (tuple(hits), tuple(found[one] for one in sorted(found)))
        return AdvisoryAnswers("folder", self._newest, digest(content), *content)

    def _match(
        self, ecosystem: str, record: dict[str, Any], asked: _Asked, ids: dict[PackageVersion, set[str]], found: dict[str, Advisory]
    ) -> None:
        told = advisory(record)
        if told is None:
            return
        about = {same_name(ecosystem, name) for _, name in packages(record)}
        for name in about & asked.keys():
            for one in asked[name]:
                if affects(record, one.ecosystem, one.name, one.version):
                    ids[one].add(told.id)
                    found[told.id] = told

    def _records(self, ecosystem: str, names: frozenset[str]) -> Iterator[dict[str, Any]]:
        """Records that name one of the packages; the others are not even parsed."""
        for content in self._contents(ECOSYSTEMS[ecosystem]):
            modified = _MODIFIED.search(content)
            self._newest = max(self._newest, modified.group(1).decode() if modified else "")
            written = {match.group(1).decode("utf-8", "replace").replace("\\/", "/") for match in _NAME.finditer(content)}
            if names.isdisjoint({same_name(ecosystem, name) for name in written}):
                continue
            try:
                record = json.loads(content)
            except (ValueError, RecursionError):
                continue
            if isinstance(record, dict):
                yield record

    def _contents(self, system: str) -> Iterator[bytes]:
        """Raises: OSError, BadZipFile: there are none, or they can't be read."""
        homes = [self._folder / "osv-scanner" / system, self._folder / system]
        home = next((one for one in homes if one.is_dir()), None)
        if home is None:
            raise FileNotFoundError(system)
        archive = home / "all.zip"
        if not archive.is_file():
            for path in sorted(home.glob("*.json"))[:MAX_RECORDS]:
                if path.stat().st_size <= MAX_RECORD:
                    yield path.read_bytes()
            return
        with zipfile.ZipFile(archive) as members:
            for member in members.infolist()[:MAX_RECORDS]:
                if member.filename.endswith(".json") and member.file_size <= MAX_RECORD:
                    yield members.read(member)


def _problem(ecosystem: str, error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return f"the folder of advisories holds none for {ECOSYSTEMS[ecosystem]}"
    return f"the advisories for {ECOSYSTEMS[ecosystem]} could not be read"
