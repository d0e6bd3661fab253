"""Brings the lines of known works that a candidate's code matches, so that both can be shown side by side.

Only addresses and commits of the index are asked for; nothing a candidate wrote says where to go.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gitassay.isolation import IsolationError, Limits, run_isolated
from gitassay.model.comparison import Comparison
from gitassay.model.reading import RepositoryReading
from gitassay.resources import resource
from gitassay.sources.clone import clone
from gitassay.sources.copies import copy_of
from gitassay.sources.errors import RepositoryError
from gitassay.sources.git_environment import CLONE_PROTOCOLS
from gitassay.sources.limits import clone_limits
from gitassay.sources.local import borrow

MEGABYTE = 1024 * 1024
QUOTING = Limits(wall_seconds=30, cpu_seconds=20, memory_bytes=1_000 * MEGABYTE, file_bytes=MEGABYTE)


@dataclass(frozen=True, slots=True)
class Quotes:
    """Where known works come from: `copies` (a folder of repositories named owner+name) first, then the web unless `offline`."""

    copies: Path | None = None
    offline: bool = False


def with_quotes(readings: Sequence[RepositoryReading], quotes: Quotes, place: Path) -> list[RepositoryReading]:
    """The readings, their comparisons with the lines of the known works; `place` is a folder for clones. What can't be had is said."""
    brought: dict[tuple[str, str], Path | str] = {}
    return [_quoted(reading, quotes, place, brought) for reading in readings]


def _quoted(reading: RepositoryReading, quotes: Quotes, place: Path, brought: dict[tuple[str, str], Path | str]) -> RepositoryReading:
    comparison = reading.comparison
    if comparison is None:
        return reading
    key = (comparison.source.name, comparison.source.commit)
    if key not in brought:
        brought[key] = _bring(comparison, quotes, place / f"known-{len(brought)}.git")
    found = brought[key]
    shown = comparison.model_copy(update={"unquoted": found}) if isinstance(found, str) else _read(comparison, found)
    return reading.model_copy(update={"comparison": shown})


def _bring(comparison: Comparison, quotes: Quotes, git_dir: Path) -> Path | str:
    """A git directory with the objects of the known work, or the sentence that says why there is none."""
    source = comparison.source
    copy = copy_of(source.name, quotes.copies) if quotes.copies else None
    try:
        if copy is not None:
            borrow(copy, git_dir)
        elif source.url is None or quotes.offline:
            return "The lines of the known work could not be had: there is no copy of it here and no network was to be used."
        else:
            clone(source.url, git_dir, CLONE_PROTOCOLS, source.commit, clone_limits(resource("config") / "thresholds.toml"))
    except RepositoryError as error:
        return f"The lines of the known work could not be had. {error.reason}"
    return git_dir


def _read(comparison: Comparison, git_dir: Path) -> Comparison:
    places = [(region.there.path, region.there.start, region.there.end) for region in comparison.regions]
    request = {"git_dir": str(git_dir), "commit": comparison.source.commit, "places": places}
    try:
        excerpts = run_isolated("gitassay.sources.quote_child", request, QUOTING)["excerpts"]
    except IsolationError as error:
        return comparison.model_copy(update={"unquoted": f"The lines of the known work could not be had: reading them {error}."})
    regions = tuple(
        region.model_copy(update={"there": region.there.model_copy(update={"excerpt": excerpt})})
        for region, excerpt in zip(comparison.regions, excerpts, strict=True)
    )
    absent = "Some lines of the known work are not in the copy that was found."
    return comparison.model_copy(update={"regions": regions, "unquoted": absent if None in excerpts else ""})
