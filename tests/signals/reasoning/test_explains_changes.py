from gitassay.model.outcome import Outcome
from gitassay.signals.reasoning.explains_changes import explains_changes
from tests.signals.written import ADA, commit, commits
from tests.support.memory import ask

FILES = {"a.py": "x = 1\n"}


def test_reasons_in_messages_explain() -> None:
    history = commits(*(commit(number, "a.py", message="Cache rows because reading them twice is slow") for number in range(6)))
    finding = ask(explains_changes, FILES, commits=history, identity=ADA)
    assert finding.outcome == Outcome.YES
    assert finding.locations[0].path == "a.py"


def test_a_body_explains() -> None:
    message = "Cache rows\n\nReading them twice took most of the time of a run."
    history = commits(*(commit(number, "a.py", message=message) for number in range(6)))
    assert ask(explains_changes, FILES, commits=history, identity=ADA).outcome == Outcome.YES


def test_bare_messages_do_not() -> None:
    history = commits(*(commit(number, "a.py", message="update") for number in range(6)))
    assert ask(explains_changes, FILES, commits=history, identity=ADA).outcome == Outcome.NO


def test_messages_of_others_do_not_count() -> None:
    told = [commit(number, "a.py", message="Cache rows because it is slow", email="bob@example.org") for number in range(6)]
    bare = [commit(10 + number, "a.py", message="update") for number in range(6)]
    assert ask(explains_changes, FILES, commits=commits(*told, *bare), identity=ADA).outcome == Outcome.NO


def test_too_few_messages_are_not_asked() -> None:
    assert ask(explains_changes, FILES, commits=commits(commit(1, "a.py")), identity=ADA).outcome == Outcome.NOT_APPLICABLE


def test_without_a_history_it_is_not_measured() -> None:
    assert ask(explains_changes, FILES, identity=ADA).outcome == Outcome.NOT_AVAILABLE
