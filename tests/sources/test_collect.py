from collections.abc import Iterator, Sequence
from itertools import permutations
from pathlib import Path

import pytest

from gitassay.model.candidate import RepositorySource, Status
from gitassay.sources.collect import Collected, Offer, collect
from gitassay.sources.errors import NothingThereError, SourceError
from gitassay.sources.selection import SelectionRule
from tests.support.githubserver import Account, GitHubServer, Repository
from tests.support.gitrepo import CommitSpec, make_repository

RULE = SelectionRule(max_repositories=100, max_size_mb=500, skip_forks_without_own_commits=True, skip_archived_mirrors=True)
COMMITS = (CommitSpec("Begin", {"app.py": "x = 1\n"}),)
ADA = Account("Ada", repositories=(Repository("engine"), Repository("fork", fork=True, own_commits=0)))
EVE = Account("eve", number=9, email="eve@x.example")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[GitHubServer]:
    with GitHubServer(tmp_path, ADA, EVE) as running:
        yield running


def gather(*targets: str, server: GitHubServer | None = None, offline: bool = False, name: str | None = None) -> Collected:
    offer = Offer(name, ("Ada@Home.example ",), server.url if server else None, None, offline, RULE)
    return collect(targets, offer)


def test_an_account_gives_identity_page_and_repositories(server: GitHubServer) -> None:
    collected = gather("ada", server=server)
    assert (collected.identity.login, collected.url) == ("Ada", f"{server.url}/Ada")
    assert collected.identity.emails == frozenset({"ada@home.example", "ada@work.example"})
    assert [(one.id, one.skip_reason is None) for one in collected.sources] == [("Ada/engine", True), ("Ada/fork", False)]


def test_repositories_are_told_of_before_github_is_asked_who_wrote_in_them(server: GitHubServer) -> None:
    asked: list[str] = []
    told: list[str] = []

    def listed(sources: Sequence[RepositorySource]) -> None:
        asked.extend(server.api_calls())
        told.extend(source.id for source in sources)

    found = collect(["ada"], Offer(None, (), server.url, None, False, RULE), listed=listed)

    assert told == [source.id for source in found.sources]
    assert [call for call in asked if "/engine/commits" in call] == []
    assert [call for call in server.api_calls() if "/engine/commits" in call] != []


def test_the_order_of_targets_does_not_matter(server: GitHubServer, tmp_path: Path) -> None:
    make_repository(tmp_path / "local.git", COMMITS)
    targets = ("ada", "github:eve", str(tmp_path / "local.git"), "Ada/engine")
    assert len({repr(gather(*order, server=server)) for order in permutations(targets)}) == 1


def test_a_repository_named_twice_is_read_once(server: GitHubServer) -> None:
    collected = gather("ada", "ADA", "github:Ada/engine", f"{server.url}/Ada/engine.git", server=server)
    assert [one.id for one in collected.sources] == ["Ada/engine", "Ada/fork"]


def test_a_repository_named_at_a_commit_is_read_there(server: GitHubServer) -> None:
    collected = gather("ada", "github:Ada/engine@abc1234", server=server)
    assert [(one.id, one.commit) for one in collected.sources] == [("Ada/engine", "abc1234"), ("Ada/fork", None)]


def test_a_fork_named_by_itself_is_read(server: GitHubServer) -> None:
    assert [one.skip_reason for one in gather("Ada/fork", server=server).sources] == [None]


def test_several_accounts_are_one_candidate(server: GitHubServer) -> None:
    identity = gather("ada", "eve", server=server).identity
    assert all(identity.wrote(f"{local}@users.noreply.github.com") for local in ("4711+ada", "ada", "9+eve", "eve"))
    assert identity.wrote("eve@x.example")


def test_a_single_repository_is_tried_even_when_github_has_no_answer(server: GitHubServer) -> None:
    server.canned.append((403, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "9999999999"}, {"message": "API rate limit exceeded"}))
    assert [one.location for one in gather("Ada/engine", server=server).sources] == [f"{server.url}/Ada/engine.git"]


def test_a_repository_that_is_gone_stands_there_with_its_reason(server: GitHubServer) -> None:
    sources = gather("Ada/never", server=server).sources
    assert [one.failure for one in sources] == [(Status.NOT_FOUND, "The repository is gone or not public (404).")]


def test_offline_only_folders_are_read(server: GitHubServer, tmp_path: Path) -> None:
    make_repository(tmp_path / "engine", COMMITS, bare=False)
    assert [one.id for one in gather(str(tmp_path / "engine"), server=server, offline=True).sources] == ["engine"]
    for target in ("ada", "ada/engine", "https://forge.example/x"):
        with pytest.raises(SourceError, match="--offline"):
            gather(target, server=server, offline=True)
    assert server.seen == []


def test_an_account_without_repositories_is_nothing_to_assess(server: GitHubServer) -> None:
    with pytest.raises(NothingThereError, match="says nothing about the candidate"):
        gather("eve", server=server)


def test_a_folder_named_in_several_ways_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_repository(tmp_path / "engine", COMMITS, bare=False)
    monkeypatch.chdir(tmp_path)
    targets = ("./engine", str(tmp_path / "engine"), "./engine/../engine/", "engine/.git", ".")
    assert [one.id for one in gather(*targets).sources] == ["engine"]


def test_folders_of_one_name_are_told_apart_by_where_they_lie(tmp_path: Path) -> None:
    for place in ("one/engine", "two/engine.git", "three/engine"):
        make_repository(tmp_path / place, COMMITS, bare=place.endswith(".git"))
    collected = gather(*(str(tmp_path / folder) for folder in ("two", "three", "one")))
    assert [one.id for one in collected.sources] == ["one/engine", "three/engine", "two/engine"]
    assert collected.identity.name == "one"


def test_names_that_still_clash_are_numbered(tmp_path: Path) -> None:
    for place in ("a/x/engine", "b/x/engine"):
        make_repository(tmp_path / place, COMMITS, bare=False)
    collected = gather(str(tmp_path / "b/x"), str(tmp_path / "a/x"))
    assert [one.id for one in collected.sources] == ["x/engine", "x/engine-2"]
    assert str(tmp_path) not in "".join(one.id for one in collected.sources)


def test_without_an_account_the_candidate_is_known_by_the_addresses_given(tmp_path: Path) -> None:
    make_repository(tmp_path / "engine", COMMITS, bare=False)
    identity = gather(str(tmp_path / "engine"), name="Candidate 7").identity
    assert (identity.name, identity.login, identity.emails) == ("Candidate 7", None, frozenset({"ada@home.example"}))
