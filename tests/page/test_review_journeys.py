"""Whole journeys through the review server in a real browser: by mouse, by keyboard alone, and without JavaScript."""

import subprocess
from pathlib import Path

from playwright.sync_api import Page

from gitassay.store.decisions import decisions
from gitassay.store.engine import reading
from tests.page.conftest import Visit
from tests.page.test_journey import tab_to
from tests.support.liveserver import GITASSAY, commanded
from tests.support.reviewdesk import NAMES, PASSWORD, Desk, named
from tests.support.sample import sample_assessment

IMKE = NAMES["reviewer"]


def log_in(page: Page, name: str) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def choose(page: Page, number: int, score: str) -> None:
    page.locator(f'[data-category="c{number}"] input[value="{score}"]').check()


SUGGESTED = ["none" if row.suggested is None else str(row.suggested) for row in sample_assessment().categories]


def test_by_mouse_from_assessing_to_the_final_page(visit: Visit, tmp_path: Path) -> None:
    subprocess.run([*GITASSAY, "demo", "--out", "runs/demo"], cwd=tmp_path, check=True, capture_output=True)
    with commanded("--import", "runs", "--store", "sqlite:///review.db", "--port", "0", "--by", "Imke", folder=tmp_path) as address:
        page, seen = visit(address)
        page.locator(".who a").click()
        boxes = page.locator("[data-category]")
        for number in range(1, boxes.count() + 1):
            box = page.locator(f'[data-category="c{number}"]')
            box.locator('input[value="3"]' if number == 2 else "label:has(em) input, input[value='none']").first.check()
            if box.locator("[data-why]").is_visible():
                box.locator("select").select_option("interview")
            box.locator("[data-confirm]").click()
        page.get_by_role("button", name="Record decision").click()
        assert page.locator(".byline .tag").inner_text() == "Final"
        page.get_by_role("link", name="To the assessment").click()

    assert "final, confirmed by Imke" in page.locator(".kicker").inner_text()
    assert page.locator("[data-total]").inner_text() != ""
    assert seen.nothing


def test_by_keyboard_alone_from_the_login_to_the_final_page(desk: Desk, live: str, visit: Visit) -> None:
    desk.add(named("Ada Lovelace", "ada"), "reviewer")
    page, seen = visit(live)
    tab_to(page, "#name")
    page.keyboard.type(IMKE)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live}/")
    tab_to(page, ".who a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/assessments/*")

    for number, score in enumerate(SUGGESTED, start=1):
        box = f'[data-category="c{number}"]'
        tab_to(page, f"{box} input")
        wanted = 2 if number == 2 else 6 if score == "none" else int(score)
        page.keyboard.press("Space")
        for _ in range(wanted):
            page.keyboard.press("ArrowRight")
        if number == 2:
            tab_to(page, f"{box} select")
            page.keyboard.type("Sho")
        tab_to(page, f"{box} [data-confirm]")
        page.keyboard.press("Enter")
    tab_to(page, "[data-save]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/record")
    tab_to(page, ".byline a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/assessments/*")

    assert f"final, confirmed by {IMKE}" in page.locator(".kicker").inner_text()
    assert page.locator('[data-category="c2"] input[value="2"]').is_checked()
    assert seen.nothing


def test_a_blind_candidate_is_judged_before_anybody_says_who_it_is(desk: Desk, live: str, visit: Visit) -> None:
    desk.add(named("Ada Lovelace", "adalovelace"), "reviewer", blind=True)
    page, seen = visit(live)
    log_in(page, IMKE)
    shown = [page.content()]
    page.locator(".who a").click()
    shown.append(page.content())
    for number, score in enumerate(SUGGESTED, start=1):
        choose(page, number, score)
        page.locator(f'[data-category="c{number}"] [data-confirm]').click()
    page.locator("[data-save]").click()
    shown.append(page.content())
    assert [token for token in ("lovelace", "okafor") for text in shown if token in text.lower()] == []

    page.get_by_label("Why you need to know").fill("She is invited to an interview.")
    page.get_by_role("button", name="Show who it is").click()
    assert page.locator("h1").inner_text() == "Ada Lovelace: reviewers and record"
    page.get_by_role("button", name="Log out").click()
    log_in(page, NAMES["lead"])
    assert page.locator(".who a").inner_text().startswith("Candidate ")
    page.get_by_role("link", name="Audit log").click()
    assert "She is invited to an interview." in page.locator("table").inner_text()
    assert seen.nothing


def test_who_decides_second_is_told_and_loses_nothing(desk: Desk, live: str, visit: Visit) -> None:
    desk.hire("Tom Kilburn", "reviewer")
    one = desk.add(named("Ada Lovelace", "ada"), "reviewer", "Tom Kilburn")
    (imke, first), (tom, second) = visit(live), visit(live)
    for page, name in ((imke, IMKE), (tom, "Tom Kilburn")):
        log_in(page, name)
        page.locator(".who a").click()
    for page, score in ((imke, "4"), (tom, "2")):
        for number, suggested in enumerate(SUGGESTED, start=1):
            choose(page, number, score if number == 2 else suggested)
            if number == 2 and score == "2":
                page.locator('[data-category="c2"] select').select_option("interview")
                page.locator('[data-category="c2"] textarea').fill("Explained it at length.")
            page.locator(f'[data-category="c{number}"] [data-confirm]').click()
    imke.locator("[data-save]").click()
    imke.wait_for_url("**/record")
    with tom.expect_response("**/decision") as answered:
        tom.locator("[data-save]").click()

    assert answered.value.status == 409
    assert [cell.inner_text() for cell in tom.locator(".alarm tbody tr > *").all()] == ["LLM & Generative AI Skills", "4", "2"]
    assert tom.locator('[data-category="c2"] input[value="2"]').is_checked()
    assert tom.locator('[data-category="c2"] textarea').input_value() == "Explained it at length."
    tom.locator("[data-save]").click()
    tom.wait_for_url("**/record")
    assert tom.locator("#differ").inner_text() == "The reviewers differ in 1 category"
    with reading(desk.store) as connection:
        assert [entry.by for _, entry in decisions(connection, one)] == [IMKE, "Tom Kilburn"]
    assert first.nothing
    assert [error for error in second.errors if "409" not in error] == []


def test_without_javascript_what_is_incomplete_comes_back_and_then_goes_on_record(desk: Desk, live: str, visit: Visit) -> None:
    desk.add(named("Ada Lovelace", "ada"), "reviewer")
    page, _ = visit(live, java_script_enabled=False)
    log_in(page, IMKE)
    page.get_by_label("Name or login").fill("love")
    page.get_by_role("button", name="Search").click()
    page.locator(".who a").click()
    for number, score in enumerate(SUGGESTED[:-1], start=1):
        choose(page, number, "1" if number == 2 else score)
    page.locator("[data-save]").click()

    told = page.locator(".alarm a").all_inner_texts()
    assert [text.partition(":")[0] for text in told] == ["LLM & Generative AI Skills", "AI Ethics, Risk & Communication"]
    assert page.locator('[data-category="c2"] input[value="1"]').is_checked()
    page.locator(".alarm a").first.click()
    page.locator('[data-category="c2"] select').select_option("level")
    choose(page, 7, SUGGESTED[6])
    page.locator("[data-save]").click()
    assert page.locator(".byline .tag").inner_text() == "Final"
