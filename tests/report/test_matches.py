from gitassay.model.assessment import Assessment
from gitassay.model.decision import NoMatch
from gitassay.model.outcome import Outcome
from gitassay.report.html import render_html
from gitassay.report.markdown import render_markdown
from gitassay.report.matches import TEXT_BUDGET, comparison_views
from tests.support.comparisons import comparison
from tests.support.sample import empty_assessment, sample_assessment

ODD_CELL = '    "x = 1\\n",\n    "y = 2"'


def with_comparisons(*rows: object) -> Assessment:
    return sample_assessment().model_copy(update={"comparisons": rows})


def test_lines_that_both_sides_have_are_alike_whatever_their_spaces() -> None:
    (view,) = comparison_views(with_comparisons(comparison("ada/churn")))
    (region,) = view.regions

    assert [(line.number, line.alike) for line in region.here] == [(14, True), (15, False), (16, True), (17, False)]
    assert [(line.number, line.alike) for line in region.there] == [(30, True), (31, False), (32, True), (33, False)]


def test_what_matches_as_a_whole_comes_first() -> None:
    rows = (comparison("a/part", Outcome.NO), comparison("a/check", Outcome.NEEDS_REVIEW), comparison("a/whole", share=0.3))
    views = comparison_views(with_comparisons(*rows))

    assert [view.comparison.repository for view in views] == ["a/whole", "a/check", "a/part"]
    assert [view.matches for view in views] == [True, True, False]


def test_the_longest_region_is_told_in_lines() -> None:
    (view,) = comparison_views(with_comparisons(comparison("ada/churn")))

    assert view.longest == 41


def test_a_region_without_the_other_sides_text_shows_ours_alone() -> None:
    (view,) = comparison_views(with_comparisons(comparison("ada/churn", there=None)))

    assert len(view.regions[0].here) == 4
    assert view.regions[0].there == ()


def test_beyond_the_budget_regions_are_places_alone() -> None:
    long = "\n".join(["x" * 5_000] * 40)
    one = comparison("ada/churn", there=long)
    rows = [one.model_copy(update={"repository": f"ada/{number}"}) for number in range(40)]
    regions = [region for view in comparison_views(with_comparisons(*rows)) for region in view.regions]

    assert sum(len(line.text) for region in regions for line in (*region.here, *region.there)) <= TEXT_BUDGET
    assert any(region.left_out for region in regions)


def test_a_notebooks_lines_are_shown_as_its_code() -> None:
    one = comparison("ada/churn", there=ODD_CELL)
    there = one.regions[0].there.model_copy(update={"path": "lesson.ipynb"})
    (view,) = comparison_views(with_comparisons(one.model_copy(update={"regions": (one.regions[0].model_copy(update={"there": there}),)})))

    assert [line.text for line in view.regions[0].there] == ["x = 1", "y = 2"]


def test_a_persons_judgement_stands_with_the_match() -> None:
    judged = NoMatch(repository="ada/churn", source="school/churn", reason="common")
    (view,) = comparison_views(with_comparisons(comparison("ada/churn")), (judged,))

    assert view.judged == judged


def test_a_match_is_never_called_plagiarism() -> None:
    assessment = with_comparisons(comparison("ada/churn"))

    assert "plagiar" not in (render_html(assessment) + render_markdown(assessment)).lower()
    assert "Similarity is not proof" in render_html(assessment)


def test_without_matches_there_is_no_section() -> None:
    assert 'id="matches"' not in render_html(empty_assessment().model_copy(update={"comparisons": ()}))


def test_markdown_names_both_places() -> None:
    text = render_markdown(with_comparisons(comparison("ada/churn")))

    assert "## Matches with known works" in text
    assert "62% of the code" in text
    assert "notebooks/01\\_first\\_look\\.py lines 14 to 17" in text
    assert "churn\\.py lines 30 to 33" in text
