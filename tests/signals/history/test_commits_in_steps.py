from gitassay.model.outcome import Outcome
from gitassay.signals.history.commits_in_steps import commits_in_steps
from tests.signals.written import ADA, commit, commits
from tests.support.memory import ask

FILES = {f"part{number}.py": "x = 1\n" for number in range(12)}


def test_many_small_commits_are_steps() -> None:
    history = commits(*(commit(number, path) for number, path in enumerate(FILES)))
    assert ask(commits_in_steps, FILES, commits=history, identity=ADA).outcome == Outcome.YES


def test_one_large_commit_and_touches_are_none() -> None:
    history = commits(
        commit(0, *FILES, *(f"old{number}.py" for number in range(40))), *(commit(number, "part0.py") for number in range(1, 12))
    )
    assert ask(commits_in_steps, FILES, commits=history, identity=ADA).outcome == Outcome.NO


def test_steps_of_others_do_not_count() -> None:
    history = commits(*(commit(number, path, email="bob@example.org") for number, path in enumerate(FILES)))
    assert ask(commits_in_steps, FILES, commits=history, identity=ADA).outcome == Outcome.NO


def test_without_a_history_it_is_not_measured() -> None:
    assert ask(commits_in_steps, FILES, identity=ADA).outcome == Outcome.NOT_AVAILABLE
