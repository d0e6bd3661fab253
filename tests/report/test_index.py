import csv
import io

import pytest

from gitassay.model.assessment import Assessment, CandidateCard
from gitassay.report.index import IncomparableError, render_comparison, render_index, render_index_csv
from gitassay.report.summary import RunSummary, summarise
from tests.support.sample import empty_assessment, hostile_assessment, sample_assessment, sample_entry


def named(name: str, assessment: Assessment | None = None) -> Assessment:
    return (assessment or sample_assessment()).model_copy(update={"candidate": CandidateCard(name=name)})


def summary(name: str = "Ada", **changed: object) -> RunSummary:
    assessment = named(name).model_copy(update=changed)
    return summarise(f"{name.lower()}/report.html", assessment, ())


def test_a_summary_tells_the_suggestion_until_a_person_decides() -> None:
    assessment = sample_assessment()
    draft, final = summarise("a", assessment, ()), summarise("a", assessment, (sample_entry(assessment, genai=5, reasoning=2),))

    assert (draft.state, draft.low, draft.high, draft.by) == ("read in part", 46, 80, None)
    assert (final.state, final.by, final.low == final.high) == ("confirmed", "Imke de Vries", True)
    assert {score.category: score.shown for score in final.scores}["genai"] == 5


def test_who_has_nothing_public_is_not_a_low_score() -> None:
    row = summarise("a", empty_assessment(), ())

    assert {score.shown for score in row.scores} == {None}
    assert "–" in render_index([row])


def test_what_needs_attention_stands_first_and_confirmed_last_whatever_the_scores() -> None:
    assessment = sample_assessment()
    confirmed = summarise("c", named("Cleo"), (sample_entry(assessment),))
    calm = summary("Berta", repositories=(), attention=())
    rows = sorted([confirmed, calm, summary("Ada")], key=lambda row: row.urgency)

    assert [row.candidate for row in rows] == ["Ada", "Berta", "Cleo"]


def test_a_run_tells_what_changed_since_the_one_before() -> None:
    before = summarise("a", sample_assessment(), ())
    categories = list(sample_assessment().categories)
    categories[1] = categories[1].model_copy(update={"suggested": 3})
    later = sample_assessment().model_copy(update={"categories": tuple(categories), "sha256": "ff" * 32, "flags": ()})

    assert summarise("b", sample_assessment(), (), before).changes == ("Nothing changed since the run before.",)
    assert summarise("b", later, (), before).changes == (
        "LLM & Generative AI Skills: 4 before, 3 now",
        f"red flags: {before.red} before, 0 now",
    )


def test_the_table_has_a_cell_for_every_column_and_runs_no_formula() -> None:
    rows = list(csv.reader(io.StringIO(render_index_csv([summary("=cmd()"), summarise("x", hostile_assessment(), ())]))))

    assert {len(row) for row in rows} == {len(rows[0])}
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))] == []


def test_runs_of_different_rubrics_are_told_apart() -> None:
    other = sample_assessment().rubric.model_copy(update={"sha256": "ab" * 32})
    page = render_index([summary("Ada"), summary("Berta", rubric=other)])

    assert "judged by 2 different rubrics" in page


def test_only_what_one_rubric_judged_is_compared() -> None:
    one = sample_assessment()
    other = one.model_copy(update={"rubric": one.rubric.model_copy(update={"sha256": "ab" * 32})})

    with pytest.raises(IncomparableError, match="different rubrics"):
        render_comparison([(one, ()), (other, ())])


@pytest.mark.parametrize("count", [0, 1, 5])
def test_two_to_four_are_compared(count: int) -> None:
    with pytest.raises(IncomparableError, match=f"{count} runs were named. Name 2 to 4."):
        render_comparison([(sample_assessment(), ())] * count)


def test_a_comparison_names_everyone_and_every_category() -> None:
    one = sample_assessment()
    page = render_comparison([(named("Ada"), ()), (named("Berta"), (sample_entry(one, reasoning=3),))])

    assert [row.title for row in one.categories if row.title.replace("&", "&amp;") not in page] == []
    assert "Ada" in page
    assert "<strong>77</strong>" in page
