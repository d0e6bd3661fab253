from gitassay.model.outcome import Outcome
from gitassay.signals.history.unclear_identities import unclear_identities
from tests.signals.written import ADA, commit, commits
from tests.support.memory import ask

FILES = {"a.py": "x = 1\n", ".mailmap": "Ada <ada@example.org> <bob@example.org>\n"}


def test_a_mailmap_over_others_commits_needs_a_person() -> None:
    found = ask(unclear_identities, FILES, commits=commits(commit(1, "a.py"), commit(2, "a.py", email="bob@example.org")), identity=ADA)
    assert (found.outcome, dict(found.measures)) == (Outcome.NEEDS_REVIEW, {"kinds": 1})


def test_nobody_is_named_in_the_answer() -> None:
    found = ask(unclear_identities, FILES, commits=commits(commit(1, "a.py"), commit(2, "a.py", email="bob@example.org")), identity=ADA)
    assert "bob" not in found.message.lower()


def test_what_fits_together_is_no_reason_to_ask() -> None:
    assert ask(unclear_identities, {"a.py": "x = 1\n"}, commits=commits(commit(1, "a.py")), identity=ADA).outcome == Outcome.NO


def test_without_a_known_candidate_it_is_not_measured() -> None:
    assert ask(unclear_identities, FILES, commits=commits(commit(1, "a.py"))).outcome == Outcome.NOT_AVAILABLE


def test_without_a_history_it_is_not_measured() -> None:
    assert ask(unclear_identities, FILES, identity=ADA).outcome == Outcome.NOT_AVAILABLE
