"""Turns findings into the numbered lines of evidence on the page."""

from collections.abc import Iterable
from dataclasses import dataclass

from gitassay.model.assessment import Assessment, FindingDocument, Reason
from gitassay.model.document import LocationDocument
from gitassay.model.outcome import Outcome
from gitassay.plain import visible
from gitassay.report.language import gettext, marked

MOST_LINES = 12
MOST_WIDTH = 240
MOST_PLACES = 3
MANY_REPOSITORIES = 6
"""Beyond so many a finding shows one place less: the page is to stay one small file, and the others are in the assessment."""
MOST_ROWS = 8
EXCERPT_BUDGET = 45_000
"""Characters of excerpts on one page; beyond it a place is shown without its lines, which stay in the assessment."""


@dataclass(frozen=True, slots=True)
class Line:
    """One numbered line of an excerpt."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place: what it is called, its address or reference, and its lines. `left_out` says that the page had no room for them.

    `label` names the repository, `spot` only the path and the lines: enough beside another place of the same repository.
    """

    label: str
    spot: str
    permalink: str
    start: int
    end: int
    lines: tuple[Line, ...]
    shortened: bool
    left_out: bool


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One line of evidence. `polarity` is supports, against, check, discounted or unknown; `first` is False when shown before."""

    number: int
    finding: FindingDocument
    polarity: str
    word: str
    places: tuple[PlaceView, ...]
    more_places: int
    first: bool


@dataclass(frozen=True, slots=True)
class ReasonView:
    """A sentence of judgement with its lines of evidence; `more` of them are left to the assessment.

    `again` are lines that an earlier sentence of the same category showed already: their numbers and what they say. `told` says that the
    sentence is nothing but what its evidence says.
    """

    reason: Reason
    evidence: tuple[EvidenceView, ...]
    again: tuple[tuple[int, str], ...]
    more: int
    told: bool


@dataclass(frozen=True, slots=True)
class RungView:
    """The sentences about one level, and the lines of evidence shown above that hold for it too: their numbers and what they say."""

    level: int | None
    reasons: tuple[ReasonView, ...]
    again: tuple[tuple[int, str], ...]


def rungs(reasons: Iterable[ReasonView]) -> tuple[RungView, ...]:
    """Sentences by level, in their order. A sentence that says nothing but what was shown above is left to its evidence's number."""
    by_level: dict[int | None, list[ReasonView]] = {}
    for view in reasons:
        by_level.setdefault(view.reason.level, []).append(view)
    return tuple(
        RungView(
            level=level,
            reasons=tuple(view for view in views if view.evidence or not view.told),
            again=tuple(dict.fromkeys(one for view in views for one in view.again)),
        )
        for level, views in by_level.items()
    )


_WORDS = {
    "supports": marked("Supports"),
    "against": marked("Against"),
    "check": marked("To check"),
    "discounted": marked("Discounted"),
    "unknown": marked("Not measured"),
}


def polarity(finding: FindingDocument, stance: str) -> str:
    """What a finding does for a sentence of this stance ("supports" or "against"): what is open or unmeasured does neither."""
    if finding.discount is not None:
        return "discounted"
    if finding.outcome is Outcome.NEEDS_REVIEW:
        return "check"
    if finding.outcome in (Outcome.NOT_AVAILABLE, Outcome.NOT_APPLICABLE, Outcome.ERROR):
        return "unknown"
    return stance


class Exhibits:
    """Numbers the findings in the order in which the page first shows them, and keeps its excerpts within the budget."""

    def __init__(self, assessment: Assessment) -> None:
        self._findings = {finding.id: finding for finding in assessment.findings}
        self._numbers: dict[str, int] = {}
        self._room = EXCERPT_BUDGET
        self._places = MOST_PLACES - (len(assessment.repositories) > MANY_REPOSITORIES)
        owners = {card.id.rpartition("/")[0] for card in assessment.repositories}
        self._owner = f"{owners.pop()}/" if len(owners) == 1 else ""

    def reasons(self, reasons: Iterable[Reason], stance: str) -> tuple[ReasonView, ...]:
        """Each sentence of one category with its evidence."""
        shown: set[str] = set()
        return tuple(self._reason(reason, stance, shown) for reason in reasons)

    def number(self, finding: str) -> int | None:
        """The number a finding got, if it was shown."""
        return self._numbers.get(finding)

    def question(self, finding: str) -> str:
        """The question a finding answers."""
        found = self._findings.get(finding)
        return found.question if found else ""

    def place(self, finding: str) -> PlaceView | None:
        """The first place of a finding, without its lines."""
        found = self._findings.get(finding)
        return self._place(found.repository, found.locations[0], ()) if found and found.locations else None

    def _reason(self, reason: Reason, stance: str, shown: set[str]) -> ReasonView:
        known = [self._findings[name] for name in reason.findings if name in self._findings]
        new = [finding for finding in known if finding.id not in shown]
        again = [finding for finding in known if finding.id in shown]
        shown.update(finding.id for finding in new[:MOST_ROWS])
        return ReasonView(
            reason=reason,
            evidence=tuple(self._evidence(finding, stance) for finding in new[:MOST_ROWS]),
            again=tuple((self._numbers[finding.id], finding.message) for finding in again),
            more=max(len(new) - MOST_ROWS, 0),
            told=reason.text == " ".join(dict.fromkeys(finding.message for finding in known)),
        )

    def _evidence(self, finding: FindingDocument, stance: str) -> EvidenceView:
        first = finding.id not in self._numbers
        number = self._numbers.setdefault(finding.id, len(self._numbers) + 1)
        side = polarity(finding, stance)
        return EvidenceView(
            number=number,
            finding=finding,
            polarity=side,
            word=_WORDS[side],
            places=tuple(self._shown(finding.repository, location, first) for location in finding.locations[: self._places]),
            more_places=max(len(finding.locations) - self._places, 0),
            first=first,
        )

    def _shown(self, repository: str, location: LocationDocument, with_lines: bool) -> PlaceView:
        lines = _lines(location) if with_lines else ()
        size = sum(len(line.text) for line in lines)
        if size > self._room:
            return self._place(repository, location, (), left_out=True)
        self._room -= size
        return self._place(repository, location, lines)

    def _place(self, repository: str, location: LocationDocument, lines: tuple[Line, ...], left_out: bool = False) -> PlaceView:
        rows = gettext("%(path)s line %(start)s") if location.start == location.end else gettext("%(path)s lines %(start)s to %(end)s")
        spot = rows % {"path": visible(location.path, 300), "start": location.start, "end": location.end}
        return PlaceView(
            label=f"{visible(repository.removeprefix(self._owner), 120)} · {spot}",
            spot=spot,
            permalink=location.permalink,
            start=location.start,
            end=location.end,
            lines=lines,
            shortened=location.shortened or (bool(lines) and len(location.excerpt.split("\n")) > MOST_LINES),
            left_out=left_out,
        )


def _lines(location: LocationDocument) -> tuple[Line, ...]:
    rows = location.excerpt.rstrip("\n").split("\n", MOST_LINES)[:MOST_LINES]
    return tuple(Line(location.start + offset, _line(row)) for offset, row in enumerate(rows))


def _line(row: str) -> str:
    return visible(row[: MOST_WIDTH * 2].rstrip("\r").expandtabs(4), MOST_WIDTH)
