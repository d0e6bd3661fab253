"""One line about a run: what a table of many candidates shows of each. Small, so that thousands fit into memory."""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter

from gitassay.model.assessment import Assessment
from gitassay.model.candidate import Status
from gitassay.model.decision import DecisionEntry
from gitassay.model.final import final_total
from gitassay.model.outcome import Confidence
from gitassay.report.language import marked
from gitassay.report.view import current_entry
from gitassay.report.words import is_read

_CALM = frozenset({Status.READ, Status.SKIPPED, Status.EMPTY})
_RISING = (Confidence.NONE, Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)


@dataclass(frozen=True, slots=True)
class Score:
    """One category of one candidate: its id and title, the suggestion and what a person decided (None: not assessed, cannot judge)."""

    category: str
    title: str
    suggested: int | None
    decided: bool
    confirmed: int | None

    @property
    def shown(self) -> int | None:
        """What counts now: the decision, else the suggestion."""
        return self.confirmed if self.decided else self.suggested


@dataclass(frozen=True, slots=True)
class RunSummary:
    """One run. `low` to `high` is the total of 100, decided or suggested; `changes` are sentences against the run before."""

    link: str
    candidate: str
    as_of: str
    generated_at: str
    sha256: str
    rubric: str
    by: str | None
    scores: tuple[Score, ...]
    low: float
    high: float
    assessed: int
    red: int
    attention: int
    confidence: Confidence
    read: int
    unread: int
    problems: int
    changes: tuple[str, ...] = ()

    @property
    def state(self) -> str:
        """How far it is, in words."""
        if self.by is not None:
            return marked("confirmed")
        if not self.assessed:
            return marked("nothing to assess")
        return marked("read in part") if self.problems else marked("to confirm")

    @property
    def urgency(self) -> tuple[int, int, int, str]:
        """The default order: what needs attention first, never how good somebody is."""
        return (self.by is not None, -self.problems, -self.attention, self.candidate.lower())


SUMMARY = TypeAdapter(RunSummary)
"""Writes a summary down, and reads it again."""


def summarise(link: str, assessment: Assessment, decisions: Sequence[DecisionEntry], before: RunSummary | None = None) -> RunSummary:
    """The summary of a run whose page is at `link`; `before` is an earlier run of the same candidate."""
    entry = current_entry(decisions)
    choices = {choice.category: choice.score for choice in entry.decision.choices} if entry else {}
    total = final_total(assessment, entry) if entry else assessment.total
    scores = tuple(Score(row.id, row.title, row.suggested, row.id in choices, choices.get(row.id)) for row in assessment.categories)
    told = [row.confidence for row in assessment.categories if row.suggested is not None]
    return RunSummary(
        link=link,
        candidate=assessment.candidate.name,
        as_of=assessment.as_of,
        generated_at=assessment.generated_at,
        sha256=assessment.sha256,
        rubric=f"{assessment.rubric.id} {assessment.rubric.version} {assessment.rubric.profile or ''} {assessment.rubric.sha256[:12]}",
        by=entry.by if entry else None,
        scores=scores,
        low=total.low,
        high=total.high,
        assessed=assessment.total.assessed,
        red=sum(flag.polarity == "red" for flag in assessment.flags),
        attention=len(assessment.attention),
        confidence=min(told, key=_RISING.index, default=Confidence.NONE),
        read=sum(is_read(card.status) for card in assessment.repositories),
        unread=sum(not is_read(card.status) for card in assessment.repositories),
        problems=sum(card.status not in _CALM for card in assessment.repositories),
        changes=_changes(before, assessment, scores) if before else (),
    )


def _changes(before: RunSummary, assessment: Assessment, scores: tuple[Score, ...]) -> tuple[str, ...]:
    if before.sha256 == assessment.sha256:
        return ("Nothing changed since the run before.",)
    earlier = {score.category: score.suggested for score in before.scores}
    told = [
        f"{score.title}: {_named(earlier[score.category])} before, {_named(score.suggested)} now"
        for score in scores
        if score.category in earlier and earlier[score.category] != score.suggested
    ]
    red = sum(flag.polarity == "red" for flag in assessment.flags)
    told += [f"red flags: {before.red} before, {red} now"] if red != before.red else []
    return tuple(told) or ("Evidence changed, no suggestion did.",)


def _named(score: int | None) -> str:
    return "not assessed" if score is None else str(score)
