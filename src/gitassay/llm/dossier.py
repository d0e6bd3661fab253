"""What a model is told: the findings that matter, bounded, redacted and with their ids; never a score, a level or a link."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from gitassay.llm.prompts import PromptLimits
from gitassay.llm.redact import Redactor
from gitassay.model.assessment import Assessment, CategoryAssessment, FindingDocument, Question, Reason
from gitassay.model.outcome import Outcome

ANSWERS = {
    Outcome.YES: "yes",
    Outcome.NO: "no",
    Outcome.NEEDS_REVIEW: "to be looked at",
    Outcome.NOT_APPLICABLE: "does not apply",
    Outcome.NOT_AVAILABLE: "not measured",
    Outcome.ERROR: "not measured",
}
TELLING = frozenset({Outcome.YES, Outcome.NO, Outcome.NEEDS_REVIEW})


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is sent for one part: its JSON, and the ids that may be cited (of findings, or of questions)."""

    text: str
    ids: tuple[str, ...]


def category_dossier(assessment: Assessment, category: CategoryAssessment, limits: PromptLimits, redact: Redactor) -> Dossier:
    """The findings of one category: those the suggestion rests on and those that stand against it in turn, then its other ones."""
    found = {finding.id: finding for finding in assessment.findings}
    chosen = _in_turn(_named(category.reasons), _named(category.missing))
    others = (finding.id for finding in assessment.findings if category.id in finding.categories and finding.outcome is Outcome.YES)
    return _written((found[one] for one in _unique([*chosen, *others]) if one in found), limits, redact)


def overview_dossier(assessment: Assessment, limits: PromptLimits, redact: Redactor) -> Dossier:
    """What every repository is for, then what stands for and against in each category, in turn."""
    found = {finding.id: finding for finding in assessment.findings}
    purposes = [one.id for one in assessment.findings if one.signal == "readme/states_purpose" and one.outcome is Outcome.YES]
    flags = [flag.finding for flag in assessment.flags if flag.polarity == "red"]
    rows = [[*_named(category.reasons)[:3], *_named(category.missing)[:1]] for category in assessment.categories]
    chosen = [*purposes, *_in_turn(flags, *rows)]
    return _written((found[one] for one in _unique(chosen) if one in found), limits, redact)


def brief_dossier(assessment: Assessment, limits: PromptLimits, redact: Redactor) -> tuple[Dossier, dict[str, Question]]:
    """The generated questions with ids of their own, and which question each id is."""
    asked = [question for category in assessment.categories for question in category.questions][: limits.evidence]
    rows = {f"Q{number}": question for number, question in enumerate(asked, start=1)}
    documents: list[dict[str, object]] = [
        {
            "id": one,
            "question": redact.text(question.text),
            "because": redact.text(question.because),
            "touches": [redact.text(touch, 120) for touch in question.touches[:6]],
        }
        for one, question in rows.items()
    ]
    kept = _bounded(documents, limits.characters)
    ids = tuple(str(row["id"]) for row in kept)
    return Dossier(_json(kept), ids), {one: rows[one] for one in ids}


def _written(findings: Iterable[FindingDocument], limits: PromptLimits, redact: Redactor) -> Dossier:
    told = [finding for finding in findings if finding.outcome in TELLING][: limits.evidence]
    kept = _bounded([_row(finding, limits, redact) for finding in told], limits.characters)
    return Dossier(_json(kept), tuple(str(row["id"]) for row in kept))


def _row(finding: FindingDocument, limits: PromptLimits, redact: Redactor) -> dict[str, object]:
    """One finding. What a person's file says stands under "excerpt", what gitassay says under "finding"."""
    row: dict[str, object] = {
        "id": finding.id,
        "repository": redact.names.get(finding.repository, "a repository"),
        "question": finding.question,
        "answer": ANSWERS[finding.outcome],
        "finding": redact.text(finding.message),
        "sure": finding.confidence.value,
    }
    if finding.discount is not None:
        row["does not count"] = redact.text(finding.discount, 200)
    if finding.locations:
        place = finding.locations[0]
        row["file"] = redact.path(place.path)
        if limits.excerpt and (excerpt := redact.excerpt(place.excerpt, place.path, limits.excerpt)):
            row["excerpt"] = excerpt
    return row


def _bounded(rows: list[dict[str, object]], characters: int) -> list[dict[str, object]]:
    """As many rows from the front as fit."""
    kept: list[dict[str, object]] = []
    size = 0
    for row in rows:
        size += len(_json([row]))
        if size > characters:
            break
        kept.append(row)
    return kept


def _json(rows: list[dict[str, object]]) -> str:
    """One row a line. Angle brackets are escaped: no control token and no markup of a model's chat format can be written with them."""
    text = "[" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "]"
    return text.replace("<", "\\u003c").replace(">", "\\u003e")


def _named(reasons: Iterable[Reason]) -> list[str]:
    return [one for reason in reasons for one in reason.findings]


def _in_turn(*rows: list[str]) -> list[str]:
    return [one for turn in zip_longest(*rows) for one in turn if one is not None]


def _unique(ids: Iterable[str]) -> Iterator[str]:
    yield from dict.fromkeys(ids)
