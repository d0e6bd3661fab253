"""Takes a person's decision on an assessment into the run's record."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from gitassay.model.assessment import Assessment
from gitassay.model.decision import DecisionEntry, DecisionFile
from gitassay.model.record import sealed
from gitassay.plain import visible
from gitassay.review.errors import DecisionError, InvalidDecisionError, StaleDecisionError, UnreadableRunError
from gitassay.review.record import RECORD, append, locked, read_record
from gitassay.review.wording import in_plain_words

ASSESSMENT = "assessment.json"
_MOST_BYTES = 1_000_000
_SAVE_AGAIN = "Open the run's report.html, confirm every category and save the decision file again."

__all__ = ["DecisionError", "append_decision", "read_assessment", "read_decision_file", "read_decisions"]


def append_decision(run: Path, decision_file: Path, by: str, at: str) -> DecisionEntry:
    """Validate a decision file against the run's assessment and append it to the run's record.

    Args:
        run: the run's folder, with `assessment.json`.
        decision_file: what the page saved.
        by: who decides.
        at: when, in ISO 8601.

    Raises:
        DecisionError: one of its kinds; nothing was written then.
    """
    assessment = read_assessment(run)
    decision = read_decision_file(decision_file)
    check(decision, assessment)
    with locked(run):
        entry = _next(read_decisions(run, assessment), decision, person(by), moment(at))
        append(run / RECORD, entry)
    return entry


def read_decisions(run: Path, assessment: Assessment | None = None) -> tuple[DecisionEntry, ...]:
    """All recorded decisions, oldest first; those made on another assessment than the run's are marked stale, none is dropped.

    Raises:
        DecisionError: the record was altered, or the run has no readable assessment.
    """
    entries = read_record(run / RECORD, DecisionEntry)
    if not entries:
        return ()
    current = assessment or read_assessment(run)
    return tuple(entry.model_copy(update={"stale": entry.decision.assessment_sha256 != current.sha256}) for entry in entries)


def read_assessment(run: Path) -> Assessment:
    """The run's assessment, if it is whole.

    Raises:
        UnreadableRunError: there is none, it is no assessment, or its hash does not fit its content.
    """
    path = run / ASSESSMENT
    remedy = "Assess the candidate again, or restore the file."
    try:
        assessment = Assessment.model_validate_json(path.read_bytes())
    except OSError as error:
        raise UnreadableRunError(f"{path} can't be read.", f"{error.strerror or error}.", "Name the folder of a finished run.") from error
    except ValidationError as error:
        raise UnreadableRunError(f"{path} is no assessment.", f"{in_plain_words(error)}.", remedy) from error
    if assessment.digest() != assessment.sha256:
        raise UnreadableRunError(f"{path} was altered.", "Its sha256 does not fit its content.", remedy)
    return assessment


def read_decision_file(path: Path) -> DecisionFile:
    """The decision file the page saved.

    Raises:
        InvalidDecisionError: it can't be read or isn't one; says which field and why.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InvalidDecisionError(f"{path} can't be read.", f"{error.strerror or error}.", "Name the file the page saved.") from error
    if len(content) > _MOST_BYTES:
        raise InvalidDecisionError(f"{path} is no decision file.", "It is larger than 1 MB.", "Name the file the page saved.")
    try:
        return DecisionFile.model_validate_json(content)
    except ValidationError as error:
        raise InvalidDecisionError(f"{path} is not a valid decision file.", f"{in_plain_words(error)}.", _SAVE_AGAIN) from error


def check(decision: DecisionFile, assessment: Assessment) -> None:
    """Say nothing when a decision fits the assessment: its hash and rubric, every category once, every match it judges.

    Raises:
        StaleDecisionError: it was made on another assessment.
        InvalidDecisionError: it leaves something out, or judges what is not there.
    """
    if decision.assessment_sha256 != assessment.sha256 or decision.rubric != assessment.rubric:
        raise StaleDecisionError(
            "This decision is stale.",
            f"It was made on assessment {decision.assessment_sha256[:12]}, and this run holds {assessment.sha256[:12]}"
            f" under rubric {visible(assessment.rubric.id, 80)} {visible(assessment.rubric.version, 40)}.",
            "Open the run's present report.html and decide on that.",
        )
    counts = Counter(choice.category for choice in decision.choices)
    known = {category.id: category for category in assessment.categories}
    problems = [f"{category.title} is not decided" for category in assessment.categories if category.id not in counts]
    problems += [f"{visible(name, 80)} is decided {count} times" for name, count in counts.items() if count > 1]
    problems += [f"{visible(name, 80)} is no category of this assessment" for name in counts if name not in known]
    problems += [
        f"{known[choice.category].title} was suggested as {_score(known[choice.category].suggested)}, not as {_score(choice.suggested)}"
        for choice in decision.choices
        if choice.category in known and choice.suggested != known[choice.category].suggested
    ]
    problems += _misjudged(decision, assessment)
    if problems:
        raise InvalidDecisionError("This decision does not fit the assessment.", f"{'; '.join(problems)}.", _SAVE_AGAIN)


def _misjudged(decision: DecisionFile, assessment: Assessment) -> list[str]:
    """What is wrong with the judgements on matches: each has to be about a match of this assessment, once."""
    known = {(comparison.repository, comparison.source.name) for comparison in assessment.comparisons}
    counts = Counter((judged.repository, judged.source) for judged in decision.no_matches)
    unknown = [
        f"{visible(here, 80)} matches no {visible(there, 80)} in this assessment" for here, there in counts if (here, there) not in known
    ]
    return unknown + [f"the match of {visible(here, 80)} is judged {count} times" for (here, _), count in counts.items() if count > 1]


def _next(entries: Sequence[DecisionEntry], decision: DecisionFile, by: str, at: str) -> DecisionEntry:
    if entries and entries[-1].decision == decision and entries[-1].by == by:
        raise InvalidDecisionError(
            "This decision is already on record.", f"It is number {entries[-1].number}, by {by}.", "Nothing needs to be done."
        )
    previous = entries[-1].sha256 if entries else ""
    return sealed(DecisionEntry(number=len(entries) + 1, by=by, at=at, decision=decision, previous=previous, sha256=""))


def person(by: str) -> str:
    """The name of who acts, as it stands in the record.

    Raises:
        InvalidDecisionError: nobody is named.
    """
    name = visible(by.strip(), 200)
    if not name:
        raise InvalidDecisionError("Nobody confirms this decision.", "A decision needs the name of a person.", "Say who you are with --by.")
    return name


def moment(at: str) -> str:
    """A time of the record.

    Raises:
        InvalidDecisionError: it is not ISO 8601.
    """
    try:
        datetime.fromisoformat(at)
    except ValueError as error:
        raise InvalidDecisionError(
            "The time of the decision is no time.", f"{visible(at, 60)!r} is not ISO 8601.", "Give it as 2026-11-23T10:00:00Z."
        ) from error
    return at


def _score(score: int | None) -> str:
    return "not assessed" if score is None else str(score)
