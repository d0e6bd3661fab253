"""German as the sample candidate's pages speak it."""

import re
from functools import cache
from pathlib import Path

import pytest

from gitassay.report.formats import FORMATS, write_formats
from gitassay.report.html import render_html, render_sheet
from gitassay.report.index import render_comparison, render_index
from gitassay.report.sentences import noting_untold
from gitassay.report.summary import summarise
from tests.support.demo import demo_assessment
from tests.support.sample import empty_assessment, hostile_assessment, sample_assessment, sample_entry
from tests.support.summaries import sample_summary
from tests.support.texts import texts

LARGEST = 300_000
ENGLISH = re.compile(
    r"\b(?:the|and|of|is|are|were|not|no|with|what|which|how|why|this|that|for|from|nothing|does|read|seen|has|have|its|more|by)\b"
)
"""Words that no German sentence has, those that are German, too, left out."""


@cache
def pages(language: str) -> dict[str, str]:
    made = demo_assessment()
    final = (sample_entry(made),) if len(made.categories) == len(sample_assessment().categories) else ()
    row = summarise("ada/report.html", made, ())
    return {
        "draft": render_html(made, language=language),
        "final": render_html(made, final, language=language),
        "sheet": render_sheet(made, language=language),
        "table": render_index([row], language=language),
        "comparison": render_comparison([(made, ()), (made, ())], language=language),
    }


@pytest.fixture(scope="module")
def german() -> dict[str, str]:
    return pages("de")


def written_by_the_candidate() -> list[str]:
    """The candidate's own words on a page, code aside: paths, descriptions, and what results are called. The longest first."""
    made = demo_assessment()
    cards = made.repositories
    rows = [row for card in cards if card.measured for row in card.measured.results]
    places = [place.path for finding in made.findings for place in finding.locations]
    results = {f"{row.metric} {row.value}" for row in rows}
    own = {*places, *results, *(card.description or "" for card in cards), *(row.subject for row in rows), *(row.data_set for row in rows)}
    return sorted(filter(None, own), key=len, reverse=True)


def without(text: str, own: list[str]) -> str:
    for one in own:
        text = text.replace(one, "")
    return text


@pytest.mark.parametrize("name", ["draft", "final", "sheet", "table", "comparison"])
def test_no_text_of_a_german_page_is_the_english_one(german: dict[str, str], name: str) -> None:
    own = written_by_the_candidate()
    left = [text for language, text in texts(german[name]) if language == "de" and ENGLISH.search(without(text, own))]

    assert left == []


@pytest.mark.parametrize("name", ["draft", "final", "sheet", "table", "comparison"])
def test_every_sentence_about_the_sample_candidate_is_translated(german: dict[str, str], name: str) -> None:
    assert [text for language, text in texts(german[name]) if language != "de"] == []


def test_what_cannot_be_translated_is_marked_as_english_and_noted() -> None:
    with noting_untold() as noted:
        page = render_html(sample_assessment(), language="de")

    assert "Retrieval is joined to a prompt" in " ".join(noted)
    assert ("en", "Retrieval is joined to a prompt.") in [(language, text) for language, text in texts(page)] or '<span lang="en">' in page


def test_a_models_words_are_marked_as_english() -> None:
    assessment = sample_assessment()
    page = render_html(assessment, (), sample_summary(assessment), language="de")
    said = [view.text for part in sample_summary(assessment).parts for view in part.sentences]

    assert said
    assert [text for language, text in texts(page) if text in said and language != "en"] == []


def test_only_what_is_shown_changes_with_the_language(tmp_path: Path) -> None:
    machines = [name for name, one in FORMATS.items() if not one.spoken]
    made = demo_assessment()
    for language in ("en", "de"):
        write_formats(made, (), tmp_path / language, machines, language=language)

    assert {path.name: path.read_bytes() for path in (tmp_path / "de").iterdir()} == {
        path.name: path.read_bytes() for path in (tmp_path / "en").iterdir()
    }
    assert machines == ["json", "csv", "packages", "md", "xlsx", "sarif", "scorecard"]


def test_the_page_of_ten_repositories_stays_small_in_german() -> None:
    made = demo_assessment()
    sizes = [len(render_html(made, language=language).encode()) for language in ("en", "de")]

    assert max(sizes) < LARGEST
    assert sizes[1] < 1.1 * sizes[0]


def shape(html: str) -> list[str]:
    """The elements of a page in their order; those that mark another language aside."""
    return re.findall(r"<(/?[a-z][a-z0-9]*)", re.sub(r'<span lang="en">(.*?)</span>', r"\1", html, flags=re.DOTALL))


@pytest.mark.parametrize("build", [hostile_assessment, sample_assessment, empty_assessment])
def test_a_page_has_the_same_elements_in_german(build) -> None:  # type: ignore[no-untyped-def]
    assert shape(render_html(build(), language="de")) == shape(render_html(build()))


def test_a_hostile_sheet_and_table_have_the_same_elements_in_german() -> None:
    made = hostile_assessment()
    row = summarise("x/report.html", made, ())

    assert shape(render_sheet(made, language="de")) == shape(render_sheet(made))
    assert shape(render_index([row], language="de")) == shape(render_index([row]))


def test_the_language_of_the_page_is_named(german: dict[str, str]) -> None:
    assert {re.search(r"<html lang=\"(\w+)\"", html)[1] for html in german.values()} == {"de"}  # type: ignore[index]
