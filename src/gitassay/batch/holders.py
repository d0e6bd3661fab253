"""Whose tokens a batch may use: those in the environment, and installations of a GitHub App, which get a new one each hour."""

import os
import re
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import requests
from github import Auth, GithubException, GithubIntegration

from gitassay.batch.gate import WITH_TOKEN, WITHOUT, Holder, of_token
from gitassay.sources.errors import TokenError
from gitassay.sources.github_wire import TIMEOUT, api_of

EARLY = 300.0
"""Seconds before its end from which a token is not used any more: what is asked with it takes time."""


def holders(server: str, environment: Mapping[str, str] = os.environ) -> tuple[Holder, ...]:
    """Holders of tokens for a server: an app's installations and GITHUB_TOKENS, else GITHUB_TOKEN or GH_TOKEN; or one who has none.

    Raises:
        TokenError: an app is named and can't be used.
    """
    text = environment.get("GITHUB_TOKENS") or environment.get("GITHUB_TOKEN") or environment.get("GH_TOKEN") or ""
    tokens = tuple(dict.fromkeys(part for part in re.split(r"[\s,]+", text) if part))
    found = (*_installations(server, environment), *(of_token(token, server) for token in tokens))
    return found or (of_token(None, server),)


def known_holders(found: tuple[Holder, ...]) -> dict[str, int]:
    """What each holder may ask an hour, as long as the server has said nothing else."""
    return {one.id: WITHOUT if one.anonymous else WITH_TOKEN for one in found}


def _installations(server: str, environment: Mapping[str, str]) -> tuple[Holder, ...]:
    app, key, listed = (environment.get(f"GITASSAY_APP_{name}", "") for name in ("ID", "KEY_FILE", "INSTALLATIONS"))
    if not (app and key and listed):
        return ()
    numbers = [part for part in re.split(r"[\s,]+", listed) if part]
    try:
        secret = Path(key).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TokenError(f"The key of the GitHub App can't be read from {key}. Correct GITASSAY_APP_KEY_FILE.") from error
    if not app.isdecimal() or not all(number.isdecimal() for number in numbers):
        raise TokenError("GITASSAY_APP_ID and GITASSAY_APP_INSTALLATIONS are numbers. Correct them.")
    return tuple(Holder(f"app {app} installation {number}"[:64], Installation(server, app, secret, int(number))) for number in numbers)


class Installation:
    """The token of one installation of an app, had anew before it ends."""

    def __init__(self, server: str, app: str, key: str, number: int, now: Callable[[], float] = time.time) -> None:
        self._server, self._app, self._key, self._number, self._now = server, app, key, number, now
        self._lock = threading.Lock()
        self._token, self._ends = "", 0.0

    def __call__(self) -> str:
        """The token as of now.

        Raises:
            TokenError: GitHub gives none.
        """
        with self._lock:
            if self._now() > self._ends - EARLY:
                self._token, self._ends = self._fresh()
            return self._token

    def _fresh(self) -> tuple[str, float]:
        try:
            auth = Auth.AppAuth(self._app, self._key)
            given = GithubIntegration(auth=auth, base_url=api_of(self._server), timeout=TIMEOUT, retry=None).get_access_token(self._number)
            return given.token, given.expires_at.timestamp()
        except (GithubException, requests.RequestException, ValueError, AssertionError) as error:
            raise TokenError(
                f"GitHub gives the app no token for installation {self._number} ({type(error).__name__}). "
                "Check GITASSAY_APP_ID, GITASSAY_APP_KEY_FILE and GITASSAY_APP_INSTALLATIONS."
            ) from error
