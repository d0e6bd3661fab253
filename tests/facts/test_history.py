from dataclasses import replace

import pytest

from gitassay.facts.history import History, read_history
from gitassay.model.candidate import Identity
from gitassay.model.snapshot import Commit, Snapshot
from tests.support.memory import DictBlobs

DAY = 86_400
NOON = 1_704_110_400  # 2024-01-01 12:00 UTC
AS_OF = NOON + 400 * DAY
ADA = Identity(name="Ada", emails=frozenset({"ada@example.org"}))


def commit(number: int, *paths: str, email: str = "ada@example.org", time: int | None = None) -> Commit:
    when = NOON + number * DAY if time is None else time
    return Commit(f"{number:040x}", 1, "Ada", email, when, email, when, "Change", paths)


def history(*commits: Commit, identity: Identity = ADA) -> History:
    return read_history(Snapshot("ada/project", "c" * 40, (), tuple(reversed(commits)), DictBlobs({})), identity, AS_OF)


def test_own_commits_are_told_by_the_raw_address() -> None:
    found = history(commit(1, "a"), commit(2, "a", email="Bob@example.org "), commit(3, "b", email="ADA@example.org"))
    assert (found.commits, found.own, found.authors, found.share()) == (3, 2, 2, 2 / 3)
    assert found.shares == {"a": 0.5, "b": 1.0}


def test_a_noreply_address_of_the_account_is_own() -> None:
    identity = Identity(name="Ada", login="ada", account_id=7)
    found = history(
        commit(1, email="7+ada@users.noreply.github.com"),
        commit(2, email="8+ada@users.noreply.github.com"),
        commit(3, email="ada@users.noreply.github.com"),
        identity=identity,
    )
    assert found.own == 2


def test_days_and_months_are_those_of_own_commits_in_utc() -> None:
    late = 1_706_745_599  # 2024-01-31 23:59:59 UTC
    found = history(commit(1, time=late), commit(2, time=late + 1), commit(3, time=late + 2), commit(4, email="bob@example.org"))
    assert (found.days, found.months, found.first, found.last) == (2, (("2024-01", 1), ("2024-02", 2)), late, late + 2)


def test_all_commits_count_when_nobody_said_who_the_candidate_is() -> None:
    found = history(commit(1, "a"), commit(2, "a", email="bob@example.org"), identity=Identity(name="Ada"))
    assert (found.own, found.share(), found.days, found.months, found.shares) == (None, None, 2, (("2024-01", 2),), {})


def test_without_commits_nothing_is_known() -> None:
    assert history() == History(0, 0, 0, 0, (), None, None, 0.0, (), {})
    assert history().share() is None


def test_the_largest_share_is_of_all_changes() -> None:
    assert history(commit(1, "a", "b", "c"), commit(2, "a")).largest_share == 0.75
    assert history(commit(1, "a", "a")).largest_share == 1.0
    assert history(commit(1)).largest_share == 0.0


def test_usual_dates_are_not_forged() -> None:
    assert history(*(commit(number) for number in range(40))).forged == ()


def test_dates_after_the_assessment_are_forged_and_left_out() -> None:
    found = history(commit(1), commit(2, time=AS_OF + 3 * DAY), commit(3, time=10**14))
    assert found.forged == ("2 commits are dated after the day of the assessment.",)
    assert (found.own, found.days, found.last) == (3, 1, NOON + DAY)


def test_a_clock_may_be_a_day_ahead() -> None:
    assert history(commit(1, time=AS_OF + DAY)).forged == ()


def test_dates_before_the_account_are_forged() -> None:
    identity = replace(ADA, created_at=NOON + 10 * DAY)
    assert history(commit(1), commit(20), identity=identity).forged == ("1 commit is dated before the account existed.",)


def test_dates_before_computers_had_repositories_are_forged() -> None:
    found = history(commit(1, time=0), commit(2, time=-(10**14)))
    assert found.forged == ("2 commits are dated before 1980.",)
    assert (found.days, found.first) == (0, None)


@pytest.mark.parametrize(("number", "forged"), [(20, ()), (21, ("21 commits are recorded within one second.",))])
def test_many_commits_in_one_second_are_forged(number: int, forged: tuple[str, ...]) -> None:
    assert history(*(replace(commit(one), committer_time=NOON + DAY) for one in range(number))).forged == forged


def test_dates_far_from_the_committers_are_forged_when_they_are_most() -> None:
    backdated = [replace(commit(one), committer_time=NOON + (one + 100) * DAY) for one in range(6)]
    usual = [commit(number) for number in range(6, 10)]
    assert history(*backdated, *usual).forged == ("6 commits are recorded more than 30 days away from the date that the author gave.",)
    assert history(*backdated).forged == ()


def test_dates_of_others_are_not_the_candidates() -> None:
    assert history(commit(1), commit(2, email="bob@example.org", time=0)).forged == ()
