"""What the page shows of matches with known works: both sides with line numbers, marks where they are alike, and a person's judgement."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from gitassay.model.assessment import Assessment
from gitassay.model.comparison import Comparison, MatchedRegion
from gitassay.model.decision import NoMatch
from gitassay.model.outcome import Outcome
from gitassay.plain import visible
from gitassay.report.language import gettext, marked
from gitassay.report.words import percent

MOST_LINES = 30
FURTHER_LINES = 12
"""Lines of a region after the first of its comparison: one that is long enough to judge is enough."""
MOST_WIDTH = 200
TEXT_BUDGET = 16_000
"""Characters of lines on one page, both sides together; beyond it a region is shown by its places alone."""

_ORDER = (Outcome.YES, Outcome.NEEDS_REVIEW, Outcome.NO)
_VERDICTS = {
    Outcome.YES: ("against", marked("Matches")),
    Outcome.NEEDS_REVIEW: ("check", marked("To check")),
    Outcome.NO: ("neutral", marked("In parts only")),
}


@dataclass(frozen=True, slots=True)
class SideLine:
    """One numbered line of a side; `alike` when the other side has the same line, spaces aside."""

    number: int
    text: str
    alike: bool


@dataclass(frozen=True, slots=True)
class RegionView:
    """One region, numbered within its comparison; a side without lines has an empty tuple. `written` says how alike it is."""

    number: int
    region: MatchedRegion
    here: tuple[SideLine, ...]
    there: tuple[SideLine, ...]
    written: str
    left_out: bool


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """One repository beside a known work. `longest` is in lines; `judged` is what a person said against it."""

    key: str
    comparison: Comparison
    tone: str
    verdict: str
    longest: int
    regions: tuple[RegionView, ...]
    judged: NoMatch | None

    @property
    def matches(self) -> bool:
        """Whether the project as a whole matches, or may: there is something to judge then."""
        return self.comparison.outcome is not Outcome.NO


def comparison_views(assessment: Assessment, judged: Iterable[NoMatch] = ()) -> tuple[ComparisonView, ...]:
    """The comparisons, those that matter most first."""
    said = {(one.repository, one.source): one for one in judged}
    ordered = sorted(assessment.comparisons, key=lambda one: (_ORDER.index(one.outcome), -one.share, one.repository))
    room = TEXT_BUDGET
    views = []
    for number, comparison in enumerate(ordered, start=1):
        regions = []
        for place, region in enumerate(comparison.regions, start=1):
            shown = _region(place, region, room)
            room -= sum(len(line.text) for line in (*shown.here, *shown.there))
            regions.append(shown)
        tone, verdict = _VERDICTS[comparison.outcome]
        longest = max((region.lines for region in comparison.regions), default=0)
        name = (comparison.repository, comparison.source.name)
        views.append(ComparisonView(f"m{number}", comparison, tone, verdict, longest, tuple(regions), said.get(name)))
    return tuple(views)


def _region(number: int, region: MatchedRegion, room: int) -> RegionView:
    most = MOST_LINES if number == 1 else FURTHER_LINES
    here = _rows(region.here.path, region.here.excerpt)[:most]
    there = _rows(region.there.path, region.there.excerpt or "")[:most]
    if sum(map(len, (*here, *there))) > room:
        return RegionView(number, region, (), (), _written(region), left_out=True)
    ours, theirs = _alike(here, there)
    return RegionView(
        number,
        region,
        _side(region.here.start, here, ours),
        _side(region.there.start, there, theirs),
        _written(region),
        left_out=False,
    )


def _rows(path: str, excerpt: str) -> list[str]:
    rows = excerpt.split("\n")[:MOST_LINES] if excerpt else []
    plain = [_cell_line(row) for row in rows] if path.endswith(".ipynb") else rows
    return [visible(row[: MOST_WIDTH * 2].rstrip("\r\n").expandtabs(4), MOST_WIDTH) for row in plain]


def _cell_line(row: str) -> str:
    """A line of a notebook's code without the quotes in which its file keeps it."""
    try:
        text = json.loads(row.strip().removesuffix(","))
    except (ValueError, RecursionError):
        return row
    return text if isinstance(text, str) else row


def _alike(here: Sequence[str], there: Sequence[str]) -> tuple[set[int], set[int]]:
    """The positions of lines that both sides have in the same order; blank lines say nothing."""
    ours, theirs = [" ".join(row.split()) for row in here], [" ".join(row.split()) for row in there]
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    pairs = [(block.a + step, block.b + step) for block in blocks for step in range(block.size) if ours[block.a + step]]
    return {left for left, _ in pairs}, {right for _, right in pairs}


def _side(start: int, rows: Sequence[str], alike: set[int]) -> tuple[SideLine, ...]:
    return tuple(SideLine(start + offset, row, offset in alike) for offset, row in enumerate(rows))


def _written(region: MatchedRegion) -> str:
    if region.verbatim >= 0.995:
        return gettext("written alike")
    return gettext("%(share)s written alike, the rest with other names") % {"share": percent(region.verbatim)}
