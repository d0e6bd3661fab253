"""Writes the categories as a table for spreadsheets, with no cell that a spreadsheet would run."""

import csv
import io
from collections.abc import Sequence

from gitassay.model.assessment import Assessment, CategoryAssessment, Reason
from gitassay.model.decision import REASONS, Choice, DecisionEntry
from gitassay.plain import visible
from gitassay.report.dependencies import packages_views
from gitassay.report.view import current_entry
from gitassay.report.words import number

LONGEST_CELL = 2_000
_FORMULA_STARTS = frozenset("=+-@\t\r\n\x00＝＋－＠")

PACKAGE_COLUMNS = (
    "repository",
    "ecosystem",
    "package",
    "scope",
    "declared",
    "version",
    "imported",
    "vulnerabilities",
    "advisories",
    "age",
    "notes",
    "path",
    "line",
)

COLUMNS = (
    "candidate",
    "login",
    "as_of",
    "category",
    "title",
    "weight",
    "suggested",
    "low",
    "high",
    "level",
    "confidence",
    "confidence_reason",
    "signals_with_data",
    "signals_asked",
    "reasons",
    "not_higher_because",
    "confirmed",
    "reason_for_difference",
    "note",
    "confirmed_by",
    "confirmed_at",
    "rubric",
    "assessment_sha256",
)


def render_csv(assessment: Assessment, decisions: Sequence[DecisionEntry] = ()) -> str:
    """One row a category, in RFC 4180 with every cell quoted. What was not assessed says so in words, never as 0 or nothing."""
    table = io.StringIO(newline="")
    writer = csv.writer(table, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    entry = current_entry(decisions)
    choices = {choice.category: choice for choice in entry.decision.choices} if entry else {}
    for category in assessment.categories:
        cells = {**_judged(assessment, category), **_decided(choices.get(category.id), entry)}
        writer.writerow([safe_cell(cells[column]) for column in COLUMNS])
    return table.getvalue()


def render_packages(assessment: Assessment, decisions: Sequence[DecisionEntry] = ()) -> str:
    """One row a package and repository. Decisions have no say in it. What was not checked says so in words."""
    table = io.StringIO(newline="")
    writer = csv.writer(table, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(PACKAGE_COLUMNS)
    for view in packages_views(assessment):
        for row in view.rows:
            one = row.document
            cells = (view.repository, one.ecosystem, one.name, one.scope, one.declared, row.version, one.imported, row.advisory)
            ids = " ".join(one.advisories)
            writer.writerow([safe_cell(cell) for cell in (*cells, ids, row.age, "; ".join(one.notes), one.path, str(one.line))])
    return table.getvalue()


def safe_cell(text: str) -> str:
    """The text for a cell: nothing invisible, and an apostrophe before what a spreadsheet would take for a formula."""
    shown = visible(text, LONGEST_CELL)
    return f"'{shown}" if text.lstrip(" ")[:1] in _FORMULA_STARTS and text.strip(" ") else shown


def _judged(assessment: Assessment, category: CategoryAssessment) -> dict[str, str]:
    return {
        "candidate": assessment.candidate.name,
        "login": assessment.candidate.login or "",
        "as_of": assessment.as_of,
        "category": category.id,
        "title": category.title,
        "weight": number(category.weight),
        "suggested": "not assessed" if category.suggested is None else str(category.suggested),
        "low": str(category.low),
        "high": str(category.high),
        "level": category.level or "",
        "confidence": category.confidence.value,
        "confidence_reason": category.confidence_reason,
        "signals_with_data": str(category.signals_with_data),
        "signals_asked": str(category.signals_asked),
        "reasons": _joined(category.reasons),
        "not_higher_because": _joined(category.missing),
        "rubric": f"{assessment.rubric.id} {assessment.rubric.version}",
        "assessment_sha256": assessment.sha256,
    }


def _decided(choice: Choice | None, entry: DecisionEntry | None) -> dict[str, str]:
    if choice is None or entry is None:
        return dict.fromkeys(("confirmed", "reason_for_difference", "note", "confirmed_by", "confirmed_at"), "")
    return {
        "confirmed": "cannot judge" if choice.score is None else str(choice.score),
        "reason_for_difference": REASONS.get(choice.reason or "", ""),
        "note": choice.note,
        "confirmed_by": entry.by,
        "confirmed_at": entry.at,
    }


def _joined(reasons: Sequence[Reason]) -> str:
    return " ".join(reason.text for reason in reasons)
