import subprocess
from pathlib import Path

import pytest

from gitassay.report.html import render_html
from tests.page.conftest import Open
from tests.support.sample import empty_assessment, hostile_assessment, sample_assessment, sample_entry

WIDER = """() => [...document.querySelectorAll('body *')]
  .filter((node) => !node.closest('.away, .skip, .scroll > *') && node.getClientRects().length)
  .filter((node) => node.getBoundingClientRect().right > innerWidth + 1)
  .map((node) => node.tagName + '.' + node.getAttribute('class'))"""
SMALL = """() => [...document.querySelectorAll('button, select, textarea, summary, input, nav a')]
  .filter((node) => node.getClientRects().length)
  .map((node) => [node.outerHTML.slice(0, 60), node.getBoundingClientRect().height])
  .filter(([, height]) => height < 24)"""


def sample_pages() -> dict[str, str]:
    rich = sample_assessment()
    return {
        "draft": render_html(rich),
        "final": render_html(rich, (sample_entry(rich, genai=5),)),
        "empty": render_html(empty_assessment()),
        "hostile": render_html(hostile_assessment()),
    }


@pytest.mark.parametrize("name", ["draft", "final", "empty", "hostile"])
def test_nothing_is_wider_than_a_phone(open_page: Open, name: str) -> None:
    page, _ = open_page(sample_pages()[name], 320)
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(WIDER) == []


def test_every_control_is_large_enough_to_hit(open_page: Open) -> None:
    page, _ = open_page(render_html(sample_assessment()), 320)

    assert page.evaluate(SMALL) == []


def test_what_needs_eyes_comes_before_the_contents_on_a_phone(open_page: Open) -> None:
    page, _ = open_page(render_html(sample_assessment()), 320)
    eyes, contents = page.locator(".eyes").bounding_box(), page.locator(".contents").bounding_box()

    assert eyes is not None
    assert contents is not None
    assert eyes["y"] + eyes["height"] <= contents["y"]


def test_the_contents_stay_in_view_on_a_wide_screen(open_page: Open) -> None:
    page, _ = open_page(render_html(sample_assessment()))
    page.evaluate("document.querySelector('#questions').scrollIntoView({ behavior: 'instant' })")
    box = page.locator(".contents").bounding_box()

    assert box is not None
    assert 0 <= box["y"] < 100


def test_without_javascript_everything_is_readable_and_nothing_useless_is_shown(open_page: Open) -> None:
    page, _ = open_page(render_html(sample_assessment()), java_script_enabled=False)

    assert page.get_by_text("JavaScript is off.").is_visible()
    assert page.get_by_text("Retrieval is joined to a prompt").is_visible()
    assert page.locator('[data-category="c7"] fieldset').is_visible()
    assert page.locator('[data-category="c7"] select').is_visible()
    assert not page.get_by_role("button").count()


def test_the_questions_alone_are_printed_on_two_pages_at_most(open_page: Open, tmp_path: Path) -> None:
    page, _ = open_page(render_html(sample_assessment()), bypass_csp=True)
    page.evaluate("window.print = () => { window.only = document.documentElement.hasAttribute('data-only-kit'); }")
    page.get_by_role("button", name="Print the questions only").click()
    page.pdf(path=tmp_path / "kit.pdf", format="A4")
    told = subprocess.run(["pdftotext", str(tmp_path / "kit.pdf"), "-"], capture_output=True, text=True, check=True).stdout

    assert page.evaluate("window.only")
    assert told.count("\f") <= 2
    assert "Lena Okafor" in told
    assert "A good answer touches" in told
    assert "Needs your eyes first" not in told


@pytest.mark.parametrize("scripted", [True, False])
def test_print_is_light_with_excerpts_unfolded_and_addresses_written_out(open_page: Open, scripted: bool) -> None:
    page, _ = open_page(render_html(sample_assessment()), scheme="dark", java_script_enabled=scripted)
    page.emulate_media(media="print")
    excerpts = page.locator("#e8 pre")
    address = excerpts.evaluate("(node) => getComputedStyle(node.closest('li').querySelector('a[href^=http]'), '::after').content")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")

    assert excerpts.bounding_box() is not None
    assert "https://github.com/" in address
    assert paper == "rgb(255, 255, 255)"
    assert page.locator(".contents").is_hidden()
