"""The wire to GitHub: PyGithub's requester, with the waits and failures it leaves to its callers.

PyGithub waits for primary and secondary limits that carry headers. Not handled there, and so here: 429 without a header, GraphQL's
RATE_LIMITED, partial data beside errors, and a cap on how long is waited.
"""

import time
from collections.abc import Callable
from typing import Any

import requests
from github import Auth, Github, GithubException
from github.GithubRetry import GithubRetry

TRIES = 3
LONGEST_WAIT = 120.0
SHORTEST_WAIT = 2.0
TIMEOUT = 20


class WireError(Exception):
    """A request failed for good: the HTTP status (0 for no answer) and whether a limit was the reason."""

    def __init__(self, status: int, message: str, limited: bool = False) -> None:
        super().__init__(f"{status}: {message}" if status else message)
        self.status = status
        self.limited = limited


class Wire:
    """Requests to one server, with few tries and bounded waits."""

    def __init__(self, url: str, token: str | None, waiting: Callable[[str, float], None]) -> None:
        base = "https://api.github.com" if url == "https://github.com" else f"{url}/api/v3"
        self._graphql = "/graphql" if url == "https://github.com" else "/api/graphql"
        self._waiting = waiting
        self._github = Github(
            auth=Auth.Token(token) if token else None,
            base_url=base,
            timeout=TIMEOUT,
            per_page=100,
            seconds_between_requests=0,
            seconds_between_writes=0,
            retry=GithubRetry(total=2, backoff_factor=0.5, status_forcelist=[500, 502, 503, 504], max_rate_limit_wait=LONGEST_WAIT),
        )

    def rest(self, path: str) -> Any:
        """GET a path below the API and return its JSON.

        Raises:
            WireError: it failed for good.
        """
        return self._tried(lambda: self._github.requester.requestJsonAndCheck("GET", path)[1])

    def graphql(self, query: str, variables: dict[str, Any]) -> dict[str, Any]:
        """Send one GraphQL query and return its data; partial data beside errors is data.

        Raises:
            WireError: it failed for good.
        """
        return dict(self._tried(lambda: self._asked(query, variables)) or {})

    def _asked(self, query: str, variables: dict[str, Any]) -> Any:
        try:
            _, document = self._github.requester.graphql_query(query, variables)
            return document.get("data")
        except GithubException as error:
            body = error.data if isinstance(error.data, dict) else {}
            kinds = {str(one.get("type")) for one in body.get("errors") or [] if isinstance(one, dict)}
            if "RATE_LIMITED" in kinds:
                raise GithubException(429, {"message": "rate limited"}, {}) from error
            data = body.get("data")
            if isinstance(data, dict) and any(value is not None for value in data.values()):
                return data
            if "NOT_FOUND" in kinds:
                raise GithubException(404, body, {}) from error
            raise

    def _tried(self, ask: Callable[[], Any]) -> Any:
        for attempt in range(1, TRIES + 1):
            try:
                return ask()
            except GithubException as error:
                wait = _wait(error, attempt)
                if wait is None or attempt == TRIES or wait > LONGEST_WAIT:
                    raise WireError(error.status or 0, _message(error), limited=_is_limit(error)) from error
                self._waiting("GitHub's limit of requests", wait)
                time.sleep(wait)
            except requests.RequestException as error:
                raise WireError(0, f"no connection ({type(error).__name__})") from error
            except (ValueError, AssertionError, TypeError, KeyError, AttributeError) as error:
                raise WireError(0, f"an answer that can't be understood ({type(error).__name__})") from error
        raise WireError(0, "no answer")


def _is_limit(error: GithubException) -> bool:
    return error.status == 429 or (error.status == 403 and "limit" in _message(error).lower()) or "RateLimit" in type(error).__name__


def _wait(error: GithubException, attempt: int) -> float | None:
    """Seconds to wait before asking again, or None when asking again is of no use."""
    if not _is_limit(error):
        return None
    headers = {str(key).lower(): str(value) for key, value in (error.headers or {}).items()}
    told = headers.get("retry-after", "")
    if told.isdigit():
        return float(told)
    reset = headers.get("x-ratelimit-reset", "")
    if headers.get("x-ratelimit-remaining") == "0" and reset.isdigit():
        return max(float(reset) - time.time(), SHORTEST_WAIT)
    return SHORTEST_WAIT * float(4**attempt)


def _message(error: GithubException) -> str:
    body = error.data
    message = body.get("message") if isinstance(body, dict) else None
    return str(message or "refused")[:200]
