"""Puts what of a repository matches a known tutorial beside it, for a person to compare."""

from gitassay.facts.facts import Facts
from gitassay.facts.matches import Match
from gitassay.matching.manifest import Source
from gitassay.model.comparison import ComparedSource, Comparison, MatchedRegion, SourceLines
from gitassay.model.document import LocationDocument
from gitassay.model.finding import Finding, Location, Place
from gitassay.model.outcome import Outcome
from gitassay.scoring.permalink import permalink
from gitassay.signals.known_work import KnownWork, credit, known_work, own_lines
from gitassay.signals.locating import locate

MATCHES = "originality/matches_known_tutorial"
WORTH_A_LOOK = 60
"""Tokens of the longest region below which there is nothing to compare."""
MOST_REGIONS = 6
MOST_LINES = 40
NOT_ASKED_FOR = "The index holds no text. --show-sources brings the lines of the known work beside these."


def compare(facts: Facts, findings: tuple[Finding, ...]) -> Comparison | None:
    """The comparison with the known work that most matches lead to; None when too little matches to be worth a look."""
    outcome = next((finding.outcome for finding in findings if finding.signal == MATCHES), None)
    work = known_work(facts) if outcome in (Outcome.YES, Outcome.NEEDS_REVIEW, Outcome.NO) else None
    if outcome is None or work is None or not work.regions or work.regions[0].tokens < WORTH_A_LOOK:
        return None
    shown = [region for match in work.regions[:MOST_REGIONS] if (region := _region(facts, match)) is not None]
    return Comparison(
        repository=facts.source.id,
        outcome=outcome,
        source=_source(work.top.source),
        share=round(work.share, 4),
        own_lines=own_lines(work.matches),
        same_files=work.top.same_files,
        credit=_credit(facts, work),
        regions=tuple(shown),
        more=len(work.regions) - len(shown),
        unquoted=NOT_ASKED_FOR,
    )


def _source(source: Source) -> ComparedSource:
    return ComparedSource(
        name=source.name,
        title=source.title,
        kind=source.kind,
        url=source.url or None,
        commit=source.commit,
        licence=source.licence,
    )


def _region(facts: Facts, match: Match) -> MatchedRegion | None:
    here = _here(facts, match.place, MOST_LINES)
    if here is None:
        return None
    source, end = match.source, min(match.end, match.start + MOST_LINES - 1)
    place = Location(match.path, match.start, match.end, source.commit, "")
    there = SourceLines(path=match.path, start=match.start, end=end, permalink=permalink(source.name, source.url or None, place))
    lines = match.place.end - match.place.start + 1
    return MatchedRegion(here=here, there=there, lines=lines, tokens=match.tokens, verbatim=round(match.verbatim, 3))


def _credit(facts: Facts, work: KnownWork) -> LocationDocument | None:
    place = credit(facts, work)
    return None if place is None else _here(facts, place, 1)


def _here(facts: Facts, place: Place, most: int) -> LocationDocument | None:
    found = locate(facts, place, most)
    if found is None:
        return None
    whole = Location(found.path, place.start, place.end, found.commit, "")
    return LocationDocument(
        path=found.path,
        start=found.start,
        end=found.end,
        commit=found.commit,
        permalink=permalink(facts.source.id, facts.source.url, whole),
        excerpt=found.excerpt,
        shortened=found.shortened or place.end > found.end,
    )
