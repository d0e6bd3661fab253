from gitassay.model.assessment import CategoryAssessment, Tier
from gitassay.model.outcome import Confidence
from gitassay.scoring.totals import tier_of, total_of, weighted

TIERS = (
    Tier(name="Elite", at_least=85, hiring_signal="Hire immediately"),
    Tier(name="Strong", at_least=70, hiring_signal="Move to the final round"),
    Tier(name="Medium", at_least=55, hiring_signal="Role-dependent"),
    Tier(name="Weak", at_least=0, hiring_signal="Reject"),
)


def category(id: str, weight: float, suggested: int | None, low: int, high: int) -> CategoryAssessment:
    return CategoryAssessment(
        id=id, title=id.title(), weight=weight, suggested=suggested, low=low, high=high, level=None, anchors=(),
        confidence=Confidence.HIGH, confidence_reason="", coverage=1.0, signals_asked=1, signals_with_data=1,
    )  # fmt: skip


def test_all_fives_are_a_hundred() -> None:
    assert weighted([(5, 15), (5, 25), (5, 15), (5, 20), (5, 10), (5, 10), (5, 5)]) == 100


def test_an_advanced_score_in_foundations_adds_fifteen_points() -> None:
    assert weighted([(5, 15)]) == 15


def test_tiers_are_decided_on_the_unrounded_total() -> None:
    assert [tier_of(total, TIERS) for total in (84.99, 85, 70, 69.96, 55, 54.9, 0)] == [
        "Strong", "Elite", "Strong", "Medium", "Medium", "Weak", "Weak",
    ]  # fmt: skip


def test_an_unassessed_category_spans_nought_to_five() -> None:
    total = total_of([category("a", 60, 5, 5, 5), category("b", 40, None, 0, 5)], TIERS)
    assert (total.low, total.high, total.assessed, total.of) == (60, 100, 1, 2)


def test_a_tier_is_named_only_when_the_whole_interval_lies_in_it() -> None:
    narrow = total_of([category("a", 100, 4, 4, 4)], TIERS)
    wide = total_of([category("a", 60, 4, 3, 5), category("b", 40, 4, 4, 4)], TIERS)
    assert (narrow.tier, wide.tier, wide.tiers_possible) == ("Strong", None, ("Medium", "Strong", "Elite"))
    assert wide.statement == "Medium to Elite: A decides."


def test_without_any_assessed_category_there_is_no_tier_at_all() -> None:
    total = total_of([category("a", 100, None, 0, 5)], TIERS)
    assert (total.tier, total.tiers_possible) == (None, ())
