"""Reviewers side by side: what each last decided, category by category, and where they differ."""

from collections.abc import Sequence
from dataclasses import dataclass

from gitassay.model.assessment import Assessment
from gitassay.model.decision import REASONS, Choice, DecisionFile
from gitassay.report.served import Difference
from gitassay.store.decisions import Made


@dataclass(frozen=True, slots=True)
class Judged:
    """One reviewer's score for a category, and why it differs from the suggestion ("" if it doesn't)."""

    score: str
    why: str
    note: str


@dataclass(frozen=True, slots=True)
class Row:
    """One category: what was suggested, and each reviewer's answer in the order of the table's columns."""

    title: str
    suggested: str
    judged: tuple[Judged, ...]

    @property
    def differ(self) -> bool:
        """Whether the reviewers' scores are not all the same."""
        return len({one.score for one in self.judged}) > 1


@dataclass(frozen=True, slots=True)
class Table:
    """The reviewers (name, day of their last decision) and the categories."""

    reviewers: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]

    @property
    def differ(self) -> int:
        """In how many categories they differ."""
        return sum(row.differ for row in self.rows)


def compared(assessment: Assessment, made: Sequence[Made]) -> Table:
    """Each person's last decision on an assessment beside the others'."""
    last = list(dict(made).values())
    chosen = [_by_category(entry.decision) for entry in last]
    rows = []
    for row in assessment.categories:
        judged = tuple(_judged(choices.get(row.id)) for choices in chosen)
        rows.append(Row(row.title, _suggested(row.suggested), judged))
    return Table(tuple((entry.by, entry.at) for entry in last), tuple(rows))


def differences(assessment: Assessment, theirs: DecisionFile, yours: DecisionFile) -> tuple[Difference, ...]:
    """The categories in which two decisions differ."""
    there, here = _by_category(theirs), _by_category(yours)
    pairs = ((row.title, _judged(there.get(row.id)).score, _judged(here.get(row.id)).score) for row in assessment.categories)
    return tuple(Difference(title, one, other) for title, one, other in pairs if one != other)


def _by_category(decision: DecisionFile) -> dict[str, Choice]:
    return {choice.category: choice for choice in decision.choices}


def _judged(choice: Choice | None) -> Judged:
    if choice is None:
        return Judged("not decided", "", "")
    score = "cannot judge" if choice.score is None else str(choice.score)
    return Judged(score, REASONS.get(choice.reason or "", ""), choice.note)


def _suggested(score: int | None) -> str:
    return "not assessed" if score is None else str(score)
