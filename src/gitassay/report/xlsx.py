"""Writes the report as a workbook. Every cell is written as text or as a number; nothing a spreadsheet would run."""

import io
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime

from gitassay.model.assessment import Assessment, FindingDocument
from gitassay.model.decision import REASONS, DecisionEntry
from gitassay.plain import visible
from gitassay.report.view import current_entry
from gitassay.report.words import CONFIDENCE_WORDS, OUTCOME_WORDS, STATUS_WORDS, day

LONGEST_CELL = 2_000
MADE = datetime(1980, 1, 1, tzinfo=UTC)
"""The date in the file's properties: the same assessment gives the same bytes."""

Cell = str | int | float | None
Table = tuple[tuple[str, ...], tuple[int, ...], list[tuple[Cell, ...]]]
"""Titles, widths in characters, rows."""


def render_xlsx(assessment: Assessment, decisions: Sequence[DecisionEntry] = ()) -> bytes:
    """Sheets of categories, evidence, flags, repositories, questions and about."""
    from xlsxwriter import Workbook  # imported late: other formats do without

    content = io.BytesIO()
    with Workbook(
        content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    ) as book:
        book.set_properties({"title": "Portfolio assessment", "created": MADE.replace(tzinfo=None)})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        for name, table in _SHEETS.items():
            titles, widths, rows = table(assessment, decisions)
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 1)
            for column, (title, width) in enumerate(zip(titles, widths, strict=True)):
                sheet.set_column(column, column, width)
                sheet.write_string(0, column, title, head)
            for number, row in enumerate(rows, start=1):
                for column, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(number, column, visible(cell, LONGEST_CELL), body)
                    elif cell is not None:
                        sheet.write_number(number, column, cell, body)
            if rows:
                sheet.autofilter(0, 0, len(rows), len(titles) - 1)
    return content.getvalue()


def _categories(assessment: Assessment, decisions: Sequence[DecisionEntry]) -> Table:
    entry = current_entry(decisions)
    choices = {choice.category: choice for choice in entry.decision.choices} if entry else {}
    rows: list[tuple[Cell, ...]] = []
    for row in assessment.categories:
        choice = choices.get(row.id)
        confirmed: Cell = None if choice is None else "cannot judge" if choice.score is None else choice.score
        because = "" if choice is None or choice.reason is None else f"{REASONS[choice.reason]} {choice.note}".strip()
        suggested: Cell = "not assessed" if row.suggested is None else row.suggested
        judged = (suggested, row.low, row.high, CONFIDENCE_WORDS[row.confidence])
        told = (_joined(reason.text for reason in row.reasons), _joined(reason.text for reason in row.missing))
        rows.append((row.title, row.weight, *judged, confirmed, because, *told))
    titles = ("Category", "Weight", "Suggested", "Low", "High", "Confidence", "Confirmed", "Why it differs", "Why", "Why not higher")
    return titles, (34, 8, 12, 6, 6, 18, 12, 30, 60, 60), rows


def _evidence(assessment: Assessment, decisions: Sequence[DecisionEntry]) -> Table:
    titles = ("Repository", "Question", "Answer", "Confidence", "What was seen", "Does not count because", "Place", "Address")
    rows: list[tuple[Cell, ...]] = [
        (
            row.repository,
            row.question,
            OUTCOME_WORDS[row.outcome],
            CONFIDENCE_WORDS[row.confidence],
            row.message,
            row.discount or "",
            *_place(row),
        )
        for row in assessment.findings
    ]
    return titles, (24, 40, 14, 18, 60, 40, 32, 60), rows


def _flags(assessment: Assessment, decisions: Sequence[DecisionEntry]) -> Table:
    rows: list[tuple[Cell, ...]] = [(row.polarity, row.repository, row.message, row.explanation or "") for row in assessment.flags]
    return ("Flag", "Repository", "What was seen", "What would explain it"), (10, 24, 60, 60), rows


def _repositories(assessment: Assessment, decisions: Sequence[DecisionEntry]) -> Table:
    titles = ("Repository", "State", "Why", "Commit", "Licence", "Files", "Commits", "Own commits", "First commit", "Last commit")
    rows: list[tuple[Cell, ...]] = [
        (
            row.id,
            STATUS_WORDS[row.status],
            row.reason,
            row.commit or "",
            row.licence or "",
            row.files,
            row.commits,
            row.own_commits,
            row.first_commit or "",
            row.last_commit or "",
        )
        for row in assessment.repositories
    ]
    return titles, (28, 14, 40, 44, 14, 8, 10, 14, 14, 14), rows


def _questions(assessment: Assessment, decisions: Sequence[DecisionEntry]) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (category.title, question.text, question.because, "; ".join(question.touches))
        for category in assessment.categories
        for question in category.questions
    ]
    return ("Category", "Question", "Because", "A good answer touches"), (34, 60, 50, 50), rows


def _about(assessment: Assessment, decisions: Sequence[DecisionEntry]) -> Table:
    entry, rubric = current_entry(decisions), assessment.rubric
    rows: list[tuple[Cell, ...]] = [
        ("Candidate", assessment.candidate.name),
        ("As of", assessment.as_of),
        ("State", f"final, confirmed by {entry.by} on {day(entry.at)}" if entry else "draft for human confirmation"),
        ("Suggested total", assessment.total.statement),
        ("Rubric", f"{rubric.title}, {rubric.id} {rubric.version}, profile {rubric.profile or 'none'}"),
        ("Tool", f"{assessment.tool.name} {assessment.tool.version}"),
        ("Assessment sha256", assessment.sha256),
    ]
    return ("What", "Value"), (24, 90), rows


def _place(finding: FindingDocument) -> tuple[str, str]:
    if not finding.locations:
        return "", ""
    place = finding.locations[0]
    return f"{place.path} lines {place.start} to {place.end}", place.permalink


def _joined(texts: Iterable[str]) -> str:
    return " ".join(texts)


_SHEETS: dict[str, Callable[[Assessment, Sequence[DecisionEntry]], Table]] = {
    "Categories": _categories,
    "Evidence": _evidence,
    "Flags": _flags,
    "Repositories": _repositories,
    "Questions": _questions,
    "About": _about,
}
