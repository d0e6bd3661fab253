"""Joins single hits to regions: runs of one file that match runs of a source's file, in the same order and close together."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, takewhile
from typing import NamedTuple

from gitassay.matching.winnowing import K

GAP = 40
"""Tokens that may lie between two hits of one region: what was changed or put in between."""

REACH = GAP + K
"""Tokens from the beginning of one hit to that of the next."""

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

FITS = 1.5
"""Lines of drift within which a hit belongs to a chain, whatever the others."""

MAX_CHAINS = 6
"""Regions of one file that are followed at the same time."""


class Hit(NamedTuple):
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
    ordered = sorted(hits)
    runs = [run for chain in _chains(ordered) for run in _run(file, chain)]
    spans = _merged(runs)
    runs += [run for run in _dense(file, ordered) if 2 * _inside(spans, run) < run.tokens]
    return sorted(runs, key=lambda run: (run.start, run.from_line))


def _chains(ordered: Iterable[Hit]) -> list[list[Hit]]:
    """Hits one after the other, each on the chain that it goes on best; of more than MAX_CHAINS the one furthest back is closed."""
    closed: list[list[Hit]] = []
    opened: list[list[Hit]] = []
    for hit in ordered:
        chain = _best(opened, hit)
        if chain is not None:
            chain.append(hit)
            continue
        if len(opened) >= MAX_CHAINS:
            closed.append(opened.pop(min(range(MAX_CHAINS), key=lambda at: opened[at][-1].token)))
        opened.append([hit])
    return closed + opened


def _best(opened: list[list[Hit]], hit: Hit) -> list[Hit] | None:
    """The chain whose last hit is followed most closely; one that fits is taken without looking at the others."""
    best, least = None, float("inf")
    for chain in reversed(opened):
        last = chain[-1]
        ahead, down = hit.token - last.token, hit.line - last.line
        if 0 < ahead <= REACH and -2 <= down <= SLACK + ahead:
            drift = abs(down - ahead / TOKENS_A_LINE)
            if drift <= FITS:
                return chain
            if drift < least:
                best, least = chain, drift
    return best


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
    return sum(end - start for start, end in _merged(runs))


def _merged(runs: Iterable[Run]) -> list[tuple[int, int]]:
    """What the runs cover, as spans of tokens that do not touch."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted((run.start, run.end) for run in runs):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _inside(spans: list[tuple[int, int]], run: Run) -> int:
    """How many tokens of a run the spans cover."""
    first = max(0, bisect_left(spans, (run.start, 0)) - 1)
    near = takewhile(lambda span: span[0] < run.end, islice(spans, first, None))
    return sum(max(0, min(end, run.end) - max(start, run.start)) for start, end in near)


def within(one: Run, run: Run) -> Run:
    """What of one run lies within another; of no length when nothing does."""
    start = max(one.start, run.start)
    return Run(one.file, start, max(start, min(one.end, run.end)), one.from_line, one.to_line)


def best_of(runs: Iterable[Run]) -> list[Run]:
    """The longest regions that do not lie within one another's half, by their place here."""
    taken: list[Run] = []
    for run in sorted(runs, key=lambda one: (-one.tokens, one.file, one.start)):
        if all(_shared(run, other) * 2 <= run.tokens for other in taken):
            taken.append(run)
    return sorted(taken, key=lambda one: one.start)


def _shared(one: Run, other: Run) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))
