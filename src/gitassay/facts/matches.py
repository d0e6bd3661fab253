"""The rows of what matches known works: regions, files, sources, and all of them together."""

from dataclasses import dataclass

from gitassay.matching.manifest import Source
from gitassay.model.finding import Place

LONG = 60
"""Tokens from which on a region is long enough to stand for itself."""

SMALL = 40
"""Tokens below which a file says nothing: an empty `__init__.py` is everybody's."""

VERBATIM = 0.9
"""From this share of words written alike on, a region of SMALL words of a README is long enough."""

HALF = 0.5
"""From this share on, what stands in a matched region of a file is the source's."""

Lines = tuple[tuple[int, int], ...]
"""Ranges of lines, from and to, in order."""

WHOLE = (1, 1_000_000_000)
"""Every line of a file."""


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

    `readme` are regions of the README, `readme_words` its length in words that a reader sees, `readme_same` its path when a source
    has the very same file; `added` names each index beyond the installed ones.
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
    readme_same: str = ""

    def known_lines(self) -> dict[str, Lines]:
        """By path, the lines of regions that are the source's, those that touch joined: of files half of which or more match, whole
        files that are the very same, and of the README also what several sources hold, since it is nobody's own text.
        """
        mostly = {file.path for file in self.files if file.share >= HALF}
        code = [match for match in self.regions if match.counts and match.place.path in mostly]
        found: dict[str, list[tuple[int, int]]] = {file.path: [WHOLE] for file in self.files if file.same_as}
        if self.readme_same:
            found[self.readme_same] = [WHOLE]
        for match in (*(match for match in code if match.tokens >= LONG), *self._known_words):
            found.setdefault(match.place.path, []).append((match.place.start, match.place.end))
        return {path: _joined(lines) for path, lines in found.items()}

    @property
    def readme_is_known(self) -> bool:
        """Whether most of the README matches, so that what is too small to match is taken for the source's, too."""
        return sum(match.tokens for match in self._words) >= max(SMALL, HALF * self.readme_words)

    @property
    def _known_words(self) -> tuple[Match, ...]:
        """Long regions of the README, those taken over word for word, and of one most of which matches the short ones too."""
        every = self.readme_is_known
        return tuple(match for match in self._words if every or match.tokens >= (SMALL if match.verbatim >= VERBATIM else LONG))

    @property
    def _words(self) -> tuple[Match, ...]:
        return tuple(match for match in self.readme if not (match.older or match.isolated))

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


def _joined(lines: list[tuple[int, int]]) -> Lines:
    """Ranges of lines in order, those that overlap or follow each other as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(lines):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
