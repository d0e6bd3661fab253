import pytest

from gitassay.model.assessment import Assessment
from gitassay.model.final import final_total
from tests.support.sample import sample_assessment, sample_entry


@pytest.fixture
def assessment() -> Assessment:
    return sample_assessment()


def everywhere(assessment: Assessment, score: int | None) -> dict[str, int | None]:
    return {category.id: score for category in assessment.categories}


@pytest.mark.parametrize(("score", "points", "tier"), [(5, 100.0, "Elite"), (4, 80.0, "Strong"), (3, 60.0, "Medium"), (0, 0.0, "Weak")])
def test_all_alike_scores_make_that_share_of_a_hundred(assessment: Assessment, score: int, points: float, tier: str) -> None:
    total = final_total(assessment, sample_entry(assessment, **everywhere(assessment, score)))

    assert total.exact
    assert total.low == points
    assert total.tier is not None
    assert total.tier.name == tier


def test_a_category_nobody_could_judge_leaves_an_interval(assessment: Assessment) -> None:
    total = final_total(assessment, sample_entry(assessment, genai=3))

    assert (total.low, total.high) == (66.0, 76.0)
    assert total.tier is None
    assert total.tiers_possible == ("Medium", "Strong")
    assert total.statement == "Final total 66 to 76 of 100: Medium to Strong. Not every category could be judged."


def test_the_parts_add_up_to_the_total(assessment: Assessment) -> None:
    total = final_total(assessment, sample_entry(assessment, reasoning=3))

    assert [part.low for part in total.parts] == [12, 20, 12, 16, 8, 6, 3]
    assert total.low == 77.0


def test_a_total_on_the_edge_belongs_to_the_higher_tier_despite_weights_with_fractions(assessment: Assessment) -> None:
    weights = (14.1, 14.2, 14.3, 14.4, 14.3, 14.3, 14.4)
    categories = tuple(
        category.model_copy(update={"weight": weight}) for category, weight in zip(assessment.categories, weights, strict=True)
    )
    tiers = tuple(tier.model_copy(update={"at_least": 80.0 if tier.name == "Elite" else tier.at_least}) for tier in assessment.tiers)
    odd = assessment.model_copy(update={"categories": categories, "tiers": tiers})
    total = final_total(odd, sample_entry(assessment, **everywhere(assessment, 4)))

    assert total.low == 80.0
    assert total.tier is not None
    assert total.tier.name == "Elite"


def test_the_statement_names_the_hiring_signal_as_the_rubrics(assessment: Assessment) -> None:
    total = final_total(assessment, sample_entry(assessment, reasoning=3))

    assert total.statement == "Final total 77 of 100: Strong (the rubric says: Move to the final round)."
