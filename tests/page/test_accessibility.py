import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from gitassay.report.html import render_html, render_sheet
from tests.page.conftest import Open
from tests.support.sample import empty_assessment, hostile_assessment, sample_assessment, sample_entry
from tests.support.summaries import hostile_summary, sample_summary

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    response = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}).response
    return [f"{row['id']}: {node['html'][:160]}" for row in response["violations"] for node in row["nodes"][:3]]


def opened_up(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_a_draft_with_everything_unfolded_has_no_violation(open_page: Open, scheme: str, width: int) -> None:
    page, seen = open_page(render_html(sample_assessment()), width, scheme, bypass_csp=True)
    opened_up(page)
    page.locator('[data-category="c2"] input[value="2"]').check()
    page.locator('[data-category="c2"] [data-confirm]').click()
    page.locator('[data-category="c1"] [data-confirm]').click()

    assert violations(page) == []
    assert seen.errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_a_final_page_has_no_violation(open_page: Open, width: int, scheme: str) -> None:
    assessment = sample_assessment()
    stale = sample_entry(assessment).model_copy(update={"stale": True})
    page, _ = open_page(render_html(assessment, (stale, sample_entry(assessment, 2, reasoning=3))), width, scheme, bypass_csp=True)
    opened_up(page)

    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_a_page_with_a_summary_has_no_violation(open_page: Open, width: int, scheme: str) -> None:
    assessment = sample_assessment()
    page, seen = open_page(render_html(assessment, (), sample_summary(assessment)), width, scheme, bypass_csp=True)
    opened_up(page)

    assert violations(page) == []
    assert seen.errors == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_hostile_summary_does_nothing(open_page: Open) -> None:
    assessment = sample_assessment()
    _, seen = open_page(render_html(assessment, (), hostile_summary(assessment)))

    assert seen.nothing


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_a_page_without_evidence_has_no_violation(open_page: Open, width: int, scheme: str) -> None:
    page, _ = open_page(render_html(empty_assessment()), width, scheme, bypass_csp=True)

    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_a_hostile_page_has_no_violation(open_page: Open, width: int, scheme: str) -> None:
    page, _ = open_page(render_html(hostile_assessment()), width, scheme, bypass_csp=True)

    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_candidates_sheet_has_no_violation(open_page: Open, width: int, scheme: str) -> None:
    assessment = sample_assessment()
    page, seen = open_page(render_sheet(assessment, (sample_entry(assessment),)), width, scheme, bypass_csp=True)

    assert violations(page) == []
    assert seen.errors == []


def test_a_hostile_sheet_runs_nothing_and_has_no_violation(open_page: Open) -> None:
    page, seen = open_page(render_sheet(hostile_assessment()), bypass_csp=True)

    assert violations(page) == []
    assert seen.nothing
    assert page.locator("script, img, iframe, form").count() == 0
