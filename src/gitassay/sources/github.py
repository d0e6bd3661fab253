"""Asks GitHub (or an Enterprise server) for an account and its public repositories.

With a token the facts come by GraphQL, some twenty-fold fewer requests; without one by REST, sixty requests an hour.
Names, pictures, places and biographies are not asked for. Every field may be null or of another type: this is a stranger's server.
"""

import re
import time
from collections.abc import Callable
from datetime import date, datetime
from math import ceil
from pathlib import Path
from typing import Any

from gitassay.model.candidate import Identity, RepositorySource, Status
from gitassay.model.upstream import Upstream
from gitassay.sources.errors import NothingThereError, TokenError, UnreachableError
from gitassay.sources.gate import Gate
from gitassay.sources.github_wire import Wire, WireError
from gitassay.sources.targets import LOGIN, valid_full_name
from gitassay.sources.upstream import merged_elsewhere

PAGE = 20
SMALLEST_PAGE = 5
MOST_REPOSITORIES = 1_000
MOST_FORKS_ASKED = 20
MOST_ASKED_FOR_ADDRESSES = 5
"""Without a token commits are asked for one repository at a time, of sixty requests an hour."""
_QUERIES = (Path(__file__).parent / "candidate.graphql").read_text(encoding="utf-8")

Waiting = Callable[[str, float], None]


class GitHub:
    """One GitHub server. `waiting` is told what is waited for, and how many seconds."""

    def __init__(
        self,
        url: str = "https://github.com",
        token: str | None = None,
        waiting: Waiting = lambda reason, seconds: None,
        sleep: Callable[[float], None] = time.sleep,
        gate: Gate | None = None,
    ) -> None:
        self._url = url.rstrip("/")
        self._wire = Wire(self._url, token, waiting, sleep, gate=gate)
        self._token = token
        self._account_ids: dict[str, str] = {}
        self._addresses: dict[str, set[str]] = {}
        self._known_rows: dict[str, list[dict[str, Any]]] = {}
        self._forks_to_ask = MOST_FORKS_ASKED
        self._spent = False

    def identity(self, login: str) -> Identity:
        """How the account's commits are recognised: its numeric id, public e-mail and GitHub's noreply addresses.

        Raises:
            NothingThereError: there is no such account.
            TokenError, UnreachableError: GitHub could not be asked.
        """
        user = self._user(login)
        email = _text(user.get("email"))
        return Identity(
            name=_text(user.get("login")),
            login=_text(user.get("login")),
            account_id=_number(user.get("databaseId", user.get("id"))),
            emails=frozenset({email.lower()} if email and "@" in email else ()),
            created_at=_time(user.get("createdAt", user.get("created_at"))),
        )

    def repositories(self, login: str) -> tuple[RepositorySource, ...]:
        """The account's public repositories.

        Raises:
            TokenError, UnreachableError: GitHub could not be asked.
        """
        rows = self._known_rows[login.lower()] = self._rows(login)
        return tuple(source for row in rows if (source := self._source(row, login)) is not None)

    def addresses(self, login: str) -> frozenset[str]:
        """Further e-mail addresses that GitHub itself ties to the account whose repositories were listed.

        Raises:
            TokenError, UnreachableError: GitHub could not be asked.
        """
        rows = self._known_rows[login.lower()]
        if not self._token:
            own = [row for row in rows if row.get("fork") is not True and valid_full_name(_text(row.get("full_name")))]
            for row in own[:MOST_ASKED_FOR_ADDRESSES]:
                self._commits_by(login, row["full_name"])
        for row in rows:
            commit = _dict(_dict(row.get("defaultBranchRef")).get("target"))
            nodes = _list(_dict(commit.get("byAuthor")).get("nodes"))
            self._learn(login, [(_dict(_dict(node).get("author")).get("user"), _dict(node).get("author")) for node in nodes])
        return frozenset(self._addresses.get(login.lower(), ()))

    def repository(self, full_name: str) -> RepositorySource:
        """One repository by its name; one that is gone or blocked carries its failure."""
        owner, name = full_name.split("/")
        try:
            row = self._one(owner, name)
        except WireError as error:
            if error.status in (404, 451):
                status = Status.NOT_FOUND if error.status == 404 else Status.BLOCKED
                said = "is gone or not public (404)" if error.status == 404 else "is blocked for legal reasons (451)"
                return self._bare(full_name, failure=(status, f"The repository {said}."))
            raise self._failure(error, full_name) from error
        source = self._source(row, None)
        return source or self._bare(full_name, failure=(Status.NOT_FOUND, "The repository is gone or not public (404)."))

    def merged_elsewhere(self, login: str, until: date) -> Upstream | None:
        """Pull requests that others merged by the end of a day; None without a token, or when GitHub did not say."""
        return merged_elsewhere(self._wire, _operation("MergedElsewhere"), self._url, login, until) if self._token else None

    # asking

    def _user(self, login: str) -> dict[str, Any]:
        try:
            if self._token:
                user = _dict(self._wire.graphql(_operation("CandidateId"), {"login": login}).get("user"))
                if not user:
                    raise WireError(404, "no such user")
                self._account_ids[login.lower()] = _text(user.get("id"))
            else:
                user = self._wire.one(f"/users/{login}")
            if not LOGIN.fullmatch(_text(user.get("login"))):
                raise WireError(0, "an account without a name")
        except WireError as error:
            if error.status == 404:
                raise NothingThereError(f"There is no GitHub account {login!r}. Check the spelling.") from error
            raise self._failure(error, login) from error
        return user

    def _rows(self, login: str) -> list[dict[str, Any]]:
        """All repositories of an account. Those that GraphQL could not tell about are taken from REST's list."""
        try:
            if not self._token:
                return self._listed(login)
            rows, lost = self._pages(login)
            if lost:
                known = {_text(row.get("nameWithOwner")).lower() for row in rows}
                rows += [row for row in self._listed(login) if _text(row.get("full_name")).lower() not in known]
        except WireError as error:
            raise self._failure(error, login) from error
        return rows

    def _pages(self, login: str) -> tuple[list[dict[str, Any]], int]:
        """Repositories by GraphQL, and how many it kept back; a page that is too heavy for the server is asked for in halves."""
        rows: list[dict[str, Any]] = []
        lost, size, after = 0, PAGE, None
        while len(rows) < MOST_REPOSITORIES:
            variables = {"login": login, "authorId": self._account_ids.get(login.lower(), ""), "n": size, "after": after}
            try:
                answer = self._wire.graphql(_operation("Candidate"), variables, patient=size == SMALLEST_PAGE)
            except WireError as error:
                if size > SMALLEST_PAGE and (error.status >= 500 or not error.status):
                    size //= 2
                    continue
                raise
            found = _dict(_dict(answer.get("user")).get("repositories"))
            nodes = found.get("nodes")
            if not isinstance(nodes, list):
                raise WireError(0, "an account without a list of repositories")
            rows += [row for row in nodes if isinstance(row, dict)]
            lost += sum(not isinstance(row, dict) for row in nodes)
            page = _dict(found.get("pageInfo"))
            after = page.get("endCursor")
            if not page.get("hasNextPage") or not isinstance(after, str) or not nodes:
                break
        return rows, lost

    def _listed(self, login: str) -> list[dict[str, Any]]:
        """Repositories by REST, most recently pushed first."""
        rows: list[dict[str, Any]] = []
        for page in range(1, MOST_REPOSITORIES // 100 + 1):
            batch = self._wire.many(f"/users/{login}/repos?type=owner&sort=pushed&per_page=100&page={page}")
            rows += [row for row in batch if isinstance(row, dict)]
            if len(batch) < 100:
                break
        return rows

    def _one(self, owner: str, name: str) -> dict[str, Any]:
        if self._token:
            row = _dict(self._wire.graphql(_operation("OneRepository"), {"owner": owner, "name": name}).get("repository"))
            if not row:
                raise WireError(404, "no such repository")
            return row
        return self._wire.one(f"/repos/{owner}/{name}")

    def _failure(self, error: WireError, about: str) -> Exception:
        if error.status == 401:
            return TokenError("GitHub refused the token (401). Set GITHUB_TOKEN to a valid token with public read access, or unset it.")
        if error.limited:
            return TokenError(
                "GitHub refused the request: the limit of requests is used up"
                + ("" if self._token else " (60 an hour are allowed without a token)")
                + ("" if error.again is None else f"; it opens again in {_minutes(error.again)}")
                + (". Wait, or name local folders." if self._token else ". Set GITHUB_TOKEN, wait, or name local folders.")
            )
        if error.status in (403, 451):
            return UnreachableError(f"GitHub refused to answer about {about} ({error.status}). Check that the account is public.")
        return UnreachableError(f"GitHub did not answer about {about} ({error}). Check the connection and run again.")

    # understanding

    def _bare(self, full_name: str, failure: tuple[Status, str] | None = None) -> RepositorySource:
        return RepositorySource(
            id=full_name, location=f"{self._url}/{full_name}.git", local=False, url=f"{self._url}/{full_name}", failure=failure
        )

    def _source(self, row: dict[str, Any], login: str | None) -> RepositorySource | None:
        """One repository from a GraphQL or REST row; addresses are built from the checked name, never taken from the answer.

        With `login`, commits of that account to a fork are counted.
        """
        full_name = _text(row.get("nameWithOwner", row.get("full_name")))
        if not valid_full_name(full_name) or row.get("isPrivate", row.get("private")) is True:
            return None
        base = self._bare(full_name)
        commit = _dict(_dict(row.get("defaultBranchRef")).get("target"))
        failure = (Status.EMPTY, "The repository has no commits.") if row.get("isEmpty") is True else None
        if row.get("isDisabled", row.get("disabled")) is True:
            failure = (Status.BLOCKED, "GitHub has disabled the repository.")
        fork = row.get("isFork", row.get("fork")) is True
        return RepositorySource(
            id=full_name,
            location=base.location,
            local=False,
            url=base.url,
            fork=fork,
            archived=row.get("isArchived", row.get("archived")) is True,
            mirror=row.get("isMirror") is True or bool(row.get("mirror_url")),
            homepage=_text(row.get("homepageUrl", row.get("homepage")))[:500] or None,
            description=_text(row.get("description"))[:1_000] or None,
            topics=_topics(row),
            licence=_licence(row),
            created_at=_time(row.get("createdAt", row.get("created_at"))),
            pushed_at=_time(row.get("pushedAt", row.get("pushed_at"))),
            size_kb=_number(row.get("diskUsage", row.get("size"))),
            ci_state=_text(_dict(commit.get("statusCheckRollup")).get("state")).lower() or None,
            own_commits=self._own_commits(row, commit, full_name, login) if fork and login else None,
            failure=failure,
        )

    def _own_commits(self, row: dict[str, Any], commit: dict[str, Any], full_name: str, login: str) -> int | None:
        """How many commits of a fork are the account's (None when it can't be told)."""
        if "byAuthor" in commit:
            return _number(_dict(commit.get("byAuthor")).get("totalCount"))
        created, pushed = _time(row.get("created_at")), _time(row.get("pushed_at"))
        if created is not None and pushed is not None and pushed <= created:
            return 0  # a fork begins with the date of the last push to its parent
        if "full_name" not in row or not self._forks_to_ask:
            return None
        self._forks_to_ask -= 1
        return self._commits_by(login, full_name)

    def _commits_by(self, login: str, full_name: str) -> int | None:
        """1 when the account committed to a repository, 0 when not, None when it can't be told; learns the address it did so by."""
        if self._spent:
            return None
        try:
            commits = self._wire.many(f"/repos/{full_name}/commits?author={login}&per_page=1", patient=False)
        except WireError as error:
            self._spent = error.limited
            return 0 if error.status == 409 else None  # 409: it has no commits at all
        self._learn(login, [(_dict(one).get("author"), _dict(_dict(one).get("commit")).get("author")) for one in commits])
        return min(len(commits), 1)

    def _learn(self, login: str, authors: list[tuple[Any, Any]]) -> None:
        """Keep the addresses of commits that GitHub itself shows under the account; `authors` are pairs of account and author."""
        for account, author in authors:
            address = _text(_dict(author).get("email")).strip().lower()
            if _text(_dict(account).get("login")).lower() == login.lower() and "@" in address:
                self._addresses.setdefault(login.lower(), set()).add(address)


def _minutes(seconds: float) -> str:
    whole = max(ceil(seconds / 60), 1)
    return "a minute" if whole == 1 else f"{whole} minutes"


def _operation(name: str) -> str:
    """One operation of the query file with the fragments it uses."""
    parts = re.split(r"\n(?=query |fragment )", _QUERIES)
    chosen = next(part for part in parts if part.startswith(f"query {name}("))
    return chosen + "".join(part for part in parts if part.startswith("fragment ") and part.split()[1] in chosen)


def _topics(row: dict[str, Any]) -> tuple[str, ...]:
    nodes = _list(_dict(row.get("repositoryTopics")).get("nodes"))
    names = [_text(_dict(_dict(node).get("topic")).get("name")) for node in nodes] or [_text(name) for name in _list(row.get("topics"))]
    return tuple(sorted({name[:50] for name in names if name}))[:20]


def _licence(row: dict[str, Any]) -> str | None:
    licence = _dict(row.get("licenseInfo", row.get("license")))
    name = _text(licence.get("spdxId", licence.get("spdx_id")))[:50]
    return name if name and name != "NOASSERTION" else None


def _time(value: Any) -> int | None:
    try:
        return int(datetime.fromisoformat(value.replace("Z", "+00:00")).timestamp())
    except (AttributeError, ValueError, OverflowError, TypeError):
        return None


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
