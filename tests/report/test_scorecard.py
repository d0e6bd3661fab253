import json

from gitassay.model.scorecard import Scorecard
from gitassay.report.scorecard import render_scorecard
from tests.support.sample import sample_assessment, sample_entry


def test_a_draft_has_no_rating_no_total_and_no_submitter() -> None:
    card = Scorecard.model_validate_json(render_scorecard(sample_assessment()))

    assert (card.status, card.submitted_by, card.total_low, card.tier) == ("draft", None, None, None)
    assert {row.rating for row in card.attributes} == {None}
    assert [row.suggested for row in card.attributes] == [row.suggested for row in sample_assessment().categories]


def test_a_confirmed_scorecard_has_the_persons_ratings_and_total() -> None:
    assessment = sample_assessment()
    card = Scorecard.model_validate_json(render_scorecard(assessment, (sample_entry(assessment, reasoning=3),)))

    assert (card.status, card.submitted_by, card.total_low, card.total_high, card.tier) == ("submitted", "Imke de Vries", 77, 77, "Strong")
    assert {row.id: row.rating for row in card.attributes}["reasoning"] == 3


def test_nobody_but_a_person_recommends() -> None:
    assessment = sample_assessment()

    assert json.loads(render_scorecard(assessment, (sample_entry(assessment),)))["overall"] == "no_decision"
