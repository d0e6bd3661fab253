from gitassay.model.outcome import Outcome
from gitassay.signals.history.forged_dates import forged_dates
from tests.signals.written import ADA, commit, commits
from tests.support.memory import ask

FILES = {"a.py": "x = 1\n"}


def test_a_commit_after_the_day_of_the_assessment_needs_a_look() -> None:
    history = commits(commit(1, "a.py"), commit(2, "a.py", day=40_000))
    assert ask(forged_dates, FILES, commits=history, identity=ADA).outcome == Outcome.NEEDS_REVIEW


def test_possible_dates_are_not_forged() -> None:
    history = commits(*(commit(number, "a.py") for number in range(4)))
    assert ask(forged_dates, FILES, commits=history, identity=ADA).outcome == Outcome.NO


def test_without_a_history_it_is_not_measured() -> None:
    assert ask(forged_dates, FILES, identity=ADA).outcome == Outcome.NOT_AVAILABLE
