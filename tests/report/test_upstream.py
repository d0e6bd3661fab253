import pytest

from gitassay.model.assessment import Assessment
from gitassay.model.upstream import MergedPull, Upstream
from gitassay.report.html import render_html
from gitassay.report.markdown import render_markdown
from gitassay.review.blind import blind
from tests.support.sample import sample_assessment


def with_pulls(number: int, total: int | None = None) -> Assessment:
    """The sample with merged pull requests elsewhere."""
    pulls = tuple(
        MergedPull(
            repository="org/tool", number=one, url=f"https://github.com/org/tool/pull/{one}", merged=f"2025-03-{one:02}", lines=1_200
        )
        for one in range(number, 0, -1)
    )
    document = sample_assessment()
    card = document.candidate.model_copy(update={"upstream": Upstream(total=number if total is None else total, pulls=pulls)})
    return document.model_copy(update={"candidate": card}).sealed("2026-01-01T00:00:00+00:00")


def test_the_page_lists_what_others_merged_with_its_address_and_day() -> None:
    page = render_html(with_pulls(2))
    assert 'href="https://github.com/org/tool/pull/2"' in page
    assert "<td>1,200</td>" in page
    assert page.count('href="#upstream"') == 1


def test_of_many_the_newest_twelve_are_listed() -> None:
    page = render_html(with_pulls(14, total=60))
    assert (page.count("/pull/"), "The newest 12 of 60." in page) == (12, True)


@pytest.mark.parametrize("upstream", [None, Upstream()])
def test_nothing_known_and_nothing_merged_show_no_section(upstream: Upstream | None) -> None:
    document = sample_assessment()
    card = document.candidate.model_copy(update={"upstream": upstream})
    page = render_html(document.model_copy(update={"candidate": card}).sealed("2026-01-01T00:00:00+00:00"))
    assert "Merged into projects of others" not in page


def test_markdown_tells_the_same() -> None:
    text = render_markdown(with_pulls(14, total=60))
    assert ("60 pull requests merged into repositories of others." in text, text.count("/pull/")) == (True, 12)


def test_a_blind_report_names_none_of_it() -> None:
    shown, _ = blind(with_pulls(2))
    assert "org/tool" not in shown.model_dump_json()


def test_no_score_rests_on_it() -> None:
    assert with_pulls(14).total == sample_assessment().total
