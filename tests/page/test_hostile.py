from gitassay.report.html import render_html
from tests.page.conftest import Open
from tests.support.sample import hostile_assessment, sample_entry

SCHEMES = """() => [...new Set([...document.querySelectorAll('[href], [src], [action], [formaction]')]
  .map((node) => node.getAttribute('href') ?? node.getAttribute('src') ?? '').map((value) => value.split(/[:#]/)[0]))].sort()"""


def test_hostile_text_runs_nothing_asks_nothing_and_loads_nothing(open_page: Open) -> None:
    assessment = hostile_assessment()
    for html in (render_html(assessment), render_html(assessment, (sample_entry(assessment, by="<img src=x onerror=alert(9)>"),))):
        page, seen = open_page(html)
        page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
        page.locator('[data-category="c1"] input[value="1"]').check()

        assert seen.nothing
        assert page.locator("img, iframe, object, embed, form, body h1 + h1").count() == 0
        assert page.locator("h1").count() == 1
        assert page.locator("script").count() == 2


def test_links_lead_to_the_web_or_within_the_page_only(open_page: Open) -> None:
    page, _ = open_page(render_html(hostile_assessment()))

    assert set(page.evaluate(SCHEMES)) <= {"", "http", "https"}
    assert (
        page.evaluate("[...document.querySelectorAll('a[href^=http]')].filter((a) => a.rel !== 'noopener noreferrer nofollow').map(String)")
        == []
    )


def test_templates_are_not_worked_out_and_directions_are_shown(open_page: Open) -> None:
    page, _ = open_page(render_html(hostile_assessment()))
    text = page.locator("body").inner_text()

    assert "{{7*7}}" in text
    assert "\\u202egnp.exe" in text
    assert "\u202e" not in page.content()
