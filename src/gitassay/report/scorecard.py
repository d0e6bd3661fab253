"""Writes the scorecard for applicant-tracking systems."""

import json
from collections.abc import Sequence

from gitassay.model.assessment import Assessment, CategoryAssessment
from gitassay.model.decision import Choice, DecisionEntry
from gitassay.model.final import final_total
from gitassay.model.scorecard import Attribute, Scorecard
from gitassay.plain import visible
from gitassay.report.view import current_entry

LONGEST_TEXT = 600


def render_scorecard(assessment: Assessment, decisions: Sequence[DecisionEntry] = ()) -> str:
    """The scorecard as JSON. Ratings and total are a person's alone: a draft has none, however sure the suggestion."""
    entry = current_entry(decisions)
    total = final_total(assessment, entry) if entry else None
    choices = {choice.category: choice for choice in entry.decision.choices} if entry else {}
    card = Scorecard(
        status="submitted" if entry else "draft",
        candidate=_text(assessment.candidate.name),
        submitted_by=_text(entry.by) if entry else None,
        submitted_at=entry.at if entry else None,
        total_low=total.low if total else None,
        total_high=total.high if total else None,
        tier=total.tier.name if total and total.tier else None,
        attributes=tuple(_attribute(category, choices.get(category.id)) for category in assessment.categories),
        key_takeaways=tuple(_text(row.text) for row in assessment.attention),
        questions=tuple(_text(question.text) for category in assessment.categories for question in category.questions),
        rubric=_text(f"{assessment.rubric.id} {assessment.rubric.version}"),
        assessment_sha256=assessment.sha256,
    )
    return json.dumps(card.model_dump(mode="json"), indent=2, ensure_ascii=True) + "\n"


def _attribute(category: CategoryAssessment, choice: Choice | None) -> Attribute:
    return Attribute(
        id=category.id,
        name=_text(category.title),
        weight=category.weight,
        rating=choice.score if choice else None,
        suggested=category.suggested,
        suggested_low=category.low,
        suggested_high=category.high,
        note=_text(choice.note) if choice else "",
    )


def _text(text: str) -> str:
    return visible(text, LONGEST_TEXT)
