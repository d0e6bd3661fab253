from gitassay.model.outcome import Outcome
from gitassay.signals.history.spans_time import spans_time
from tests.signals.written import ADA, commit, commits
from tests.support.memory import ask

FILES = {"a.py": "x = 1\n"}


def test_work_over_two_months_spans_time() -> None:
    history = commits(*(commit(number, "a.py", day=number * 10) for number in range(7)))
    finding = ask(spans_time, FILES, commits=history, identity=ADA)
    assert finding.outcome == Outcome.YES
    assert finding.locations[0].path == "a.py"


def test_two_days_far_apart_do_not() -> None:
    history = commits(commit(1, "a.py", day=1), commit(2, "a.py", day=300))
    assert ask(spans_time, FILES, commits=history, identity=ADA).outcome == Outcome.NO


def test_an_unknown_identity_makes_it_less_sure() -> None:
    history = commits(*(commit(number, "a.py", day=number * 10) for number in range(7)))
    assert ask(spans_time, FILES, commits=history).confidence == "low"


def test_without_a_history_it_is_not_measured() -> None:
    assert ask(spans_time, FILES, identity=ADA).outcome == Outcome.NOT_AVAILABLE
