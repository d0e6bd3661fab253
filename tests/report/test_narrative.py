import re
from pathlib import Path

from gitassay.report.formats import write_formats
from gitassay.report.html import render_html
from gitassay.report.markdown import render_markdown
from tests.support.sample import sample_assessment
from tests.support.summaries import hostile_summary, sample_summary

ASSESSMENT = sample_assessment()
PAGE = render_html(ASSESSMENT, (), sample_summary(ASSESSMENT))


def test_each_citation_leads_to_evidence_on_the_page() -> None:
    section = PAGE.split('id="summary"', 1)[1].split("</section>", 1)[0]
    linked = re.findall(r'class="exhibit" href="#(e\d+)"', section)
    assert linked
    assert [name for name in linked if f'id="{name}"' not in PAGE] == []


def test_the_page_says_what_was_dropped_withheld_and_missing() -> None:
    for text in (
        "1 of 5 did not hold and was dropped",
        "All tests pass.",
        "failed verification",
        "did not answer in time",
        "No score rests on it",
    ):
        assert text in PAGE


def test_the_footer_names_model_prompt_version_hash_and_cost() -> None:
    footer = PAGE.split("<footer", 1)[1]
    summary = sample_summary(ASSESSMENT)
    for text in ("stand-in-1", "overview 1", "ab" * 32, summary.sha256, "4,321 tokens", "0.01 USD"):
        assert text in footer
    assert "no model used" not in footer


def test_a_page_without_summary_says_that_no_model_was_used() -> None:
    page = render_html(ASSESSMENT)
    assert ('id="summary"' in page, 'href="#summary"' in page, "no model used" in page) == (False, False, True)


def test_a_summary_of_another_assessment_is_not_shown() -> None:
    other = sample_summary(ASSESSMENT).model_copy(update={"assessment_sha256": "0" * 64})
    assert render_html(ASSESSMENT, (), other) == render_html(ASSESSMENT)
    assert render_markdown(ASSESSMENT, (), other) == render_markdown(ASSESSMENT)


def test_the_assessment_is_written_the_same_with_a_summary(tmp_path: Path) -> None:
    for name, summary in (("off", None), ("on", sample_summary(ASSESSMENT))):
        write_formats(ASSESSMENT, (), tmp_path / name, ("json", "csv", "scorecard", "sarif"), summary)
    for path in (tmp_path / "off").iterdir():
        assert (tmp_path / "on" / path.name).read_bytes() == path.read_bytes()


def test_markdown_has_the_sentences_with_their_ids_and_what_was_dropped() -> None:
    text = render_markdown(ASSESSMENT, (), sample_summary(ASSESSMENT))
    assert "## Summary" in text
    assert "- The code is checked\\. (" in text
    assert "~~All tests pass\\.~~" in text
    assert "no model used" not in text


def test_nothing_of_a_summary_acts_as_markup() -> None:
    page = render_html(ASSESSMENT, (), hostile_summary(ASSESSMENT))
    for text in ("<script>alert(", "<img src=x", "<h1>broken out", "<b>bold"):
        assert text not in page
    assert "{{7*7}}" in page
    assert "\u202e" not in page
