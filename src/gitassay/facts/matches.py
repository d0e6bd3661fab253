"""The rows of what matches known works: regions, files, sources, and all of them together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gitassay.matching.manifest import Source
from gitassay.model.finding import Place

LONG = 60
"""Tokens from which on a region is long enough to stand for itself."""

GAP = 4
"""Lines between two regions of one README that say nothing by themselves."""

HALF = 0.5
"""From this share on, what stands in a matched region of a file is the source's."""


@dataclass(frozen=True, slots=True)
class Match:
    """A region here beside its place in a source.

    `common` when several unrelated sources hold it too; `older` when it stood here first; `isolated` when it is short, with
    other names, and nothing longer matches that source: a common way to write something.
    """

    place: Place
    source: Source
    path: str
    start: int
    end: int
    tokens: int
    verbatim: float
    common: bool
    older: bool
    isolated: bool = False

    @property
    def counts(self) -> bool:
        """Whether it says that code came from this source."""
        return not (self.common or self.older or self.isolated)

    @property
    def shown(self) -> str:
        """The two places: `path:from-to` here beside `source@commit:path:from-to`."""
        there = f"{self.source.name}@{self.source.commit[:10]}:{self.path}:{self.start}-{self.end}"
        return f"{self.place.path}:{self.place.start}-{self.place.end} matches {there}"


def _joined(places: Iterable[Place]) -> Iterator[tuple[int, int]]:
    """Runs of lines, over the blank lines and fences between two regions."""
    start = end = 0
    for place in sorted(places, key=lambda one: one.start):
        if start and place.start - end <= GAP:
            end = max(end, place.end)
            continue
        if start:
            yield start, end
        start, end = place.start, place.end
    if start:
        yield start, end


@dataclass(frozen=True, slots=True)
class MatchedFile:
    """One compared file: its length in tokens, how many of them regions that count cover, and the source's path of the very same file."""

    path: str
    tokens: int
    matched: int
    same_as: str = ""

    @property
    def share(self) -> float:
        """The matched share, 0 to 1."""
        return self.matched / self.tokens if self.tokens else 0.0


@dataclass(frozen=True, slots=True)
class SourceShare:
    """What matches one source: tokens in regions that count, files at least half of which match, names of definitions found only there."""

    source: Source
    tokens: int
    files: int
    names: int
    same_files: int


@dataclass(frozen=True, slots=True)
class Matches:
    """All matches. `tokens` is the length of all compared code, `sources` by tokens, the largest first; `indexed` counts the sources known.

    `readme` are regions of the README, `readme_words` its length in words; `added` names each index beyond the installed ones.
    """

    tokens: int
    defined: int
    files: tuple[MatchedFile, ...]
    regions: tuple[Match, ...]
    sources: tuple[SourceShare, ...]
    readme: tuple[Match, ...]
    readme_words: int
    indexed: int
    added: tuple[str, ...] = ()

    def known_lines(self) -> dict[str, list[tuple[int, int]]]:
        """By path, the lines of long regions that count, for files half of which or more match; a README is a file of words."""
        mostly = {file.path for file in self.files if file.share >= HALF}
        found: dict[str, list[tuple[int, int]]] = {}
        for match in self.regions:
            if match.counts and match.tokens >= LONG and match.place.path in mostly:
                found.setdefault(match.place.path, []).append((match.place.start, match.place.end))
        for start, end in _joined(match.place for match in self._known_words):
            found.setdefault(self.readme[0].place.path, []).append((start, end))
        return found

    @property
    def _known_words(self) -> tuple[Match, ...]:
        """Regions of a README most of which stands in the README of a known work."""
        regions = tuple(match for match in self.readme if match.counts)
        words = sum(match.tokens for match in regions)
        return regions if words >= max(LONG, HALF * self.readme_words) else ()

    @property
    def matched(self) -> int:
        """Tokens in regions that count."""
        return sum(file.matched for file in self.files)

    @property
    def own(self) -> int:
        """Tokens that match nothing."""
        return self.tokens - self.matched

    @property
    def share(self) -> float:
        """The share of all compared code that matches, 0 to 1."""
        return self.matched / self.tokens if self.tokens else 0.0
