"""Tells with one cheap question a source whether anything about it has changed since it was last read."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gitassay.isolation import IsolationError, Limits, run_isolated
from gitassay.sources.errors import RepositoryError, SourceError
from gitassay.sources.gate import Gate
from gitassay.sources.git_environment import CLONE_PROTOCOLS
from gitassay.sources.github_wire import Wire, WireError
from gitassay.sources.local import head_of, repositories_in
from gitassay.sources.targets import AccountTarget, FolderTarget, RepositoryTarget, Target, parse_target

A_PAGE = 100
ASKING = Limits(wall_seconds=30, cpu_seconds=10, memory_bytes=500_000_000, file_bytes=1_000_000)
TOLD = (
    "id",
    "full_name",
    "pushed_at",
    "default_branch",
    "size",
    "fork",
    "archived",
    "disabled",
    "mirror_url",
    "homepage",
    "description",
    "topics",
    "license",
)
"""What of a repository's row an assessment may depend on. Stars, watchers and the time of the answer are none of it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What the sources of a candidate looked like: a digest and the tag of each, by what was asked."""

    parts: Mapping[str, tuple[str, str]]

    def same_as(self, other: "Mark | None") -> bool:
        """Whether nothing changed between two marks."""
        return other is not None and {key: part[0] for key, part in self.parts.items()} == {
            key: part[0] for key, part in other.parts.items()
        }

    def document(self) -> dict[str, list[str]]:
        """The mark as JSON."""
        return {key: list(part) for key, part in self.parts.items()}

    @staticmethod
    def of(document: Mapping[str, Sequence[str]] | None) -> "Mark | None":
        """The mark in a JSON document."""
        return None if document is None else Mark({key: (part[0], part[1]) for key, part in document.items()})


def mark_of(targets: Sequence[str], wire: Wire, base: str, before: Mark | None = None) -> Mark | None:
    """What the sources look like now; one question each. None when that can't be told: then they have to be read.

    `before` spares GitHub, and its limits, an answer that would be the same.
    """
    parts: dict[str, tuple[str, str]] = {}
    known = before.parts if before else {}
    try:
        for text in targets:
            target = parse_target(text, base)
            found = _part(target, wire, base, known)
            if found is None:
                return None
            parts.update(found)
    except (SourceError, RepositoryError, WireError):
        return None
    return Mark(parts)


def wire_for(base: str, token: str | None, gate: Gate | None) -> Wire:
    """A wire to ask with."""
    return Wire(base, token, lambda reason, seconds: None, gate=gate)


def _part(target: Target, wire: Wire, base: str, known: Mapping[str, tuple[str, str]]) -> dict[str, tuple[str, str]] | None:
    if isinstance(target, FolderTarget):
        heads = [(one.id, head_of(Path(one.location))) for one in repositories_in(target.path.resolve()) if not one.failure]
        return {f"folder {target.path.resolve()}": (_digest(heads), "")}
    if isinstance(target, RepositoryTarget):
        if target.commit:
            return {f"{target.url}@{target.commit}": ("fixed", "")}  # a commit does not change
        if not target.github:
            tip = _tip(target.url, base)
            return None if tip is None else {target.url: (tip, "")}
        path = f"/repos/{target.id}"
        return {path: _asked(path, wire, known.get(path))}
    return _account(target, wire, known)


def _tip(url: str, base: str) -> str | None:
    """The commit that another server's HEAD names; None when it can't be told."""
    protocols = (*CLONE_PROTOCOLS, "http") if base.startswith("http://") else CLONE_PROTOCOLS
    try:
        tip = run_isolated("gitassay.sources.tip_child", {"url": url, "protocols": protocols}, ASKING, warm=True).get("tip")
    except IsolationError:
        return None
    return tip if isinstance(tip, str) else None


def _account(target: AccountTarget, wire: Wire, known: Mapping[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """The account's list, a page of a hundred a question; the last page is the first that is not full."""
    parts: dict[str, tuple[str, str]] = {}
    for page in range(1, 11):
        path = f"/users/{target.login}/repos?type=owner&sort=pushed&per_page={A_PAGE}&page={page}"
        parts[path] = _asked(path, wire, known.get(path))
        if not parts[path][0].endswith(FULL):
            break
    return parts


FULL = " full"


def _asked(path: str, wire: Wire, known: tuple[str, str] | None) -> tuple[str, str]:
    document, tag = wire.changed(path, known[1] if known and known[1] else None)
    if document is None and known is not None:
        return known
    rows = document if isinstance(document, list) else [document]
    told = [{name: row.get(name) for name in TOLD} for row in rows if isinstance(row, dict)]
    return _digest(told) + (FULL if len(rows) == A_PAGE else ""), tag


def _digest(content: Any) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()
