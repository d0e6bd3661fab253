from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence, Outcome
from gitassay.model.rubric import Category, Level, Practice
from gitassay.scoring.practices import practice_seen, practices_seen


def category(name: str, weight: float, *practices: Practice) -> Category:
    levels = tuple(Level(score=score, name="", anchor="") for score in range(6))
    return Category(id=name, title=name, weight=weight, levels=levels, practices=practices)


def answers(**outcomes: Outcome) -> dict[str, tuple[Finding, ...]]:
    return {name: (Finding(name, outcome, Confidence.HIGH, "Said."),) for name, outcome in outcomes.items()}


TESTS = Practice(name="Tests", signs=(("has",), ("broad",)))
STYLE = Practice(name="Style", signs=(("linted", "typed"),))


def test_practices_count_alike_and_so_do_their_signs() -> None:
    told = answers(has=Outcome.YES, broad=Outcome.NO, linted=Outcome.NO, typed=Outcome.YES)
    assert practice_seen(category("a", 20, TESTS, STYLE), told) == (0.5 + 1) / 2


def test_what_cannot_be_told_lowers_nothing() -> None:
    told = answers(has=Outcome.YES, broad=Outcome.NOT_AVAILABLE, linted=Outcome.NOT_APPLICABLE)
    assert practice_seen(category("a", 20, TESTS, STYLE), told) == 1.0


def test_nothing_told_is_no_figure() -> None:
    assert practice_seen(category("a", 20, TESTS), answers()) is None


def test_categories_weigh_as_the_rubric_says() -> None:
    told = answers(has=Outcome.YES, broad=Outcome.YES, linted=Outcome.NO)
    assert practices_seen([category("a", 20, TESTS), category("b", 10, STYLE)], told) == 20 / 30


def test_a_discounted_yes_does_not_count() -> None:
    told = answers(linted=Outcome.YES) | {"linted": (Finding("linted", Outcome.YES, Confidence.HIGH, "Said.", discount="Not theirs."),)}
    assert practice_seen(category("a", 20, STYLE), told) == 0.0
