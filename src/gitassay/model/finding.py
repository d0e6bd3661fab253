"""A signal's answer on one snapshot, with the places that show it."""

from dataclasses import dataclass

from gitassay.model.outcome import Confidence, Outcome


@dataclass(frozen=True, slots=True)
class Place:
    """Lines `start` to `end` (1-based, inclusive) of a file; what facts hand to signals."""

    path: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Location:
    """A place whose excerpt was read back from the snapshot. `shortened` says that the excerpt is less than the lines."""

    path: str
    start: int
    end: int
    commit: str
    excerpt: str
    shortened: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer. `discount` says why a yes does not count for the candidate (None: it counts)."""

    signal: str
    outcome: Outcome
    confidence: Confidence
    message: str
    locations: tuple[Location, ...] = ()
    discount: str | None = None
    measures: tuple[tuple[str, float | int | str], ...] = ()
