from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gitassay.model.candidate import RepositorySource, Status
from gitassay.sources.errors import NothingThereError, TokenError, UnreachableError
from gitassay.sources.github import GitHub
from tests.support.githubserver import Account, GitHubServer, Repository

TOKEN = "ghp_" + "t" * 36
ADA = Account(
    "Ada",
    email="Ada@Home.example",
    repositories=(
        Repository("engine"),
        Repository("upstream", fork=True, own_commits=0, pushed_at="2022-12-01T00:00:00Z"),
        Repository("patched", fork=True, own_commits=1),
    ),
)
LIMIT = {"message": "API rate limit exceeded for 127.0.0.1."}

FIELDS = ("description", "homepage", "homepageUrl", "license", "licenseInfo", "created_at", "createdAt", "pushed_at", "pushedAt", "topics")
FIELDS += ("repositoryTopics", "size", "diskUsage", "defaultBranchRef", "isFork", "fork", "mirror_url", "archived", "disabled", "isEmpty")


class Hub:
    """GitHub as the product sees it, with a clock that only counts."""

    def __init__(self, server: GitHubServer, token: str | None) -> None:
        self.server = server
        self.told: list[tuple[str, float]] = []
        self.slept: list[float] = []
        self.github = GitHub(server.url, token, lambda reason, seconds: self.told.append((reason, seconds)), self.slept.append)

    def sources(self, login: str = "ada") -> dict[str, RepositorySource]:
        return {one.id: one for one in self.github.repositories(self.login(login))}

    def login(self, written: str = "ada") -> str:
        """The account's login as GitHub writes it; asked for first, as collecting does."""
        return self.github.identity(written).login or written


@pytest.fixture(params=[None, TOKEN], ids=["rest", "graphql"])
def hub(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Hub]:
    with GitHubServer(tmp_path, ADA) as server:
        yield Hub(server, request.param)


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Hub]:
    with GitHubServer(tmp_path, ADA) as server:
        yield Hub(server, None)


@pytest.fixture
def signed(tmp_path: Path) -> Iterator[Hub]:
    with GitHubServer(tmp_path, ADA) as server:
        yield Hub(server, TOKEN)


def test_an_account_is_known_by_its_number_and_addresses(hub: Hub) -> None:
    identity = hub.github.identity("ADA")
    assert (identity.name, identity.login, identity.account_id, identity.created_at) == ("Ada", "Ada", 4711, 1_577_836_800)
    assert identity.emails == frozenset({"ada@home.example"})
    assert identity.wrote("4711+ada@users.noreply.github.com")


def test_both_ways_of_asking_tell_the_same(hub: Hub) -> None:
    engine = hub.sources()["Ada/engine"]
    assert replace(engine, ci_state=None) == RepositorySource(
        id="Ada/engine",
        location=f"{hub.server.url}/Ada/engine.git",
        local=False,
        url=f"{hub.server.url}/Ada/engine",
        homepage="https://demo.example",
        description="What it does",
        topics=("agents", "rag"),
        licence="MIT",
        created_at=1_672_531_200,
        pushed_at=1_704_153_600,
        size_kb=10,
    )


def test_commits_of_the_account_are_counted_in_forks_only(hub: Hub) -> None:
    assert {name: one.own_commits for name, one in hub.sources().items()} == {"Ada/engine": None, "Ada/upstream": 0, "Ada/patched": 1}


def test_a_fork_never_pushed_to_needs_no_request(bare: Hub) -> None:
    bare.sources()
    bare.github.addresses("Ada")
    assert [path for path in bare.server.api_calls() if "/commits" in path] == [
        f"/api/v3/repos/Ada/{name}/commits?author=Ada&per_page=1" for name in ("patched", "engine")
    ]


def test_addresses_that_github_ties_to_the_account_are_the_candidates(hub: Hub) -> None:
    hub.sources()
    assert hub.github.addresses("ada") == frozenset({"ada@work.example"})


def test_an_address_shown_under_another_account_is_nobodys(bare: Hub) -> None:
    login = bare.login()
    row = {"full_name": "Ada/engine", "created_at": None, "pushed_at": None}
    stranger = {"author": {"login": "eve"}, "commit": {"author": {"email": "eve@x.example"}}}
    bare.server.canned.extend(
        [(200, {}, [row]), (200, {}, [stranger, {"author": None, "commit": {"author": {"email": "x@x.example"}}}, 7])]
    )
    bare.github.repositories(login)
    assert bare.github.addresses(login) == frozenset()


def test_without_a_token_few_requests_are_made(tmp_path: Path) -> None:
    many = tuple(Repository(f"own{number}") for number in range(60)) + tuple(Repository(f"fork{number}", fork=True) for number in range(60))
    with GitHubServer(tmp_path, Account("many", repositories=many)) as server:
        bare = Hub(server, None)
        assert len(bare.sources("many")) == 120
        bare.github.addresses("many")
        assert len(server.api_calls()) == 1 + 2 + 5 + 20


def test_a_limit_met_among_the_forks_costs_their_counts_only(bare: Hub) -> None:
    login = bare.login()
    closed = (403, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "9999999999"}, LIMIT)
    rows = [{"full_name": f"Ada/{name}", "fork": True} for name in ("one", "two")]
    bare.server.canned.extend([(200, {}, rows), closed])
    assert [one.own_commits for one in bare.github.repositories(login)] == [None, None]
    assert len(bare.server.api_calls()) == 3


def test_the_state_of_ci_is_known_with_a_token(signed: Hub) -> None:
    assert signed.sources()["Ada/engine"].ci_state == "success"


def test_no_such_account_is_said_plainly(hub: Hub) -> None:
    with pytest.raises(NothingThereError, match="no GitHub account 'nobody'"):
        hub.github.identity("nobody")


def test_not_found_may_stand_among_the_extensions(signed: Hub) -> None:
    signed.server.canned.append((200, {}, {"data": {"user": None}, "errors": [{"message": "?", "extensions": {"type": "NOT_FOUND"}}]}))
    with pytest.raises(NothingThereError):
        signed.github.identity("ada")


def test_all_pages_are_read(tmp_path: Path) -> None:
    many = Account("many", repositories=tuple(Repository(f"r{number}") for number in range(230)))
    for token in (None, TOKEN):
        with GitHubServer(tmp_path, many) as server:
            assert len(Hub(server, token).sources("many")) == 230


def test_a_page_too_heavy_for_the_server_is_asked_for_in_halves(tmp_path: Path) -> None:
    many = Account("many", repositories=tuple(Repository(f"r{number}") for number in range(30)))
    with GitHubServer(tmp_path, many, heavy=10) as server:
        hub = Hub(server, TOKEN)
        assert len(hub.sources("many")) == 30
        assert hub.slept == []


def test_what_graphql_keeps_back_is_taken_from_the_list(tmp_path: Path) -> None:
    account = Account("ada", repositories=(Repository("shown"), Repository("kept", odd={"null": True})))
    with GitHubServer(tmp_path, account) as server:
        assert sorted(Hub(server, TOKEN).sources()) == ["ada/kept", "ada/shown"]


def test_partial_data_beside_errors_is_data(signed: Hub) -> None:
    user = {"id": "U_1", "databaseId": 1, "login": "Ada", "email": None, "createdAt": None}
    signed.server.canned.append(
        (200, {}, {"data": {"user": user, "other": None}, "errors": [{"type": "FORBIDDEN"}, {"type": "FORBIDDEN"}]})
    )
    assert signed.github.identity("ada").account_id == 1


def test_a_limit_with_a_time_is_waited_for_and_told(hub: Hub) -> None:
    hub.server.canned.append((429, {"Retry-After": "7"}, {"message": "You have exceeded a secondary rate limit."}))
    assert hub.github.identity("ada").login == "Ada"
    assert hub.told == [("GitHub's limit of requests", 7.0)]
    assert hub.slept == [7.0]


def test_a_limit_without_a_time_is_waited_for_as_github_asks(hub: Hub) -> None:
    hub.server.canned.append((429, {}, {"message": "You have exceeded a secondary rate limit."}))
    assert hub.github.identity("ada").login == "Ada"
    assert hub.slept == [60.0]


def test_graphql_says_rate_limited_with_status_200(signed: Hub) -> None:
    signed.server.canned.append((200, {}, {"data": None, "errors": [{"type": "RATE_LIMITED", "message": "API rate limit exceeded"}]}))
    assert signed.github.identity("ada").login == "Ada"
    assert signed.slept == [60.0]


def test_a_limit_that_lasts_too_long_ends_the_run_with_what_to_do(bare: Hub) -> None:
    bare.server.canned.append((403, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "9999999999"}, LIMIT))
    with pytest.raises(TokenError, match=r"60 an hour .* opens again in \d+ minutes\. Set GITHUB_TOKEN"):
        bare.github.identity("ada")
    assert bare.slept == []


def test_a_retry_after_of_any_length_is_not_obeyed(hub: Hub) -> None:
    hub.server.canned.append((403, {"Retry-After": "86400"}, {"message": "You have exceeded a secondary rate limit."}))
    with pytest.raises(TokenError, match="1440 minutes"):
        hub.github.identity("ada")
    assert hub.slept == []


def test_all_waits_together_are_bounded(hub: Hub) -> None:
    hub.server.canned.extend([(429, {"Retry-After": "119"}, LIMIT), (429, {"Retry-After": "119"}, LIMIT)])
    hub.github.identity("ada")
    hub.server.canned.extend([(429, {"Retry-After": "119"}, LIMIT)])
    with pytest.raises(TokenError):
        hub.github.identity("ada")
    assert hub.slept == [119.0, 119.0]


def test_a_failing_server_is_asked_again_a_few_times(hub: Hub) -> None:
    hub.server.canned.extend([(502, {}, {"message": "Bad gateway"}), (500, {}, b"<html>oops</html>")])
    assert hub.github.identity("ada").login == "Ada"
    assert hub.slept == [1.0, 2.0]


@pytest.mark.parametrize(
    "answer",
    [
        (200, {}, b'{"login": "Ad'),
        (200, {}, b"[" * 100_000),
        (200, {}, {"login": 7, "id": "x", "name": ["a"], "data": {"user": {"login": 7}}}),
        (200, {}, []),
        (200, {}, b""),
        (200, {"Content-Length": "5000"}, b'{"login": "Ada'),
        (301, {"Location": "https://elsewhere.example/user"}, b""),
    ],
    ids=["cut off", "nested", "wrong types", "a list", "nothing", "too short", "redirect elsewhere"],
)
def test_an_answer_that_makes_no_sense_is_unreachable_and_no_empty_account(hub: Hub, answer: tuple[int, dict[str, str], object]) -> None:
    hub.server.canned.extend([answer] * 3)
    with pytest.raises(UnreachableError, match="did not answer about ada"):
        hub.github.identity("ada")


@pytest.mark.parametrize("answer", [{"message": "fine"}, {"data": {"user": None}}, {"data": {"user": {"repositories": {"nodes": 3}}}}])
def test_a_list_that_is_none_is_unreachable_and_no_empty_account(hub: Hub, answer: object) -> None:
    login = hub.login()
    hub.server.canned.extend([(200, {}, answer)] * 6)
    with pytest.raises(UnreachableError):
        hub.github.repositories(login)


def test_fields_of_any_type_are_survived(tmp_path: Path) -> None:
    for number, odd in enumerate([None, 7, "x", [], {}, [None], {"nodes": None}, {"target": 3}, -1.5, True]):
        account = Account("ada", repositories=(Repository("odd", odd=dict.fromkeys(FIELDS, odd)), Repository(f"plain{number}")))
        for token in (None, TOKEN):
            with GitHubServer(tmp_path, account) as server:
                assert f"ada/plain{number}" in Hub(server, token).sources()


@pytest.mark.parametrize("name", ["../../etc", "a b", "x\n", "..", "x.git", "", None, 7, "ada/x/y", "-/x", "é/x"])
def test_a_name_github_could_not_have_given_is_passed_over(tmp_path: Path, name: object) -> None:
    odd = {"full_name": name, "nameWithOwner": name}
    with GitHubServer(tmp_path, Account("ada", repositories=(Repository("x", odd=odd), Repository("good")))) as server:
        assert sorted(Hub(server, None).sources()) == ["ada/good"]


def test_addresses_are_never_taken_from_an_answer(hub: Hub) -> None:
    assert {one.location for one in hub.sources().values()} == {f"{hub.server.url}/{name}.git" for name in hub.sources()}
    assert all("javascript" not in str(one.url) for one in hub.sources().values())


def test_a_single_repository_is_asked_for_by_one_request(hub: Hub) -> None:
    assert hub.github.repository("Ada/patched").own_commits is None
    assert len(hub.server.api_calls()) == 1


def test_a_repository_that_is_gone_or_blocked_says_so(bare: Hub) -> None:
    assert bare.github.repository("Ada/never").failure == (Status.NOT_FOUND, "The repository is gone or not public (404).")
    bare.server.canned.append((451, {}, {"message": "Repository access blocked"}))
    assert bare.github.repository("Ada/engine").failure == (Status.BLOCKED, "The repository is blocked for legal reasons (451).")


def test_a_renamed_repository_is_followed_on_the_same_server(bare: Hub, capfd: pytest.CaptureFixture[str]) -> None:
    bare.server.canned.append((301, {"Location": f"{bare.server.url}/api/v3/repos/Ada/engine"}, {"message": "Moved Permanently"}))
    assert bare.github.repository("Ada/old-name").id == "Ada/engine"
    assert capfd.readouterr().err == ""


def test_an_empty_and_a_disabled_repository_are_no_work(tmp_path: Path) -> None:
    account = Account("ada", repositories=(Repository("empty", odd={"isEmpty": True}), Repository("off", odd={"isDisabled": True})))
    with GitHubServer(tmp_path, account) as server:
        sources = Hub(server, TOKEN).sources()
    assert [sources[name].failure for name in ("ada/empty", "ada/off")] == [
        (Status.EMPTY, "The repository has no commits."),
        (Status.BLOCKED, "GitHub has disabled the repository."),
    ]


def test_a_refused_token_is_said_without_the_token(signed: Hub) -> None:
    signed.server.canned.append((401, {}, {"message": f"Bad credentials {TOKEN}"}))
    with pytest.raises(TokenError, match="refused the token") as caught:
        signed.github.identity("ada")
    assert TOKEN not in str(caught.value)


def test_the_token_goes_to_every_request_and_nowhere_without_one(hub: Hub) -> None:
    hub.sources()
    assert {token.removeprefix("token ").removeprefix("Bearer ") for token in hub.server.tokens} in ({TOKEN}, {""})


def test_a_server_that_is_not_there_is_unreachable(tmp_path: Path) -> None:
    with GitHubServer(tmp_path, ADA) as server:
        hub = Hub(server, None)
    with pytest.raises(UnreachableError, match="no connection"):
        hub.github.identity("ada")


def test_what_may_be_left_open_is_asked_for_once(bare: Hub) -> None:
    login = bare.login()
    bare.server.canned.extend([(200, {}, [{"full_name": "Ada/patched", "fork": True}]), (502, {}, {"message": "Bad gateway"})])
    assert [one.own_commits for one in bare.github.repositories(login)] == [None]
    assert (bare.slept, len(bare.server.api_calls())) == ([], 3)


def test_a_limit_that_opens_soon_says_so(bare: Hub) -> None:
    bare.server.canned.extend([(429, {"Retry-After": "3"}, LIMIT)] * 3)
    with pytest.raises(TokenError, match=r"; it opens again in a minute\. Set GITHUB_TOKEN"):
        bare.github.identity("ada")
    assert bare.slept == [3.0, 3.0]
