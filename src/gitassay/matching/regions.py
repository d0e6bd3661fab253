"""Joins single hits to regions: runs of one file that match runs of a source's file, in the same order and close together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gitassay.matching.winnowing import K

GAP = 40
"""Tokens that may lie between two hits of one region: what was changed or put in between."""

SLACK = 12
"""Lines by which a source may have moved on further than the tokens between two hits explain."""

LEAST_PRINTS = 3
SPARSE = 25
"""A region has at least one fingerprint of its own in so many tokens: one that comes again and again is a pattern, not a copy."""

LEAST_TOKENS = 24
TOKENS_A_LINE = 4

DENSE = 8
DENSE_PRINTS = 6
"""Where one file of a source holds so many different fingerprints, one in so many tokens at least, their order there says nothing: a
source's file keeps one place of each, so what it repeats hits the place of a repetition."""

MAX_CHAINS = 12
"""Regions of one file that are followed at the same time."""


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
    """The regions that hits in one file of a source form; hits that stand alone form none.

    What comes again and again there (a `case` beside a `case`) hits several lines at once: each of them is followed by itself.
    """
    runs: list[Run] = []
    chains: list[list[Hit]] = []
    ordered = sorted(hits, key=lambda one: (one.token, one.line))
    for hit in ordered:
        near = [chain for chain in chains if _goes_on(chain[-1], hit)]
        if near:
            min(near, key=lambda chain: _drift(chain[-1], hit)).append(hit)
            continue
        if len(chains) >= MAX_CHAINS:
            oldest = min(chains, key=lambda chain: chain[-1].token)
            chains.remove(oldest)
            runs += _run(file, oldest)
        chains.append([hit])
    runs += [run for chain in chains for run in _run(file, chain)]
    runs += [run for run in _dense(file, ordered) if 2 * covered(within(one, run) for one in runs) < run.tokens]
    return sorted(runs, key=lambda run: (run.start, run.from_line))


def _dense(file: int, ordered: Sequence[Hit]) -> Iterator[Run]:
    """Stretches here nearly all of whose fingerprints stand in the file, wherever; the lines are those where most of them stand."""
    cuts = [0, *(at for at in range(1, len(ordered)) if ordered[at].token - ordered[at - 1].token > K), len(ordered)]
    for first, last in pairwise(cuts):
        hits = tuple(ordered[first:last])
        prints = len({hit.value for hit in hits})
        if prints < DENSE_PRINTS or prints * DENSE < hits[-1].token + K - hits[0].token:
            continue
        lines = max(_near(sorted(hit.line for hit in hits)), key=len)
        yield Run(file, hits[0].token, hits[-1].token + K, lines[0], lines[-1], hits)


def _near(lines: Sequence[int]) -> list[Sequence[int]]:
    cuts = [0, *(at for at in range(1, len(lines)) if lines[at] - lines[at - 1] > SLACK), len(lines)]
    return [lines[first:last] for first, last in pairwise(cuts)]


def _goes_on(last: Hit, hit: Hit) -> bool:
    ahead = hit.token - last.token
    return 0 < ahead <= GAP + K and -2 <= hit.line - last.line <= SLACK + ahead


def _drift(last: Hit, hit: Hit) -> float:
    """How far the lines there are from what the tokens between two hits explain."""
    return abs(hit.line - last.line - (hit.token - last.token) / TOKENS_A_LINE)


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


def within(one: Run, run: Run) -> Run:
    """What of one run lies within another; of no length when nothing does."""
    return replace(one, start=max(one.start, run.start), end=max(one.start, run.start, min(one.end, run.end)))


def best_of(runs: Iterable[Run]) -> list[Run]:
    """The longest regions that do not lie within one another's half, by their place here."""
    taken: list[Run] = []
    for run in sorted(runs, key=lambda one: (-one.tokens, one.file, one.start)):
        if all(_shared(run, other) * 2 <= run.tokens for other in taken):
            taken.append(run)
    return sorted(taken, key=lambda one: one.start)


def _shared(one: Run, other: Run) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))
