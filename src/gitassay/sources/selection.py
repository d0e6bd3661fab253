"""Which repositories are read and which are skipped, by a rule that is configuration."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gitassay.model.candidate import RepositorySource


@dataclass(frozen=True, slots=True)
class SelectionRule:
    """Limits from `[selection]` of `config/thresholds.toml`."""

    max_repositories: int
    max_size_mb: int
    skip_forks_without_own_commits: bool
    skip_archived_mirrors: bool


def load_rule(path: Path, max_repositories: int | None = None) -> SelectionRule:
    """Read the rule; `max_repositories` overrides the configured number."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))["selection"]
    rule = SelectionRule(**table)
    return rule if max_repositories is None else replace(rule, max_repositories=max_repositories)


def select(sources: Sequence[RepositorySource], rule: SelectionRule) -> tuple[RepositorySource, ...]:
    """All sources by id; those that are not read carry the reason. The order of `sources` does not matter."""
    judged = [replace(source, skip_reason=_reason(source, rule)) if _open(source) else source for source in sources]
    open_ones = sorted((source for source in judged if _open(source)), key=lambda source: (-(source.pushed_at or 0), source.id))
    left_out = {source.id for source in open_ones[rule.max_repositories :]}
    reason = f"Skipped: only the {rule.max_repositories} most recently pushed repositories are read."
    chosen = [replace(source, skip_reason=reason) if source.id in left_out else source for source in judged]
    return tuple(sorted(chosen, key=lambda source: source.id))


def _open(source: RepositorySource) -> bool:
    return source.skip_reason is None and source.failure is None


def _reason(source: RepositorySource, rule: SelectionRule) -> str | None:
    if rule.skip_forks_without_own_commits and source.fork and source.own_commits == 0:
        return "Skipped: a fork without commits of the candidate."
    if rule.skip_archived_mirrors and source.mirror:
        return "Skipped: a mirror of a repository elsewhere."
    if source.size_kb is not None and source.size_kb > rule.max_size_mb * 1_000:
        return f"Skipped: larger than {rule.max_size_mb} MB."
    return None
