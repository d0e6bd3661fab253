"""A small GitHub on loopback: accounts and repositories by REST and GraphQL, clones beside them, and a list of answers to give first."""

import hashlib
import json
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, ClassVar, Self
from urllib.parse import parse_qs

from tests.support.gitserver import GitHandler, Server
from tests.support.ratelimits import RateLimits

Canned = tuple[int, dict[str, str], object]


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository as GitHub tells of it. `own_commits` are commits of the account on the default branch; `odd` replaces fields."""

    name: str
    fork: bool = False
    own_commits: int = 3
    pushed_at: str | None = "2024-01-02T00:00:00Z"
    created_at: str | None = "2023-01-01T00:00:00Z"
    size: int = 10
    email: str = "ada@work.example"
    odd: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Account:
    """An account with its repositories."""

    login: str
    number: int = 4711
    email: str | None = None
    repositories: tuple[Repository, ...] = ()
    merged: tuple[dict[str, Any], ...] = ()
    """Rows of a search for merged pull requests, as GraphQL gives them."""


def rest_row(account: Account, repository: Repository) -> dict[str, Any]:
    """A repository in REST's words."""
    return {
        "id": len(repository.name),
        "name": repository.name,
        "full_name": f"{account.login}/{repository.name}",
        "private": False,
        "fork": repository.fork,
        "archived": False,
        "disabled": False,
        "mirror_url": None,
        "homepage": "https://demo.example",
        "description": "What it does",
        "topics": ["rag", "agents"],
        "license": {"spdx_id": "MIT"},
        "created_at": repository.created_at,
        "pushed_at": repository.pushed_at,
        "size": repository.size,
        "clone_url": "https://elsewhere.example/stolen.git",
        "html_url": "javascript:alert(1)",
    } | repository.odd


def commit_row(account: Account, repository: Repository) -> dict[str, Any]:
    """A commit of the account in REST's words."""
    return {"sha": "a" * 40, "author": {"login": account.login}, "commit": {"author": {"name": "Ada", "email": repository.email}}}


def graphql_row(account: Account, repository: Repository) -> dict[str, Any]:
    """A repository in GraphQL's words."""
    rest = rest_row(account, replace(repository, odd={}))
    commit = {
        "byAuthor": {
            "totalCount": repository.own_commits,
            "nodes": [{"author": {"email": repository.email, "user": {"login": account.login}}}],
        },
        "statusCheckRollup": {"state": "SUCCESS"},
    }
    return {
        "databaseId": rest["id"],
        "nameWithOwner": rest["full_name"],
        "description": rest["description"],
        "homepageUrl": rest["homepage"],
        "isFork": rest["fork"],
        "isArchived": False,
        "isDisabled": False,
        "isEmpty": False,
        "isMirror": False,
        "isPrivate": False,
        "createdAt": rest["created_at"],
        "pushedAt": rest["pushed_at"],
        "diskUsage": rest["size"],
        "repositoryTopics": {"nodes": [{"topic": {"name": name}} for name in rest["topics"]]},
        "licenseInfo": {"spdxId": "MIT"},
        "defaultBranchRef": {"target": commit},
    } | repository.odd


class GitHubHandler(GitHandler):
    """Answers below /api/v3 and /api/graphql; everything else is git's."""

    accounts: ClassVar[dict[str, Account]]
    canned: ClassVar[list[Canned]]
    heavy: ClassVar[int]
    renamed: ClassVar[dict[str, str]]
    lock: ClassVar[threading.Lock]
    tokens: ClassVar[list[str]]
    searches: ClassVar[list[str]]
    limits: ClassVar[RateLimits | None]

    def do_GET(self) -> None:  # noqa: N802 - the name is http.server's
        """Answer a request."""
        if not self.path.startswith("/api/"):
            return super().do_GET()
        body = self.body()
        self.seen.append((self.command, self.path, "Authorization" in self.headers))
        self.tokens.append(self.headers.get("Authorization", ""))
        self.close_connection = True
        with self.lock:
            canned = self.canned.pop(0) if self.canned else None
        told = canned or (self.graphql(body) if self.path == "/api/graphql" else self.rest())
        status, headers, document = self.limited(self.tagged(told)) if self.limits else told
        content = document if isinstance(document, bytes) else json.dumps(document).encode()
        return self.answer(status, content, {"Content-Type": "application/json", **headers})

    do_POST = do_GET  # noqa: N815 - the name is http.server's

    def tagged(self, told: Canned) -> Canned:
        """The answer with its tag, or that it is what the other side knows."""
        status, headers, document = told
        if status != 200 or self.path == "/api/graphql":
            return told
        tag = f'"{hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()}"'
        same = self.headers.get("If-None-Match") == tag
        return (304 if same else 200), {**headers, "ETag": tag}, (b"" if same else document)

    def limited(self, told: Canned) -> Canned:
        """The answer with what is left, or a refusal. An answer that nothing changed is free for who has a token."""
        assert self.limits is not None
        token = self.headers.get("Authorization", "")
        kind = "graphql" if self.path == "/api/graphql" else "core"
        headers, refusal = self.limits.take(token, kind, costs=told[0] != 304 or not token)
        if refusal is not None:
            status, more, message = refusal
            return status, {**headers, **more}, {"message": message}
        return told[0], {**told[1], **headers}, told[2]

    def rest(self) -> Canned:
        """One REST answer."""
        path, _, raw = self.path.removeprefix("/api/v3").partition("?")
        old = path.removeprefix("/repos/")
        if old in self.renamed:
            return 301, {"Location": f"http://{self.headers['Host']}/api/v3/repos/{self.renamed[old]}"}, {"message": "Moved Permanently"}
        query = {key: values[-1] for key, values in parse_qs(raw).items()}
        routes: list[tuple[str, Callable[..., object]]] = [
            (r"/users/([^/]+)", lambda account: self.user(account)),
            (r"/users/([^/]+)/repos", lambda account: self.page([rest_row(account, one) for one in account.repositories], query)),
            (r"/repos/([^/]+)/([^/]+)", lambda account, one: rest_row(account, one)),
            (r"/repos/([^/]+)/([^/]+)/commits", lambda account, one: [commit_row(account, one)] * min(one.own_commits, 1)),
        ]
        for pattern, told in routes:
            match = re.fullmatch(pattern, path)
            found = match and self.found(*match.groups())
            if found:
                return 200, {}, told(*found)
        return 404, {}, {"message": "Not Found"}

    def found(self, login: str, name: str | None = None) -> tuple[Any, ...] | None:
        """The account, and the repository if one is named."""
        account = self.accounts.get(login.lower())
        if account is None or name is None:
            return None if account is None else (account,)
        return next(((account, one) for one in account.repositories if one.name == name), None)

    def user(self, account: Account) -> dict[str, Any]:
        """An account in REST's words."""
        return {
            "login": account.login,
            "id": account.number,
            "email": account.email,
            "created_at": "2020-01-01T00:00:00Z",
            "name": "Ada L.",
        }

    def page(self, rows: list[dict[str, Any]], query: dict[str, str]) -> list[dict[str, Any]]:
        """One page of a list."""
        size, number = int(query.get("per_page", 30)), int(query.get("page", 1))
        return rows[(number - 1) * size : number * size]

    def graphql(self, body: bytes) -> Canned:
        """One GraphQL answer: operations are told apart by their names."""
        if "Authorization" not in self.headers:
            return 401, {}, {"message": "This endpoint requires you to be authenticated."}
        request = json.loads(body)
        values = request["variables"]
        old = f"{values.get('owner')}/{values.get('name')}"
        if old in self.renamed:
            values["owner"], values["name"] = self.renamed[old].split("/")
        if "query MergedElsewhere(" in request["query"]:
            return self.merged(values)
        found = self.found(values.get("login", values.get("owner")), values.get("name"))
        missing = {"data": {"user": None}, "errors": [{"type": "NOT_FOUND", "message": "Could not resolve"}]}
        if found is None:
            return 200, {}, missing
        account = found[0]
        if "query CandidateId(" in request["query"]:
            user = {"id": "U_1", "databaseId": account.number, "login": account.login, "email": account.email or ""}
            return 200, {}, {"data": {"user": user | {"createdAt": "2020-01-01T00:00:00Z"}}}
        if "query OneRepository(" in request["query"]:
            return 200, {}, {"data": {"repository": graphql_row(account, found[1])}}
        return self.listing(account, values)

    def merged(self, values: dict[str, Any]) -> Canned:
        """What a search for merged pull requests of an author finds."""
        self.searches.append(values["said"])
        author = re.search(r"author:(\S+)", values["said"])
        account = self.accounts.get(author[1].lower()) if author else None
        rows = account.merged if account else ()
        return 200, {}, {"data": {"search": {"issueCount": len(rows), "nodes": list(rows[: values["n"]])}}}

    def listing(self, account: Account, values: dict[str, Any]) -> Canned:
        """A page of an account's repositories; one that is asked for more than `heavy` at a time fails."""
        if values["n"] > self.heavy:
            return 502, {}, {"message": "Something went wrong"}
        begin = int(values["after"] or 0)
        rows = [graphql_row(account, one) for one in account.repositories]
        nodes = [None if "null" in row else row for row in rows[begin : begin + values["n"]]]
        end = begin + len(nodes)
        connection = {"nodes": nodes, "pageInfo": {"hasNextPage": end < len(rows), "endCursor": str(end)}}
        return 200, {}, {"data": {"user": {"repositories": connection}}}


class GitHubServer(Server):
    """A GitHub on a free port of this machine for as long as the block runs. `canned` answers are given first, one a request.

    `heavy` is how many repositories a page may have; with `limits` answers carry tags and what is left;
    `renamed` leads from names of old (`ada/old`) to those of today.
    """

    handler = GitHubHandler

    def __init__(
        self, root: Path, *accounts: Account, faults: dict[str, str] | None = None, heavy: int = 100, limits: RateLimits | None = None
    ) -> None:
        super().__init__(root, faults)
        self.canned: list[Canned] = []
        self.tokens: list[str] = []
        self.searches: list[str] = []
        self.renamed: dict[str, str] = {}
        self.accounts = {one.login.lower(): one for one in accounts}
        attributes = {
            "renamed": self.renamed,
            "limits": limits,
            "accounts": self.accounts,
            "canned": self.canned,
            "heavy": heavy,
        }
        for name, value in {**attributes, "lock": threading.Lock(), "tokens": self.tokens, "searches": self.searches}.items():
            setattr(self.serving, name, value)

    def __enter__(self) -> Self:
        super().__enter__()
        return self

    def api_calls(self) -> list[str]:
        """Paths asked of the API, in order."""
        return [path for _, path, _ in self.seen if path.startswith("/api/")]
