"""Joins single hits to regions: runs of one file that match runs of a source's file, in the same order and close together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gitassay.matching.winnowing import K

GAP = 40
"""Tokens that may lie between two hits of one region: what was changed or put in between."""

SLACK = 12
"""Lines by which a source may have moved on further than the tokens between two hits explain."""

LEAST_PRINTS = 3
SPARSE = 25
"""A region has at least one fingerprint of its own in so many tokens: one that comes again and again is a pattern, not a copy."""

LEAST_TOKENS = 24


@dataclass(frozen=True, slots=True)
class Hit:
    """One fingerprint in common: the token it starts at here, the line it starts at there, its hash, and how it is written there."""

    token: int
    line: int
    value: int
    written: int


@dataclass(frozen=True, slots=True)
class Run:
    """A region in tokens here (`start` to `end`, end excluded) and lines there, with the hits that form it."""

    file: int
    start: int
    end: int
    from_line: int
    to_line: int
    hits: tuple[Hit, ...] = ()

    @property
    def tokens(self) -> int:
        """Its length in tokens."""
        return self.end - self.start


def runs_of(file: int, hits: Iterable[Hit]) -> list[Run]:
    """The regions that hits in one file of a source form; hits that stand alone form none."""
    runs: list[Run] = []
    chain: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (one.token, one.line)):
        if chain and not _goes_on(chain[-1], hit):
            runs += _run(file, chain)
            chain = []
        chain.append(hit)
    return runs + _run(file, chain)


def _goes_on(last: Hit, hit: Hit) -> bool:
    ahead = hit.token - last.token
    return ahead <= GAP + K and -2 <= hit.line - last.line <= SLACK + ahead


def _run(file: int, chain: Sequence[Hit]) -> list[Run]:
    if not chain:
        return []
    start, end = chain[0].token, chain[-1].token + K
    prints = len({hit.value for hit in chain})
    if end - start < LEAST_TOKENS or prints < max(LEAST_PRINTS, (end - start) / SPARSE):
        return []
    lines = [hit.line for hit in chain]
    return [Run(file, start, end, min(lines), max(lines), tuple(chain))]


def covered(runs: Iterable[Run]) -> int:
    """How many tokens the runs cover together."""
    total, reached = 0, -1
    for start, end in sorted((run.start, run.end) for run in runs):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total


def best_of(runs: Iterable[Run]) -> list[Run]:
    """The longest regions that do not lie within one another's half, by their place here."""
    taken: list[Run] = []
    for run in sorted(runs, key=lambda one: (-one.tokens, one.file, one.start)):
        if all(_shared(run, other) * 2 <= run.tokens for other in taken):
            taken.append(run)
    return sorted(taken, key=lambda one: one.start)


def _shared(one: Run, other: Run) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))
