from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gitassay.model.upstream import MergedPull, Upstream
from gitassay.sources.collect import Offer, collect
from gitassay.sources.github import GitHub
from gitassay.sources.selection import SelectionRule
from tests.support.githubserver import Account, GitHubServer, Repository
from tests.support.gitrepo import CommitSpec, make_repository

DAY = date(2026, 1, 1)
RULE = SelectionRule(max_repositories=100, max_size_mb=500, skip_forks_without_own_commits=True, skip_archived_mirrors=True)


def pull(name: object = "org/tool", number: object = 7, merged: object = "2025-03-04T05:06:07Z", **changed: Any) -> dict[str, Any]:
    """A merged pull request of Ada's, as a search gives it."""
    repository = {"nameWithOwner": name, "isPrivate": False}
    row = {"number": number, "mergedAt": merged, "additions": 40, "deletions": 2, "author": {"login": "Ada"}, "repository": repository}
    return row | changed


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[GitHubServer]:
    rows = (pull(), pull("org/tool", 9, "2025-12-31T23:59:59Z"), pull("else/where", 1, "2025-03-04T00:00:00Z"))
    account = Account("Ada", repositories=(Repository("engine"),), merged=rows)
    with GitHubServer(tmp_path, account, Account("ada2", number=5, merged=(pull("ada/engine", 3, author={"login": "ada2"}),))) as running:
        yield running


def asked(server: GitHubServer, token: str | None = "t0k3n", slept: list[float] | None = None) -> Upstream | None:
    sleeps = [] if slept is None else slept
    return GitHub(server.url, token, lambda reason, seconds: None, sleeps.append).merged_elsewhere("ada", DAY)


def merged(*rows: dict[str, Any], root: Path) -> tuple[MergedPull, ...]:
    with GitHubServer(root, Account("Ada", merged=rows)) as server:
        found = asked(server)
    assert found is not None
    return found.pulls


def test_what_others_merged_is_listed_newest_first(hub: GitHubServer) -> None:
    found = asked(hub)
    assert found is not None
    assert [(one.repository, one.number, one.merged) for one in found.pulls] == [
        ("org/tool", 9, "2025-12-31"),
        ("else/where", 1, "2025-03-04"),
        ("org/tool", 7, "2025-03-04"),
    ]
    assert (found.total, found.pulls[0].lines, found.pulls[0].url) == (3, 42, f"{hub.url}/org/tool/pull/9")


def test_one_request_asks_for_public_work_in_repositories_of_others_up_to_the_day(hub: GitHubServer) -> None:
    asked(hub)
    assert hub.searches == ["is:pr is:merged is:public author:ada -user:ada merged:<=2026-01-01 sort:created-desc"]
    assert hub.api_calls() == ["/api/graphql"]


@pytest.mark.parametrize(
    "row",
    [
        pull(merged="2026-01-02T00:00:00Z"),
        pull(merged="yesterday"),
        pull(merged=None),
        pull(name="ada/engine"),
        pull(name="org/../tool"),
        pull(name="javascript:alert(1)"),
        pull(name=None),
        pull(number=0),
        pull(number="7"),
        pull(number=True),
        pull(author={"login": "Eve"}),
        pull(author=None),
        pull(repository={"nameWithOwner": "org/secret", "isPrivate": True}),
        pull(repository=[]),
        {},
    ],
    ids=repr,
)
def test_what_is_no_merged_work_of_the_account_elsewhere_is_left_out(row: dict[str, Any], tmp_path: Path) -> None:
    assert [one.number for one in merged(row, pull(number=1), root=tmp_path)] == [1]


def test_lines_that_are_not_told_are_not_zero(tmp_path: Path) -> None:
    assert [one.lines for one in merged(pull(additions=None), root=tmp_path)] == [None]


def test_more_than_a_page_is_counted_and_not_fetched(tmp_path: Path) -> None:
    rows = tuple(pull(number=number) for number in range(1, 61))
    with GitHubServer(tmp_path, Account("Ada", merged=rows)) as server:
        found = asked(server)
        assert found is not None
        assert (found.total, len(found.pulls), len(server.api_calls())) == (60, 50, 1)


def test_without_a_token_nobody_is_asked(hub: GitHubServer) -> None:
    assert (asked(hub, token=None), hub.api_calls()) == (None, [])


@pytest.mark.parametrize(
    "answer",
    [
        (403, {"retry-after": "60"}, {"message": "You have exceeded a secondary rate limit."}),
        (502, {}, {"message": "Bad gateway"}),
        (200, {}, {"data": {"search": None}, "errors": [{"type": "SOMETHING"}]}),
        (200, {}, {"data": {"search": {"nodes": 7}}}),
        (200, {}, b"<html>"),
        (200, {}, []),
    ],
    ids=["limit", "broken", "nothing", "no list", "no JSON", "another shape"],
)
def test_a_refusal_is_unknown_and_nothing_waits_for_it(
    hub: GitHubServer, answer: tuple[int, dict[str, str], object], slept: list[float]
) -> None:
    hub.canned.append(answer)
    assert (asked(hub, slept=slept), slept, len(hub.api_calls())) == (None, [], 1)


def gathered(*targets: str, server: GitHubServer | None, offline: bool = False) -> Upstream | None:
    return collect(targets, Offer(None, (), server.url if server else None, "t0k3n", offline, RULE, DAY)).upstream


def test_no_account_of_the_candidate_is_another(hub: GitHubServer) -> None:
    both, one = gathered("ada", "ada2", server=hub), gathered("ada", server=hub)
    assert both == one


def test_a_folder_asks_nobody(tmp_path: Path) -> None:
    make_repository(tmp_path / "local.git", (CommitSpec("Begin", {"app.py": "x = 1\n"}),))
    assert gathered(str(tmp_path / "local.git"), server=None, offline=True) is None
