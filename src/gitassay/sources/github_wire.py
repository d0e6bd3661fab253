"""The wire to GitHub: PyGithub's requester, with all waiting and asking again done here.

PyGithub's own retrying is off: it obeys a Retry-After of any length, asks again without telling anybody, and knows neither a 429
without a header, nor GraphQL's RATE_LIMITED, nor partial data beside errors.
"""

import logging
import time
from collections.abc import Callable
from typing import Any, TypeVar

import requests
from github import Auth, Github, GithubException

from gitassay.sources.gate import GRAPHQL, REST, Gate, Turn

TRIES = 3
LONGEST_WAIT = 120.0
LONGEST_WAITS = 300.0
"""All waits of one run together, in seconds."""
UNTOLD_WAIT = 60.0
"""What GitHub asks for when it names no time."""
PAUSE = 1.0
TIMEOUT = 20
GITHUB = "https://github.com"
T = TypeVar("T")


def api_of(server: str) -> str:
    """Where a server's API is."""
    return "https://api.github.com" if server == GITHUB else f"{server}/api/v3"


class WireError(Exception):
    """A request failed for good.

    `status` is the HTTP status (0 for no answer, or none that can be understood); `limited` tells that a limit of requests was the
    reason, and `again` after how many seconds more may be asked, where that is known.
    """

    def __init__(self, status: int, message: str, limited: bool = False, again: float | None = None) -> None:
        super().__init__(f"{status}: {message}" if status else message)
        self.status = status
        self.limited = limited
        self.again = again


class Wire:
    """Requests to one server, with few tries and bounded waits. `waiting` is told of every wait before it begins."""

    def __init__(
        self,
        url: str,
        token: str | None,
        waiting: Callable[[str, float], None],
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], float] = time.time,
        gate: Gate | None = None,
    ) -> None:
        """With a `gate` each request waits for its turn and goes out with the turn's token; waits for limits are the gate's then."""
        self._waiting, self._sleep, self._now = waiting, sleep, now
        self._url, self._gate, self._turn = url, gate, Turn(token, REST)
        self._waited = 0.0
        logging.getLogger("github").setLevel(logging.CRITICAL)  # PyGithub writes to standard error by itself
        self._clients: dict[str | None, Github] = {}

    def _client(self) -> Github:
        """PyGithub for the token whose turn it is."""
        token = self._turn.token
        if token not in self._clients:
            self._clients[token] = Github(
                auth=Auth.Token(token) if token else None,
                base_url=api_of(self._url),
                timeout=TIMEOUT,
                per_page=100,
                seconds_between_requests=0,
                seconds_between_writes=0,
                retry=None,
            )
        return self._clients[token]

    def one(self, path: str) -> dict[str, Any]:
        """GET an object below the API.

        Raises:
            WireError: it failed for good.
        """
        return self._got(path, dict)

    def many(self, path: str, patient: bool = True) -> list[Any]:
        """GET a list below the API; one that is not `patient` waits for limits only.

        Raises:
            WireError: it failed for good.
        """
        return self._got(path, list, patient)

    def graphql(self, query: str, variables: dict[str, Any], patient: bool = True, tries: int = TRIES) -> dict[str, Any]:
        """Send one GraphQL query and return its data; partial data beside errors is data.

        One that is not `patient` waits for limits only: what the server can't manage now is better asked for in another way. One that is
        tried once waits for nothing.

        Raises:
            WireError: it failed for good.
        """
        return self._tried(lambda: _expected(self._asked(query, variables), dict), patient, GRAPHQL, tries)

    def changed(self, path: str, tag: str | None) -> tuple[list[Any] | dict[str, Any] | None, str]:
        """GET what is below the API unless it still carries the tag: None then, which GitHub does not count. The second part is its tag.

        Raises:
            WireError: it failed for good.
        """

        def ask() -> tuple[list[Any] | dict[str, Any] | None, str]:
            known = {"If-None-Match": tag} if tag else {}
            headers, document = self._client().requester.requestJsonAndCheck("GET", path, headers=known)
            same = tag is not None and not document
            self._heard(headers, free=same and self._turn.token is not None)
            if not same and not isinstance(document, (list, dict)):
                raise TypeError("list or dict expected")
            return None if same else document, str({key.lower(): value for key, value in headers.items()}.get("etag", tag or ""))

        return self._tried(ask, True)

    def _got(self, path: str, shape: type[T], patient: bool = True) -> T:
        def ask() -> T:
            headers, document = self._client().requester.requestJsonAndCheck("GET", path)
            self._heard(headers)
            return _expected(document, shape)

        return self._tried(ask, patient)

    def _heard(self, headers: Any, free: bool = False) -> None:
        if self._gate is not None:
            self._gate.told(self._turn, {str(key): str(value) for key, value in (headers or {}).items()}, free)

    def _asked(self, query: str, variables: dict[str, Any]) -> Any:
        try:
            headers, document = self._client().requester.graphql_query(query, variables)
            self._heard(headers)
            return document.get("data")
        except GithubException as error:
            body = error.data if isinstance(error.data, dict) else {}
            kinds = _kinds(body.get("errors"))
            if "RATE_LIMITED" in kinds:
                raise GithubException(429, {"message": "rate limited"}, error.headers) from error
            data = body.get("data")
            if isinstance(data, dict) and any(value is not None for value in data.values()):
                return data
            if "NOT_FOUND" in kinds:
                raise GithubException(404, body, {}) from error
            raise

    def _tried(self, ask: Callable[[], T], patient: bool, kind: str = REST, tries: int = TRIES) -> T:
        for attempt in range(1, tries + 1):
            if self._gate is not None:
                self._turn = self._gate.turn(kind)
            try:
                return ask()
            except GithubException as error:
                self._heard(error.headers)
                failure, reason, wait = self._refused(error, attempt)
                cause: Exception = error
            except (requests.RequestException, ValueError, AssertionError, TypeError, KeyError, AttributeError, RuntimeError) as error:
                failure, reason, wait = WireError(0, _unanswered(error)), "GitHub to answer", PAUSE * attempt
                cause = error
            if self._gate is not None and failure.limited and wait is not None and attempt < tries:
                self._gate.closed(self._turn, wait)
                continue  # the next turn comes when it may, or with another token
            last = attempt == tries or not (patient or failure.limited)
            if wait is None or last or wait > LONGEST_WAIT or self._waited + wait > LONGEST_WAITS:
                raise failure from cause
            self._waiting(reason, wait)
            self._waited += wait
            self._sleep(wait)
        raise WireError(0, "no answer")

    def _refused(self, error: GithubException, attempt: int) -> tuple[WireError, str, float | None]:
        """What a refusal means, what is waited for, and for how many seconds (None when asking again is of no use)."""
        status, message = error.status or 0, _message(error)
        if status >= 500:
            return WireError(status, message), "GitHub to recover", PAUSE * attempt
        if not _is_limit(error, message):
            return WireError(status, message), "", None
        wait = self._told(error)
        seconds = UNTOLD_WAIT * attempt if wait is None else wait
        return WireError(status, message, limited=True, again=wait), "GitHub's limit of requests", seconds

    def _told(self, error: GithubException) -> float | None:
        """How long GitHub says to wait."""
        headers = {str(key).lower(): str(value) for key, value in (error.headers or {}).items()}
        after = headers.get("retry-after", "")
        if after.isdecimal():
            return float(after[:9])
        reset = headers.get("x-ratelimit-reset", "")
        if headers.get("x-ratelimit-remaining") == "0" and reset.isdecimal():
            return max(float(reset[:12]) - self._now(), 0.0) + PAUSE
        return None


def _kinds(errors: Any) -> set[str]:
    """Kinds of GraphQL errors: beside the message, or among the extensions, as the specification has it."""
    kinds: set[str] = set()
    for one in errors if isinstance(errors, list) else []:
        if isinstance(one, dict):
            extensions = one.get("extensions")
            kinds |= {str(one.get("type")), str(extensions.get("type")) if isinstance(extensions, dict) else ""}
    return kinds


def _expected(value: Any, shape: type[T]) -> T:
    if not isinstance(value, shape):
        raise TypeError(f"{shape.__name__} expected")
    return value


def _unanswered(error: Exception) -> str:
    if isinstance(error, requests.RequestException):
        return f"no connection ({type(error).__name__})"
    return f"an answer that can't be understood ({type(error).__name__})"


def _is_limit(error: GithubException, message: str) -> bool:
    return error.status == 429 or "RateLimit" in type(error).__name__ or (error.status == 403 and "limit" in message.lower())


def _message(error: GithubException) -> str:
    body = error.data
    message = body.get("message") if isinstance(body, dict) else None
    return str(message or "refused")[:200]
