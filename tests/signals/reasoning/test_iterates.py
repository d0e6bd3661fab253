from gitassay.model.outcome import Outcome
from gitassay.signals.reasoning.iterates import iterates
from tests.signals.written import ADA, commit, commits
from tests.support.memory import ask

FILES = {"a.py": "def a():\n    return 1\n", "b.py": "def b():\n    return 1\n", "c.py": "def c():\n    return 1\n"}


def test_the_same_files_changed_on_several_days_are_rounds() -> None:
    history = commits(*(commit(number, "a.py", "b.py", "c.py") for number in range(9)))
    finding = ask(iterates, FILES, commits=history, identity=ADA)
    assert finding.outcome == Outcome.YES
    assert ("revised_files", 3) in finding.measures


def test_many_commits_on_one_day_are_no_rounds() -> None:
    history = commits(*(commit(number, "a.py", "b.py", "c.py", day=1 + number / 100) for number in range(9)))
    assert ask(iterates, FILES, commits=history, identity=ADA).outcome == Outcome.NO


def test_rounds_of_others_do_not_count() -> None:
    history = commits(*(commit(number, "a.py", "b.py", "c.py", email="bob@example.org") for number in range(9)))
    assert ask(iterates, FILES, commits=history, identity=ADA).outcome == Outcome.NO


def test_without_a_history_it_is_not_measured() -> None:
    assert ask(iterates, FILES, identity=ADA).outcome == Outcome.NOT_AVAILABLE
