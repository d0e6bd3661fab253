import csv
import io
import json
import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from gitassay.model.assessment import Assessment
from gitassay.report.csv import COLUMNS, render_csv, safe_cell
from gitassay.report.formats import FORMATS, UnknownFormatError, parse_formats, write_formats
from gitassay.report.json import render_json
from gitassay.report.markdown import render_markdown
from gitassay.report.markdown_text import escaped, link
from tests.support.sample import HOSTILE, empty_assessment, hostile_assessment, sample_assessment, sample_entry


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝", "＋", "－", "＠", "  ="])
def test_no_cell_begins_like_a_formula(start: str) -> None:
    assert safe_cell(f"{start}1+1").startswith("'")


def test_a_harmless_cell_stays_as_it_is() -> None:
    assert [safe_cell(text) for text in ("a=b", "4", "", "  ")] == ["a=b", "4", "", "  "]


def test_a_table_has_a_row_for_each_category_and_quotes_every_cell() -> None:
    text = render_csv(sample_assessment())

    assert [row["category"] for row in rows(text)] == [category.id for category in sample_assessment().categories]
    assert text.splitlines()[0] == ",".join(f'"{column}"' for column in COLUMNS)
    assert text.endswith('"\r\n')


def test_a_table_says_in_words_what_was_not_assessed_or_not_judged() -> None:
    assessment = sample_assessment()
    row = rows(render_csv(assessment, (sample_entry(assessment, genai=5),)))
    by_id = {cells["category"]: cells for cells in row}

    assert (by_id["reasoning"]["suggested"], by_id["reasoning"]["confirmed"]) == ("not assessed", "cannot judge")
    assert (by_id["genai"]["confirmed"], by_id["genai"]["confirmed_by"]) == ("5", "Imke de Vries")
    assert by_id["genai"]["reason_for_difference"] == "Shown in an interview or a conversation"


def test_a_hostile_table_runs_nothing_and_hides_nothing() -> None:
    for cells in rows(render_csv(hostile_assessment())):
        for cell in cells.values():
            assert not cell.startswith(("=", "+", "-", "@"))
            assert cell.isprintable()


def test_the_document_reads_back_without_loss() -> None:
    for assessment in (sample_assessment(), hostile_assessment(), empty_assessment()):
        text = render_json(assessment)

        assert Assessment.model_validate_json(text) == assessment
        assert text.isascii()
        assert json.loads(text)["sha256"] == assessment.digest()


@pytest.mark.parametrize("attack", HOSTILE)
def test_markdown_shows_hostile_text_as_text(attack: str) -> None:
    html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(f"- {escaped(attack)}")
    tags = set(re.findall(r"<(/?\w+)", html))

    assert tags <= {"ul", "/ul", "li", "/li"}


def test_markdown_text_starts_no_list_heading_or_table() -> None:
    html = MarkdownIt("gfm-like", {"linkify": False}).render(f"- {escaped('- a')}\n- {escaped('1. b')}\n- {escaped('# c')}")

    assert html.count("<li>") == 3
    assert "<h1>" not in html


def test_markdown_links_lead_to_the_web_only() -> None:
    assert link("a", "javascript:alert(1)") == "a"
    assert link("a]b", "https://x.example/<)>") == "[a\\]b](<https://x.example/%3C)%3E>)"


def test_markdown_tells_the_whole_report() -> None:
    assessment = sample_assessment()
    draft, final = render_markdown(assessment), render_markdown(assessment, (sample_entry(assessment, reasoning=3),))

    assert draft.startswith("# Portfolio assessment · draft for human confirmation\n")
    assert "final, confirmed by Imke de Vries" in final
    assert "Final total 77 of 100" in final
    assert "| Problem\\-Solving and System Thinking | 10% | not assessed |" in draft
    assert "Insufficient public evidence" in render_markdown(empty_assessment())


def test_a_hostile_report_in_markdown_holds_no_raw_markup() -> None:
    html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(render_markdown(hostile_assessment()))

    assert re.findall(r"<(?:script|img|b|h1>broken)", html) == []
    assert [target for target in re.findall(r'href="([^"]*)"', html) if not target.startswith("https://")] == []


def test_formats_are_named_in_a_list_each_once() -> None:
    assert parse_formats(" HTML,csv,,html ") == ("html", "csv")


@pytest.mark.parametrize("text", ["", " , ", "docx", "html,docx"])
def test_a_format_that_there_is_not_is_refused_with_the_choices(text: str) -> None:
    with pytest.raises(UnknownFormatError, match="Choose from html, json, csv, packages, md"):
        parse_formats(text)


def test_every_format_is_written_and_the_same_twice(tmp_path: Path) -> None:
    assessment = sample_assessment()
    formats = tuple(name for name in FORMATS if name != "pdf")
    first = write_formats(assessment, (), tmp_path / "new" / "run", formats)
    content = [path.read_bytes() for path in first]

    assert [path.name for path in first] == [
        "report.html",
        "assessment.json",
        "report.csv",
        "packages.csv",
        "report.md",
        "report.xlsx",
        "report.sarif",
        "scorecard.json",
        "candidate.html",
    ]
    assert content == [path.read_bytes() for path in write_formats(assessment, (), tmp_path / "new" / "run", formats)]
