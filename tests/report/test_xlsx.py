import io

import pytest
from openpyxl import Workbook, load_workbook

from gitassay.report.xlsx import render_xlsx
from tests.support.sample import HOSTILE, empty_assessment, hostile_assessment, sample_assessment, sample_entry


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def column(book: Workbook, sheet: str, title: str) -> list[object]:
    rows = list(book[sheet].iter_rows(values_only=True))
    return [row[rows[0].index(title)] for row in rows[1:]]


def test_a_row_for_each_category_repository_flag_and_finding() -> None:
    assessment = sample_assessment()
    book = opened(render_xlsx(assessment))

    assert column(book, "Categories", "Category") == [row.title for row in assessment.categories]
    assert column(book, "Repositories", "Repository") == [row.id for row in assessment.repositories]
    assert column(book, "Evidence", "What was seen") == [row.message for row in assessment.findings]
    assert len(column(book, "Flags", "Flag")) == len(assessment.flags)


def test_numbers_are_numbers_and_what_was_not_assessed_is_said() -> None:
    book = opened(render_xlsx(sample_assessment()))

    assert set(map(type, column(book, "Categories", "Weight"))) <= {int, float}
    assert "not assessed" in column(book, "Categories", "Suggested")
    assert column(book, "Categories", "Confirmed") == [None] * 7


def test_a_decision_stands_with_its_reason() -> None:
    assessment = sample_assessment()
    book = opened(render_xlsx(assessment, (sample_entry(assessment, genai=5),)))

    assert column(book, "Categories", "Confirmed")[1] == 5
    assert str(column(book, "Categories", "Why it differs")[1]).startswith("Shown in an interview")
    assert "final, confirmed by Imke de Vries on 24 Nov 2026, 14:30 UTC" in column(book, "About", "Value")


@pytest.mark.parametrize("assessment", [hostile_assessment(), empty_assessment()])
def test_nothing_is_a_formula_a_link_or_a_control_character(assessment: object) -> None:
    book = opened(render_xlsx(assessment))  # type: ignore[arg-type]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]

    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert [cell.value for cell in cells if cell.hyperlink] == []
    assert [cell.value for cell in cells if isinstance(cell.value, str) and not cell.value.isprintable()] == []


def test_what_looks_like_a_formula_is_kept_as_text() -> None:
    formula = next(text for text in HOSTILE if text.startswith("="))
    book = opened(render_xlsx(hostile_assessment()))

    assert formula in [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
