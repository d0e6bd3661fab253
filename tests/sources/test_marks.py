import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gitassay.sources.marks import Mark, mark_of, wire_for
from tests.support.githubserver import Account, GitHubServer, Repository
from tests.support.gitrepo import CommitSpec, make_repository
from tests.support.gitserver import Server
from tests.support.ratelimits import RateLimits

BEGIN, MORE = CommitSpec("Begin", {"a.py": "x = 1\n"}), CommitSpec("More", {"b.py": "y = 1\n"}, time=1_700_100_000)
ADA = Account("ada", repositories=(Repository("engine"), Repository("paper")))


@pytest.fixture
def github(tmp_path: Path) -> Iterator[GitHubServer]:
    many = Account("many", repositories=tuple(Repository(f"r{number}") for number in range(150)))
    with GitHubServer(tmp_path, ADA, many, limits=RateLimits(time.time)) as server:
        yield server


def marked(server: GitHubServer, *targets: str, before: Mark | None = None) -> Mark | None:
    return mark_of(targets, wire_for(server.url, "ghp_" + "t" * 36, None), server.url, before)


def test_an_account_that_did_not_change_has_the_same_mark_and_costs_no_points(github: GitHubServer) -> None:
    first = marked(github, "ada")
    assert first is not None
    again = marked(github, "ada", before=first)
    assert github.serving.limits is not None

    assert first.same_as(again)
    assert (len(github.api_calls()), github.serving.limits.free) == (2, 1)


def test_a_push_changes_the_mark_and_a_star_does_not(github: GitHubServer) -> None:
    first = marked(github, "ada")
    github.accounts["ada"] = replace(ADA, repositories=(Repository("engine", odd={"stargazers_count": 9}), Repository("paper")))
    starred = marked(github, "ada", before=first)
    github.accounts["ada"] = replace(ADA, repositories=(Repository("engine", pushed_at="2024-05-05T00:00:00Z"), Repository("paper")))
    pushed = marked(github, "ada", before=first)

    assert first is not None
    assert first.same_as(starred)
    assert not first.same_as(pushed)


def test_an_account_of_more_than_a_page_is_asked_a_page_at_a_time(github: GitHubServer) -> None:
    first = marked(github, "many")
    again = marked(github, "many", before=first)

    assert first is not None
    assert first.same_as(again)
    assert len(github.api_calls()) == 4


def test_a_single_repository_and_a_commit_have_marks_of_their_own(github: GitHubServer) -> None:
    commit = "a" * 40
    one = marked(github, "ada/engine", f"{github.url}/ada/paper@{commit}")

    assert one is not None
    assert sorted(one.parts) == ["/repos/ada/engine", f"{github.url}/ada/paper.git@{commit}"]
    assert github.api_calls() == ["/api/v3/repos/ada/engine"]


def test_who_is_not_there_has_no_mark(github: GitHubServer) -> None:
    assert marked(github, "nobody") is None


def test_a_mark_survives_being_written_down(github: GitHubServer) -> None:
    first = marked(github, "ada")

    assert first is not None
    assert first.same_as(Mark.of(first.document()))


def test_another_git_server_is_asked_for_its_head_alone(github: GitHubServer, tmp_path: Path) -> None:
    make_repository(tmp_path / "git" / "x.git", (BEGIN,))
    with Server(tmp_path / "git") as other:
        first = marked(github, f"{other.url}/x.git")
        make_repository(tmp_path / "git" / "x.git", (BEGIN, MORE))
        second = marked(github, f"{other.url}/x.git")
        posted = [path for method, path, _ in other.seen if method == "POST"]

    assert first is not None
    assert not first.same_as(second)
    assert posted == ["/x.git/git-upload-pack"] * 2


def test_a_server_that_sends_without_end_has_no_mark(github: GitHubServer, tmp_path: Path) -> None:
    with Server(tmp_path, faults={"x/y": "endless"}) as other:
        assert marked(github, f"{other.url}/x/y.git") is None


def test_folders_have_the_mark_of_their_heads(github: GitHubServer, tmp_path: Path) -> None:
    make_repository(tmp_path / "mine", (BEGIN,), bare=False)
    first = marked(github, str(tmp_path / "mine"))
    again = marked(github, str(tmp_path / "mine"))
    (tmp_path / "mine" / ".git" / "refs" / "heads" / "main").write_text(f"{'b' * 40}\n")
    moved = marked(github, str(tmp_path / "mine"))

    assert first is not None
    assert first.same_as(again)
    assert not first.same_as(moved)
