from gitassay.model.outcome import Outcome
from gitassay.signals.originality.is_bulk_import import is_bulk_import
from tests.signals.written import commit, commits
from tests.support.memory import ask

FILES = {f"part{number}.py": "x = 1\n" for number in range(12)}


def test_one_commit_with_everything_needs_a_look() -> None:
    finding = ask(is_bulk_import, FILES, commits=commits(commit(1, *FILES)))
    assert finding.outcome == Outcome.NEEDS_REVIEW
    assert finding.locations[0].path == "part0.py"


def test_a_history_of_steps_is_no_import() -> None:
    history = commits(*(commit(number, path) for number, path in enumerate(FILES)))
    assert ask(is_bulk_import, FILES, commits=history).outcome == Outcome.NO


def test_a_small_repository_is_not_asked() -> None:
    assert ask(is_bulk_import, {"a.py": "x = 1\n"}, commits=commits(commit(1, "a.py"))).outcome == Outcome.NOT_APPLICABLE


def test_without_a_history_it_is_not_measured() -> None:
    assert ask(is_bulk_import, FILES).outcome == Outcome.NOT_AVAILABLE
