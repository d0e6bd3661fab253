from pathlib import Path

from gitassay.model.candidate import RepositorySource
from gitassay.model.outcome import Outcome
from gitassay.signals.originality.fork_developed_further import fork_developed_further
from tests.signals.written import ADA, commit, commits
from tests.support.memory import ask
from tests.support.tutorials import OWN, SHOP, ask_compared, index, source

FORK = RepositorySource(id="ada/project", location="", local=False, fork=True)
STEPS = [commit(number, "beacon.py") for number in range(2, 14)]


def test_own_steps_on_several_days_develop_a_fork() -> None:
    history = commits(commit(1, "shop.py", email="other@example.org", parents=0), *STEPS)
    finding = ask(fork_developed_further, {"shop.py": SHOP, "beacon.py": OWN}, source=FORK, identity=ADA, commits=history)
    assert finding.outcome == Outcome.YES


def test_a_fork_without_own_commits_was_not() -> None:
    history = commits(commit(1, "shop.py", email="other@example.org", parents=0))
    assert ask(fork_developed_further, {"shop.py": SHOP}, source=FORK, identity=ADA, commits=history).outcome == Outcome.NO


def test_the_first_commit_of_a_known_source_shows_a_fork(tmp_path: Path) -> None:
    known = index(tmp_path, (source("school/order-book", roots=(f"{1:040x}",)), {"shop.py": SHOP}))
    history = commits(commit(1, "shop.py", email="other@example.org", parents=0), commit(2, "shop.py"))
    finding = ask_compared(fork_developed_further, known, {"shop.py": SHOP}, identity=ADA, commits=history)
    assert finding.outcome == Outcome.NEEDS_REVIEW
    assert "school/order-book" in finding.message


def test_what_is_no_fork_is_not_asked() -> None:
    assert ask(fork_developed_further, {"beacon.py": OWN}, identity=ADA).outcome == Outcome.NOT_APPLICABLE


def test_whose_commits_are_unknown_is_not_measured() -> None:
    assert (
        ask(fork_developed_further, {"shop.py": SHOP}, source=FORK, commits=commits(commit(1, "shop.py"))).outcome == Outcome.NOT_AVAILABLE
    )
