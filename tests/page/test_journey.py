import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from gitassay.model.assessment import Assessment
from gitassay.model.decision import DecisionEntry
from gitassay.model.final import final_total
from gitassay.report.formats import write_formats
from gitassay.report.html import render_html
from gitassay.review.blind import blind
from gitassay.review.decision import append_decision, read_decisions
from gitassay.review.reveal import reveal
from tests.page.conftest import Open
from tests.support.sample import sample_assessment

MOST_TABS = 400


def recorded(assessment: Assessment, run: Path, saved: Path) -> DecisionEntry:
    write_formats(assessment, (), run, ("json",))
    return append_decision(run, saved, by="Imke de Vries", at="2026-11-24T14:30:00Z")


def saved_file(page: Page, run: Path) -> Path:
    """What pressing the focused or found save button downloads."""
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    target = run / "decision.json"
    download.value.save_as(target)
    assert download.value.suggested_filename == "decision.json"
    return target


def tab_to(page: Page, selector: str) -> int:
    for count in range(1, MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return count
    raise AssertionError(f"{selector} was not reached by {MOST_TABS} tabs")


def test_a_person_confirms_by_mouse_and_an_unjudged_category_leaves_a_range(open_page: Open, tmp_path: Path) -> None:
    assessment = sample_assessment()
    page, seen = open_page(render_html(assessment), accept_downloads=True)
    assert page.locator("[data-total-block]").is_hidden()

    page.locator('[data-category="c2"] input[value="3"]').check()
    page.locator('[data-category="c2"] select').select_option("interview")
    page.locator('[data-category="c2"] textarea').fill("Could not explain the index.\nSecond line.")
    for number in range(1, 8):
        assert str(number - 1) == page.locator(".status [data-confirmed]").inner_text()
        page.locator(f'[data-category="c{number}"] [data-confirm]').click()
    page.locator("[data-save]").focus()
    entry = recorded(assessment, tmp_path, saved_file(page, tmp_path))

    total = final_total(assessment, entry)
    assert (total.low, total.high) == (66.0, 76.0)
    assert page.locator("[data-total]").inner_text() == "66 to 76"
    assert page.locator("[data-tier]").inner_text() == "Medium or Strong"
    assert {row.category: row.score for row in entry.decision.choices if row.category in ("genai", "reasoning")} == {
        "genai": 3,
        "reasoning": None,
    }
    assert seen.nothing


def test_a_person_confirms_by_keyboard_alone_and_the_final_page_shows_the_total(open_page: Open, tmp_path: Path) -> None:
    assessment = sample_assessment()
    page, seen = open_page(render_html(assessment), accept_downloads=True)

    for number in range(1, 8):
        box = f'[data-category="c{number}"]'
        if number == 6:
            tab_to(page, f"{box} input")
            for _ in range(3):
                page.keyboard.press("ArrowLeft")
            tab_to(page, f"{box} select")
            page.keyboard.type("Sho")
        tab_to(page, f"{box} [data-confirm]")
        page.keyboard.press("Enter")
        assert page.locator(f"{box} [data-state]").inner_text()[:11] == "Confirmed: "
    tab_to(page, "[data-save]")
    entry = recorded(assessment, tmp_path, saved_file(page, tmp_path))
    shown = page.locator("[data-total]").inner_text(), page.locator("[data-tier]").inner_text(), page.locator("[data-parts]").inner_text()
    final, after = open_page(render_html(assessment, read_decisions(tmp_path)))

    assert shown[:2] == ("77", "Strong")
    assert shown == (
        final.locator("[data-total]").inner_text(),
        final.locator("[data-tier]").inner_text(),
        final.locator("[data-parts]").inner_text(),
    )
    assert final_total(assessment, entry).low == 77.0
    assert "final, confirmed by Imke de Vries" in final.locator(".kicker").inner_text()
    assert seen.nothing
    assert after.nothing


def test_a_different_score_without_a_reason_is_not_confirmed(open_page: Open) -> None:
    page, _ = open_page(render_html(sample_assessment()))
    box = page.locator('[data-category="c1"]')
    box.locator('input[value="5"]').check()
    box.locator("[data-confirm]").click()

    assert box.locator("[data-state]").inner_text() == "Not confirmed yet"
    assert box.locator("[role=alert]").inner_text() == "Choose a reason: this score differs from the suggestion."
    assert page.evaluate("document.activeElement.matches('[data-category=c1] select')")


def test_another_reason_needs_words(open_page: Open) -> None:
    page, _ = open_page(render_html(sample_assessment()))
    box = page.locator('[data-category="c1"]')
    box.locator('input[value="5"]').check()
    box.locator("select").select_option("other")
    box.locator("[data-confirm]").click()

    assert box.locator("[role=alert]").inner_text() == "Say which other reason it is."


def test_saving_too_early_says_what_is_left(open_page: Open) -> None:
    page, _ = open_page(render_html(sample_assessment()))
    page.locator("[data-save]").click()

    assert page.locator("[data-message]").inner_text().startswith("Still to confirm: Core Technical Foundations, ")


def test_changing_a_confirmed_score_opens_it_again(open_page: Open) -> None:
    page, _ = open_page(render_html(sample_assessment()))
    box = page.locator('[data-category="c1"]')
    box.locator("[data-confirm]").click()
    box.locator('input[value="2"]').check()

    assert box.locator("[data-state]").inner_text() == "Not confirmed yet"
    assert page.locator(".status [data-confirmed]").inner_text() == "0"


def test_a_draft_survives_closing_the_page(open_page: Open) -> None:
    page, _ = open_page(render_html(sample_assessment()))
    box = page.locator('[data-category="c1"]')
    box.locator('input[value="5"]').check()
    box.locator("select").select_option("missed")
    box.locator("[data-confirm]").click()
    page.reload()

    assert box.locator("[data-state]").inner_text() == "Confirmed: 5 of 5"
    assert box.locator("select").input_value() == "missed"


def test_without_prefill_nothing_is_chosen_and_nothing_can_be_confirmed_unchosen(open_page: Open) -> None:
    page, _ = open_page(render_html(sample_assessment(), prefill="none"))
    page.locator('[data-category="c1"] [data-confirm]').click()

    assert page.locator(".rungs input:checked").count() == 0
    assert page.locator('[data-category="c1"] [role=alert]').inner_text() == "Choose a score, or “Cannot judge”."


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_switch_changes_the_theme_and_is_remembered(open_page: Open, scheme: str) -> None:
    page, _ = open_page(render_html(sample_assessment()), scheme=scheme)
    colour = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(colour)
    page.locator("[data-theme-switch]").click()
    after = page.evaluate(colour)
    page.reload()

    assert before != after
    assert after == page.evaluate(colour)


def test_the_saved_file_is_the_document_that_review_reads(open_page: Open, tmp_path: Path) -> None:
    assessment = sample_assessment()
    page, _ = open_page(render_html(assessment), accept_downloads=True)
    for number in range(1, 8):
        page.locator(f'[data-category="c{number}"] [data-confirm]').click()
    page.locator("[data-save]").focus()
    content = json.loads(saved_file(page, tmp_path).read_text())

    assert sorted(content) == ["assessment_sha256", "choices", "kind", "note", "rubric", "schema_version"]
    assert assessment.sha256 == content["assessment_sha256"]


def test_a_match_marked_as_none_needs_a_reason_and_lands_in_the_record(open_page: Open, tmp_path: Path) -> None:
    assessment = sample_assessment()
    page, seen = open_page(render_html(assessment), accept_downloads=True)
    for number in range(1, 8):
        page.locator(f'[data-category="c{number}"] [data-confirm]').click()
    match = page.locator('[data-match="m1"]')
    assert match.locator("select").is_hidden()
    match.locator("[data-no-match]").check()
    page.locator("[data-save]").click()
    assert match.locator("[role=alert]").inner_text() == "Choose a reason why it is no match."
    match.locator("select").select_option("same_author")
    match.locator("textarea").fill("It is her own course.")
    page.reload()
    page.locator("[data-save]").focus()
    entry = recorded(assessment, tmp_path, saved_file(page, tmp_path))
    final, after = open_page(render_html(assessment, read_decisions(tmp_path)))

    assert [(row.source, row.reason, row.note) for row in entry.decision.no_matches] == [
        ("school/churn", "same_author", "It is her own course.")
    ]
    assert "Not a match: The candidate wrote the known work too." in final.locator(".comparison").first.inner_text()
    assert final.locator("[data-no-match]").first.is_checked()
    assert seen.nothing
    assert after.nothing


def test_parts_that_match_are_shown_without_a_judgement_to_make(open_page: Open) -> None:
    page, _ = open_page(render_html(sample_assessment()))

    assert page.locator(".comparison").count() == 2
    assert page.locator("[data-no-match]").count() == 1


def test_a_person_confirms_blind_and_then_learns_who_it_is(open_page: Open, tmp_path: Path) -> None:
    assessment = sample_assessment()
    page, seen = open_page(render_html(blind(assessment)[0]), accept_downloads=True)
    assert "Okafor" not in page.content()
    for number in range(1, 8):
        page.locator(f'[data-category="c{number}"] [data-confirm]').click()
    page.locator("[data-save]").focus()
    recorded(assessment, tmp_path, saved_file(page, tmp_path))
    key = reveal(tmp_path, "Imke de Vries", "Invited", "2026-11-25T09:00:00Z")
    final, _ = open_page(render_html(assessment, read_decisions(tmp_path)))

    assert key.pseudonym == page.locator("h1").inner_text()
    assert (final.locator("h1").inner_text(), key.candidate.name) == ("Lena Okafor", "Lena Okafor")
    assert "final, confirmed by Imke de Vries" in final.locator(".kicker").inner_text()
    assert seen.nothing
