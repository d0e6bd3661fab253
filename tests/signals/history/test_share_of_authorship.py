from gitassay.model.outcome import Outcome
from gitassay.signals.history.share_of_authorship import share_of_authorship
from tests.signals.written import ADA, commit, commits
from tests.support.memory import ask

FILES = {"a.py": "x = 1\n"}


def test_most_commits_by_the_candidate_are_a_share() -> None:
    history = commits(commit(1, "a.py"), commit(2, "a.py"), commit(3, "a.py", email="bob@example.org"))
    finding = ask(share_of_authorship, FILES, commits=history, identity=ADA)
    assert finding.outcome == Outcome.YES
    assert ("share", 0.667) in finding.measures


def test_one_commit_among_many_is_none() -> None:
    history = commits(commit(1, "a.py"), *(commit(number, "a.py", email="bob@example.org") for number in range(2, 9)))
    assert ask(share_of_authorship, FILES, commits=history, identity=ADA).outcome == Outcome.NO


def test_a_mailmap_changes_nothing() -> None:
    history = commits(commit(1, "a.py"), *(commit(number, "a.py", email="bob@example.org") for number in range(2, 9)))
    files = {**FILES, ".mailmap": "Ada <ada@example.org> <bob@example.org>\n"}
    assert ask(share_of_authorship, files, commits=history, identity=ADA).outcome == Outcome.NO


def test_an_unknown_identity_is_not_measured() -> None:
    assert ask(share_of_authorship, FILES, commits=commits(commit(1, "a.py"))).outcome == Outcome.NOT_AVAILABLE


def test_a_history_without_any_commit_of_theirs_needs_a_persons_eyes() -> None:
    history = commits(commit(1, "a.py", email="bob@example.org"))
    assert ask(share_of_authorship, FILES, commits=history, identity=ADA).outcome == Outcome.NEEDS_REVIEW
