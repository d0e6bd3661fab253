"""Turns a posted form into a decision, with the same checks as a decision file."""

from collections.abc import Iterator

from pydantic import ValidationError
from starlette.datastructures import FormData

from gitassay.model.assessment import Assessment, CategoryAssessment
from gitassay.model.decision import MATCH_REASONS, REASONS, Choice, DecisionFile, NoMatch
from gitassay.report.matches import ComparisonView, comparison_views
from gitassay.report.served import Problem
from gitassay.review.decision import check
from gitassay.review.errors import DecisionError
from gitassay.review.wording import in_plain_words
from gitassay.web.errors import RefusalError

SCORES = {"none": None, "0": 0, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5}
LONGEST_NOTE = 2_000
LONGEST_DECISION_NOTE = 5_000


def begun(fields: FormData, assessment: Assessment) -> DecisionFile:
    """What a person sent so far, complete or not; never to be recorded, only to fill the form again."""
    choices = (_choice(fields, f"c{number}", row) for number, row in enumerate(assessment.categories, start=1))
    return DecisionFile.model_construct(
        assessment_sha256=assessment.sha256,
        rubric=assessment.rubric,
        choices=tuple(choice for choice in choices if choice is not None),
        no_matches=tuple(_no_match(fields, view) for view in _judged(fields, assessment)),
        note=_text(fields, "note")[:LONGEST_DECISION_NOTE],
    )


def problems(fields: FormData, assessment: Assessment) -> tuple[Problem, ...]:
    """Why what was sent is no decision yet, in the order of the page."""
    rows = enumerate(assessment.categories, start=1)
    unclear = (_unclear_choice(fields, f"c{number}", row) for number, row in rows)
    unexplained = (_unclear_match(fields, view) for view in _judged(fields, assessment))
    return tuple(problem for problem in (*unclear, *unexplained) if problem is not None)


def decision_of(fields: FormData, assessment: Assessment) -> DecisionFile:
    """The decision a person sent, when there are no problems with it.

    Raises:
        RefusalError: it does not fit the assessment after all; says why.
    """
    try:
        made = DecisionFile.model_validate(begun(fields, assessment).model_dump())
        check(made, assessment)
    except ValidationError as error:
        raise _unfit(in_plain_words(error)) from error
    except DecisionError as error:
        raise _unfit(f"{error.what} {error.why}") from error
    return made


def seen_version(fields: FormData) -> int:
    """The version of the assessment that the person looked at.

    Raises:
        RefusalError: the form does not say.
    """
    told = _text(fields, "version")
    if not (told.isascii() and told.isdigit() and len(told) < 10):
        raise _unfit("The form does not say which state was looked at")
    return int(told)


def _choice(fields: FormData, key: str, row: CategoryAssessment) -> Choice | None:
    sent = _text(fields, f"{key}-score")
    if sent not in SCORES:
        return None
    score = SCORES[sent]
    if score == row.suggested:
        return Choice(category=row.id, score=score, suggested=row.suggested)
    reason, note = _text(fields, f"{key}-reason") or None, _text(fields, f"{key}-note")[:LONGEST_NOTE]
    return Choice.model_construct(category=row.id, score=score, suggested=row.suggested, reason=reason, note=note)


def _unclear_choice(fields: FormData, key: str, row: CategoryAssessment) -> Problem | None:
    choice = _choice(fields, key, row)
    if choice is None:
        return Problem(key, f"{row.title}: choose a score, or “Cannot judge”.")
    if choice.score == choice.suggested:
        return None
    if choice.reason not in REASONS:
        return Problem(key, f"{row.title}: choose a reason, because your score differs from the suggestion.")
    if choice.reason == "other" and not choice.note.strip():
        return Problem(key, f"{row.title}: say which other reason it is.")
    return None


def _judged(fields: FormData, assessment: Assessment) -> Iterator[ComparisonView]:
    """The matches that a person says are none."""
    return (view for view in comparison_views(assessment) if view.matches and _text(fields, f"{view.key}-none"))


def _no_match(fields: FormData, view: ComparisonView) -> NoMatch:
    return NoMatch.model_construct(
        repository=view.comparison.repository,
        source=view.comparison.source.name,
        reason=_text(fields, f"{view.key}-reason"),
        note=_text(fields, f"{view.key}-note")[:LONGEST_NOTE],
    )


def _unclear_match(fields: FormData, view: ComparisonView) -> Problem | None:
    judged = _no_match(fields, view)
    if judged.reason not in MATCH_REASONS:
        return Problem(view.key, f"{judged.source}: choose a reason why it is no match.")
    if judged.reason == "other" and not judged.note.strip():
        return Problem(view.key, f"{judged.source}: say which other reason it is.")
    return None


def _text(fields: FormData, name: str) -> str:
    value = fields.get(name, "")
    return value.replace("\r\n", "\n").replace("\0", "") if isinstance(value, str) else ""


def _unfit(why: str) -> RefusalError:
    return RefusalError(422, f"The decision was not recorded: {why}.", "Open the assessment again and record it there.")
