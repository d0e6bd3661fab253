"""How much of a project matches a known tutorial, course or example, and when that is the project."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gitassay.facts.facts import Facts
from gitassay.facts.matches import Match, Matches, SourceShare
from gitassay.matching.manifest import Source
from gitassay.model.finding import Place
from gitassay.signals.answer import MAX_PLACES, Measures

MOSTLY = 0.5
PARTLY = 0.25
LITTLE = 1_500
"""Tokens (about 350 lines) below which own work beside a match of a quarter is what adapting a tutorial takes."""

DEVELOPED = 1_000
DEVELOPED_SHARE = 0.1
"""Own tokens, and their share, from which work that names its source counts as developed further."""

LEAST = 100
FILES = 2
FILES_SHARE = 0.4
NAMES = 4
NAMES_SHARE = 0.3
NAMES_MATCHED = 0.1
TOKENS_A_LINE = 4
"""Tokens a line of code has, measured over Python and JavaScript."""


@dataclass(frozen=True, slots=True)
class KnownWork:
    """The source that most of a project's matches lead to, and what of the project matches it and its family.

    `share` is that family's share of all compared code; templates and ordinary libraries are no tutorials and are left out.
    """

    matches: Matches
    top: SourceShare
    share: float
    files: int
    names: int
    regions: tuple[Match, ...]

    @property
    def is_the_project(self) -> bool:
        """Whether the project as a whole matches, by its code, by most of its files, or by the names it defines."""
        if self.matched < LEAST:
            return False
        by_code = self.share >= MOSTLY or (self.share >= PARTLY and self.matches.own < LITTLE)
        by_files = self.files >= FILES and self.files >= FILES_SHARE * len(self.matches.files)
        by_names = self.names >= NAMES and self.names >= NAMES_SHARE * self.matches.defined and self.share >= NAMES_MATCHED
        return by_code or by_files or by_names

    @property
    def matched(self) -> int:
        """Tokens that match the family."""
        return round(self.share * self.matches.tokens)

    @property
    def places(self) -> list[Place]:
        """The longest regions first."""
        return [match.place for match in self.regions]

    @property
    def measures(self) -> Measures:
        """Shares, lengths and the source; `match_1` and on put each place beside its place in the source."""
        source = self.top.source
        pairs = {f"match_{number}": said(match) for number, match in enumerate(self.regions[:MAX_PLACES], start=1)}
        return {
            "share": round(self.share, 3),
            "matched_tokens": self.matched,
            "own_lines": own_lines(self.matches),
            "source": source.name,
            "source_title": source.title,
            "source_licence": source.licence,
            "source_url": f"{source.url}/tree/{source.commit}" if source.url else source.name,
            **({"own_indexes": ", ".join(self.matches.added)} if self.matches.added else {}),
            **pairs,
        }


def known_work(facts: Facts) -> KnownWork | None:
    """What matches most; None when no index can be read or nothing that counts matches."""
    matches = facts.matches
    if matches is None or not matches.tokens:
        return None
    shares = [share for share in matches.sources if share.source.kind in ("tutorial", "example")]
    if not shares:
        return None
    family = _family(shares)
    own = [share for share in shares if share.source.family == family]
    regions = tuple(match for match in matches.regions if match.counts and match.source.family == family)
    same = sum(file.tokens for file in matches.files if file.same_as.split(":", 1)[0] in {share.source.name for share in own})
    tokens = max(same, sum(share.tokens for share in own))
    return KnownWork(
        matches=matches,
        top=max(own, key=lambda share: (share.tokens, share.same_files, share.names, share.source.name)),
        share=min(tokens, matches.matched) / matches.tokens,
        files=sum(share.files for share in own),
        names=max(share.names for share in own),
        regions=regions,
    )


def _family(shares: list[SourceShare]) -> str:
    totals: dict[str, tuple[int, int]] = {}
    for share in shares:
        tokens, names = totals.get(share.source.family, (0, 0))
        totals[share.source.family] = (tokens + share.tokens, names + share.names)
    return max(sorted(totals), key=lambda family: totals[family])


def credit(facts: Facts, work: KnownWork) -> Place | None:
    """Where the README names the source (its address, or its name) in words of its own, or None: a text taken over names itself."""
    return next(words_of_their_own(facts, _mentions(facts, work)), None)


def words_of_their_own(facts: Facts, places: Iterable[Place]) -> Iterator[Place]:
    """Those of the places that do not stand in a region that matches known work; a credit is short, and counts beside one."""
    return (place for place in places if not (facts.taken_over and facts.taken_over.has_matching(place)))


def _mentions(facts: Facts, work: KnownWork) -> Iterator[Place]:
    path = facts.readme.path if facts.readme else ""
    name = work.top.source.name.lower()
    short = name.rsplit("/", 1)[-1]
    wanted = re.compile(rf"(?<![\w/]){re.escape(short)}(?!\w)" if len(short) >= 6 else re.escape(name))
    for number, line in enumerate((facts.texts.text(path) or "").split("\n")[:5_000], start=1):
        cut = line[:2_000].lower()
        if path and (name in cut or wanted.search(cut)):
            yield Place(path, number, number)


def developed_further(facts: Facts, work: KnownWork) -> Place | None:
    """Where a project names the source it matches and has developed it further; None when it does not name it, or has not.

    A name in a text that was taken over will do: whoever reads it learns of the source.
    """
    enough = work.matches.own >= DEVELOPED and work.matches.own >= DEVELOPED_SHARE * work.matches.tokens
    return next(_mentions(facts, work), None) if enough else None


def own_lines(matches: Matches) -> int:
    """About how many lines match nothing."""
    return matches.own // TOKENS_A_LINE


def said(match: Match) -> str:
    """A match in one line: both places, how long, and how much of it is written alike."""
    how = "written alike" if match.verbatim >= 0.9 else f"{match.verbatim:.0%} written alike, the rest with other names"
    return f"{match.shown}, {match.tokens} tokens, {how}"


def titled(source: Source) -> str:
    """A source by its name, with its title where that says more."""
    return source.name if source.title in source.name else f"{source.name} ({source.title})"
