import pytest

from gitassay.model.assessment import CandidateCard
from gitassay.report.index import render_comparison, render_index
from gitassay.report.summary import summarise
from tests.page.conftest import Open
from tests.page.test_accessibility import violations
from tests.support.sample import empty_assessment, hostile_assessment, sample_assessment, sample_entry


def table() -> str:
    one = sample_assessment()
    berta = one.model_copy(update={"candidate": CandidateCard(name="Berta"), "attention": ()})
    rows = [summarise("ada/1/report.html", one, ()), summarise("berta/report.html", berta, (sample_entry(one, reasoning=3),))]
    return render_index(
        [*rows, summarise("cleo/report.html", empty_assessment().model_copy(update={"candidate": CandidateCard(name="Cleo")}), ())]
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_table_of_candidates_has_no_violation(open_page: Open, scheme: str, width: int) -> None:
    page, seen = open_page(table(), width, scheme, bypass_csp=True)

    assert violations(page) == []
    assert seen.nothing


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_a_comparison_has_no_violation(open_page: Open, scheme: str, width: int) -> None:
    one = sample_assessment()
    page, seen = open_page(
        render_comparison([(one, ()), (one, (sample_entry(one),)), (empty_assessment(), ())]), width, scheme, bypass_csp=True
    )

    assert violations(page) == []
    assert seen.nothing


def test_the_page_itself_never_scrolls_sideways(open_page: Open) -> None:
    page, _ = open_page(table(), 320)

    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_a_column_sorts_both_ways_by_keyboard_and_sorting_by_total_warns(open_page: Open) -> None:
    page, seen = open_page(table())
    button = page.locator("th button", has_text="Total of 100")
    names = "[...document.querySelectorAll('tbody th a')].map((link) => link.textContent)"
    assert page.locator("[data-note]").is_hidden()
    button.focus()
    page.keyboard.press("Enter")
    falling = page.evaluate(names)
    page.keyboard.press("Enter")

    assert falling[::-1] == page.evaluate(names)
    assert page.locator("th[aria-sort=ascending] button").inner_text() == "Total of 100"
    assert page.locator("[data-note]").is_visible()
    assert seen.nothing


def test_the_filter_keeps_the_rows_that_hold_the_words(open_page: Open) -> None:
    page, _ = open_page(table())
    page.locator("#filter").fill("berta")

    assert page.locator("tbody tr:visible th a").all_inner_texts() == ["Berta"]
    assert page.locator("[data-shown]").inner_text() == "1 of 3 shown"


def test_without_scripts_the_table_is_whole(open_page: Open) -> None:
    page, _ = open_page(table(), java_script_enabled=False)

    assert page.locator("tbody tr").count() == 3
    assert page.locator("#filter").is_hidden()


def test_a_hostile_candidate_runs_nothing_in_tables(open_page: Open) -> None:
    hostile = hostile_assessment()
    for html in (render_index([summarise("javascript:alert(1)", hostile, ())]), render_comparison([(hostile, ()), (hostile, ())])):
        page, seen = open_page(html)

        assert seen.nothing
        assert page.locator("img, iframe, form").count() == 0
        assert page.evaluate("[...document.links].filter((link) => link.protocol === 'javascript:').length") == 0
