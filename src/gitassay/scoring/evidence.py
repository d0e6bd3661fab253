"""Findings with their ids, arranged by repository and by signal."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from gitassay.model.finding import Finding
from gitassay.model.outcome import Outcome


@dataclass(frozen=True)
class Evidence:
    """All findings of a candidate. `ids` gives each (repository, signal) its id; `weighty` are repositories with code of their own."""

    by_repository: Mapping[str, Mapping[str, Finding]]
    ids: Mapping[tuple[str, str], str]
    weighty: frozenset[str]

    def answers(self, repository: str) -> dict[str, tuple[Finding, ...]]:
        """One repository's findings by signal."""
        return {signal: (finding,) for signal, finding in self.by_repository[repository].items()}

    def portfolio(self) -> dict[str, tuple[Finding, ...]]:
        """All repositories' findings by signal, in the order of repositories."""
        union: dict[str, list[Finding]] = defaultdict(list)
        for repository in sorted(self.by_repository):
            for signal, finding in self.by_repository[repository].items():
                union[signal].append(finding)
        return {signal: tuple(findings) for signal, findings in union.items()}

    def found(self, signal: str) -> list[tuple[str, Finding]]:
        """(repository, finding) of one signal, in the order of repositories."""
        return [(name, rows[signal]) for name, rows in sorted(self.by_repository.items()) if signal in rows]

    def id(self, repository: str, signal: str) -> str:
        """The id of a finding."""
        return self.ids[(repository, signal)]


def arrange(findings: Mapping[str, tuple[Finding, ...]], weighty: frozenset[str]) -> Evidence:
    """Number findings E1, E2 ... in the order of repository and signal, so that equal findings get equal ids."""
    keys = sorted((repository, finding.signal) for repository, rows in findings.items() for finding in rows)
    ids = {key: f"E{number}" for number, key in enumerate(keys, start=1)}
    table = {name: {row.signal: row for row in sorted(rows, key=lambda row: row.signal)} for name, rows in sorted(findings.items())}
    return Evidence(table, ids, weighty)


def counts(finding: Finding) -> bool:
    """Whether a finding is a yes that counts for the candidate."""
    return finding.outcome is Outcome.YES and finding.discount is None
