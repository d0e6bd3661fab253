"""Turns a posted form into a decision, with the same checks as a decision file."""

from pydantic import ValidationError
from starlette.datastructures import FormData

from gitassay.model.assessment import Assessment, CategoryAssessment
from gitassay.model.decision import Choice, DecisionFile, NoMatch
from gitassay.report.matches import comparison_views
from gitassay.review.decision import check
from gitassay.review.errors import DecisionError
from gitassay.review.wording import in_plain_words
from gitassay.web.errors import RefusalError


def decision_of(fields: FormData, assessment: Assessment) -> DecisionFile:
    """The decision a person sent.

    Raises:
        RefusalError: something is left out, or a reason is missing; says what.
    """
    try:
        made = DecisionFile(
            assessment_sha256=assessment.sha256,
            rubric=assessment.rubric,
            choices=tuple(_choice(fields, f"c{number}", row) for number, row in enumerate(assessment.categories, start=1)),
            no_matches=_no_matches(fields, assessment),
            note=_text(fields, "note"),
        )
        check(made, assessment)
    except ValidationError as error:
        raise _incomplete(in_plain_words(error)) from error
    except DecisionError as error:
        raise _incomplete(f"{error.what} {error.why}") from error
    return made


def seen_version(fields: FormData) -> int:
    """The version of the assessment that the person looked at.

    Raises:
        RefusalError: the form does not say.
    """
    told = _text(fields, "version")
    if not (told.isascii() and told.isdigit() and len(told) < 10):
        raise _incomplete("The form does not say which state was looked at")
    return int(told)


def _choice(fields: FormData, key: str, row: CategoryAssessment) -> Choice:
    sent = _text(fields, f"{key}-score")
    if sent not in {"none", "0", "1", "2", "3", "4", "5"}:
        raise _incomplete(f"{row.title} is not decided")
    score = None if sent == "none" else int(sent)
    if score == row.suggested:
        return Choice(category=row.id, score=score, suggested=row.suggested)
    reason = _text(fields, f"{key}-reason") or None
    if reason is None:
        raise _incomplete(f"{row.title}: a score that differs from the suggestion needs a reason")
    return Choice(category=row.id, score=score, suggested=row.suggested, reason=reason, note=_text(fields, f"{key}-note"))


def _no_matches(fields: FormData, assessment: Assessment) -> tuple[NoMatch, ...]:
    return tuple(
        NoMatch(
            repository=view.comparison.repository,
            source=view.comparison.source.name,
            reason=_text(fields, f"{view.key}-reason"),
            note=_text(fields, f"{view.key}-note"),
        )
        for view in comparison_views(assessment)
        if view.matches and _text(fields, f"{view.key}-none")
    )


def _text(fields: FormData, name: str) -> str:
    value = fields.get(name, "")
    return value.replace("\r\n", "\n") if isinstance(value, str) else ""


def _incomplete(why: str) -> RefusalError:
    return RefusalError(422, f"The decision was not recorded: {why}.", "Go back, complete it, and record it again.")
