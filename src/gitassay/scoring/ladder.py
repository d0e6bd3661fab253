"""How high one body of evidence reaches on a category's ladder, under three readings of what is not certain."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence, Outcome
from gitassay.model.rubric import Category, Requirement

Answers = Mapping[str, tuple[Finding, ...]]
"""Findings by signal id: one finding a signal for one repository, several for a portfolio."""

UNKNOWN = frozenset({Outcome.NEEDS_REVIEW, Outcome.NOT_AVAILABLE, Outcome.ERROR})


class Reading(StrEnum):
    """How uncertain evidence is read: `sure` counts none of it, `shown` what was found, `possible` gives every doubt the benefit."""

    SURE = "sure"
    SHOWN = "shown"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Climb:
    """Where a climb ended: the level reached, the requirements met and not met by level, and the cap that held it back."""

    score: int
    met: tuple[tuple[int, Requirement], ...]
    unmet: tuple[tuple[int, Requirement], ...]
    cap: str | None = None


def climb(category: Category, answers: Answers, reading: Reading) -> Climb:
    """Return the highest level whose requirements, and those of all levels below, hold."""
    score, climbing = 0, True
    met: list[tuple[int, Requirement]] = []
    unmet: list[tuple[int, Requirement]] = []
    for level in category.levels:
        failed = [need for need in level.require if not holds(need, answers, reading)]
        met += [(level.score, need) for need in level.require if need not in failed]
        unmet += [(level.score, need) for need in failed]
        climbing = climbing and not failed
        if climbing:
            score = level.score
    caps = [cap for cap in category.caps if cap.score < score and any(_caps(term, answers, reading) for term in cap.when)]
    if caps:
        lowest = min(caps, key=lambda cap: cap.score)
        return Climb(lowest.score, tuple(met), tuple(unmet), lowest.say)
    return Climb(score, tuple(met), tuple(unmet))


def holds(need: Requirement, answers: Answers, reading: Reading) -> bool:
    """Whether one requirement is met under a reading."""
    true = [term_holds(term, answers, reading) for term in need.terms]
    if need.all:
        return all(true)
    return sum(true) >= (need.at_least or 1)


def term_holds(term: str, answers: Answers, reading: Reading) -> bool:
    """Whether `subject/question` is a yes that counts, or `not subject/question` a no."""
    negative = term.startswith("not ")
    findings = answers.get(term.removeprefix("not "), ())
    if negative:
        return any(_denies(finding, reading) for finding in findings)
    return any(_affirms(finding, reading) for finding in findings)


def _affirms(finding: Finding, reading: Reading) -> bool:
    if finding.outcome is Outcome.YES:
        return finding.discount is None and (reading is not Reading.SURE or finding.confidence is not Confidence.LOW)
    return reading is Reading.POSSIBLE and finding.outcome in UNKNOWN


def _denies(finding: Finding, reading: Reading) -> bool:
    if finding.outcome in (Outcome.NO, Outcome.NOT_APPLICABLE):
        return reading is not Reading.SURE or finding.confidence is not Confidence.LOW
    return reading is Reading.POSSIBLE and finding.outcome in UNKNOWN


def _caps(term: str, answers: Answers, reading: Reading) -> bool:
    """Whether a cap applies. A cap is bad news: doubt about it lowers the `sure` reading and leaves the `possible` one."""
    wanted = Outcome.NO if term.startswith("not ") else Outcome.YES
    for finding in answers.get(term.removeprefix("not "), ()):
        certain = finding.outcome is wanted and finding.confidence is not Confidence.LOW
        if certain or (reading is not Reading.POSSIBLE and finding.outcome is wanted):
            return True
        if reading is Reading.SURE and finding.outcome is Outcome.NEEDS_REVIEW:
            return True
    return False
