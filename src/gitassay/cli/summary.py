"""The end of a run in a few lines, in the words of the page."""

from collections import Counter
from pathlib import Path

from gitassay.model.assessment import Assessment, CategoryAssessment
from gitassay.model.candidate import Status

READ = (Status.READ, Status.PARTIAL)


def summary(assessment: Assessment, run: Path) -> str:
    """Say what was read, what is suggested, what to look at, and what to do next; fits 80 columns."""
    lines = [_read_line(assessment), ""]
    width = max(len(one.title) for one in assessment.categories)
    lines += [_category_line(one, width) for one in assessment.categories]
    reds = sum(flag.polarity == "red" for flag in assessment.flags)
    lines += [
        "",
        f"Suggested {_range(assessment.total.low, assessment.total.high)} of 100, "
        f"{assessment.total.assessed} of {assessment.total.of} categories assessed.",
        assessment.total.statement,
        f"{len(assessment.flags) - reds} green and {reds} red flags, {len(assessment.attention)} things to look at first.",
        "Nothing is final until a person confirms.",
        f"Report: {run / 'report.html'}",
        f"Next:   gitassay confirm {run} decision.json --by YOU",
    ]
    return "\n".join(lines)


def _read_line(assessment: Assessment) -> str:
    counts = Counter(card.status for card in assessment.repositories)
    read = sum(counts[status] for status in READ)
    rest = [f"{number} {status.replace('_', ' ')}" for status, number in sorted(counts.items()) if status not in READ]
    noun = "repository" if len(assessment.repositories) == 1 else "repositories"
    told = ", ".join([f"{read} read", *rest])
    return f"{len(assessment.repositories)} {noun} of {assessment.candidate.name}: {told}"


def _category_line(one: CategoryAssessment, width: int) -> str:
    if one.suggested is None:
        return f"{one.title:<{width}}  –  not assessed"
    span = f", range {one.low} to {one.high}" if one.low != one.high else ""
    return f"{one.title:<{width}}  {one.suggested}  {one.confidence} confidence{span}"


def _range(low: float, high: float) -> str:
    return f"{low:.0f}" if round(low) == round(high) else f"{low:.0f} to {high:.0f}"
