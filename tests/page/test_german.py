"""Pages in German: as accessible, as narrow and as usable as in English."""

from functools import cache
from pathlib import Path

import pytest

from gitassay.model.decision import DecisionFile
from gitassay.report.html import render_html, render_sheet
from gitassay.report.index import render_comparison, render_index
from gitassay.report.summary import summarise
from tests.page.conftest import Open
from tests.page.test_accessibility import opened_up, violations
from tests.page.test_layout import WIDER
from tests.support.demo import demo_assessment
from tests.support.sample import empty_assessment, hostile_assessment, sample_assessment, sample_entry


@cache
def pages() -> dict[str, str]:
    made, rich = demo_assessment(), sample_assessment()
    rows = [summarise("ada/report.html", made, ()), summarise("cleo/report.html", empty_assessment(), ())]
    return {
        "demo": render_html(made, language="de"),
        "final": render_html(rich, (sample_entry(rich, genai=5),), language="de"),
        "empty": render_html(empty_assessment(), language="de"),
        "hostile": render_html(hostile_assessment(), language="de"),
        "sheet": render_sheet(made, language="de"),
        "table": render_index(rows, language="de"),
        "comparison": render_comparison([(made, ()), (made, ())], language="de"),
    }


NAMES = ("demo", "final", "empty", "hostile", "sheet", "table", "comparison")


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (768, "light"), (1280, "dark")])
@pytest.mark.parametrize("name", NAMES)
def test_a_german_page_has_no_violation(open_page: Open, name: str, width: int, scheme: str) -> None:
    page, seen = open_page(pages()[name], width, scheme, bypass_csp=True)
    opened_up(page)

    assert violations(page) == []
    assert seen.errors == []


@pytest.mark.parametrize("name", NAMES)
def test_no_german_word_is_wider_than_a_phone(open_page: Open, name: str) -> None:
    page, _ = open_page(pages()[name], 320)
    opened_up(page)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(WIDER) == []


def test_a_score_is_confirmed_and_saved_in_german(open_page: Open, tmp_path: Path) -> None:
    made = demo_assessment()
    page, seen = open_page(render_html(made, language="de"))
    box = page.locator('[data-category="c1"]')
    box.locator('input[value="2"]').check()
    box.get_by_role("button", name="2 von 5 bestätigen").click()
    told = box.locator("[role=alert]").inner_text()
    box.get_by_label("Warum sie vom Vorschlag abweicht").select_option(label="Das Werkzeug hat den Beleg falsch gelesen")
    for number in range(1, len(made.categories) + 1):
        page.locator(f'[data-category="c{number}"] [data-confirm]').click()
    total = page.locator("[data-total]").inner_text()
    with page.expect_download() as download:
        page.get_by_role("button", name="Entscheidungsdatei speichern").click()
    download.value.save_as(tmp_path / "decision.json")
    choice = DecisionFile.model_validate_json((tmp_path / "decision.json").read_text(encoding="utf-8")).choices[0]

    assert told == "Wählen Sie einen Grund: Diese Punktzahl weicht vom Vorschlag ab."
    assert page.locator("[data-message]").inner_text() == "Gespeichert als decision.json."
    assert "." not in total
    assert (choice.score, choice.reason) == (2, "misread")
    assert seen.nothing


def test_hostile_text_runs_nothing_in_german(open_page: Open) -> None:
    page, seen = open_page(render_html(hostile_assessment(), language="de"))
    opened_up(page)

    assert seen.nothing
    assert page.locator("img, iframe, object, embed, form, body h1 + h1").count() == 0
    assert page.locator("script").count() == 2
