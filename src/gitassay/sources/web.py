"""Asks web services that the user named: bounded answers, bounded waits, no redirect to anybody else, dated answers kept."""

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import requests

MEGABYTE = 1_000_000
TRIES = 3
CONNECT_SECONDS = 10
READ_SECONDS = 20
ANSWER_SECONDS = 60
"""For one answer, however slowly it trickles."""
LONGEST_WAIT = 20.0
LONGEST_WAITS = 60.0
"""All waits of one run together, in seconds."""
PAUSE = 1.0
CHUNK = 64 * 1024
REDIRECTS = 3
_FINAL = frozenset({200, 400, 404, 410})


class WebError(Exception):
    """A question got no answer. The message is a plain sentence that names no address."""


@dataclass(frozen=True, slots=True)
class WebAnswer:
    """One answer: its HTTP status, its body, and the day (YYYY-MM-DD) on which it was given."""

    status: int
    body: bytes
    day: str


class Web:
    """Asks one service. Answers of the same day come from `cache`; offline, answers of any day do, and nothing is sent."""

    def __init__(
        self,
        base: str,
        today: str,
        cache: Path | None = None,
        offline: bool = False,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """Raises: WebError: `base` is no http or https address."""
        self.base = base.rstrip("/")
        self._today, self._cache, self._offline = today, cache, offline
        self._sleep, self._now = sleep, now
        self._waited = 0.0
        if not base.startswith(("https://", "http://")) or not urlsplit(base).netloc:
            raise WebError("the address is neither http nor https")
        self._session = requests.Session()
        self._session.headers["User-Agent"] = "gitassay"

    def get(self, path: str, accept: str = "application/json", limit: int = 40 * MEGABYTE) -> WebAnswer:
        """Ask for `path` below the service's address.

        Raises:
            WebError: there is no answer, or none that can be used.
        """
        return self._ask("GET", path, b"", {"Accept": accept}, limit)

    def post(self, path: str, content: object, limit: int = 40 * MEGABYTE) -> WebAnswer:
        """Send JSON to `path`. Raises: WebError."""
        body = json.dumps(content, sort_keys=True, separators=(",", ":")).encode()
        return self._ask("POST", path, body, {"Accept": "application/json", "Content-Type": "application/json"}, limit)

    def _ask(self, method: str, path: str, body: bytes, headers: Mapping[str, str], limit: int) -> WebAnswer:
        name = hashlib.sha256(b"\0".join((method.encode(), self.base.encode(), path.encode(), body))).hexdigest()
        kept = self._kept(name)
        if kept:
            return kept
        if self._offline:
            raise WebError("no answer is kept, and nothing is sent with --offline")
        answer = self._sent(method, path, body, headers, limit)
        self._keep(name, answer)
        return answer

    def _kept(self, name: str) -> WebAnswer | None:
        """An answer from the cache; a damaged one is none."""
        if self._cache is None:
            return None
        try:
            head, _, body = (self._cache / name[:2] / name).read_bytes().partition(b"\n")
            told = json.loads(head)
            answer = WebAnswer(int(told["status"]), body, str(told["day"]))
            whole = hashlib.sha256(body).hexdigest() == told["sha256"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return answer if whole and (self._offline or answer.day == self._today) else None

    def _keep(self, name: str, answer: WebAnswer) -> None:
        if self._cache is None:
            return
        place = self._cache / name[:2] / name
        head = {"day": answer.day, "status": answer.status, "sha256": hashlib.sha256(answer.body).hexdigest()}
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            fresh = place.with_suffix(".new")
            fresh.write_bytes(json.dumps(head).encode() + b"\n" + answer.body)
            fresh.replace(place)
        except OSError:
            return  # a cache that can't be written costs time, not the answer

    def _sent(self, method: str, path: str, body: bytes, headers: Mapping[str, str], limit: int) -> WebAnswer:
        said = ""
        for number in range(TRIES):
            status, content, after, said = self._once(method, f"{self.base}/{path.lstrip('/')}", body, headers, limit)
            if status in _FINAL:
                return WebAnswer(status, content, self._today)
            if status in (401, 403):
                raise WebError(f"access is refused ({status})")
            if status and status != 429 and status < 500:
                raise WebError(f"the answer is {status}")
            if number + 1 == TRIES or not self._wait(after, number):
                break
        raise WebError(said)

    def _wait(self, after: str, number: int) -> bool:
        """Wait before asking again. Whether there is time for it."""
        seconds = float(after[:6]) if after.isdecimal() else PAUSE * 2**number
        if seconds > LONGEST_WAIT or self._waited + seconds > LONGEST_WAITS:
            return False
        self._waited += seconds
        self._sleep(seconds)
        return True

    def _once(self, method: str, url: str, body: bytes, headers: Mapping[str, str], limit: int) -> tuple[int, bytes, str, str]:
        """(status, body, Retry-After, what went wrong). Status 0 stands for no answer."""
        for _ in range(REDIRECTS + 1):
            try:
                with self._session.request(
                    method,
                    url,
                    data=body or None,
                    headers=dict(headers),
                    stream=True,
                    allow_redirects=False,
                    timeout=(CONNECT_SECONDS, READ_SECONDS),
                ) as answer:
                    if answer.is_redirect:
                        url = self._same_host(url, answer.headers.get("Location", ""))
                        continue
                    content = self._body(answer, limit)
                    said = "it asks for fewer questions (429)" if answer.status_code == 429 else f"it fails ({answer.status_code})"
                    return answer.status_code, content, answer.headers.get("Retry-After", ""), said
            except requests.RequestException as error:
                return 0, b"", "", f"it does not answer ({type(error).__name__})"
        raise WebError("it redirects without end")

    def _body(self, answer: requests.Response, limit: int) -> bytes:
        end = self._now() + ANSWER_SECONDS
        content = bytearray()
        for chunk in answer.iter_content(CHUNK):
            content += chunk
            if len(content) > limit:
                raise WebError(f"the answer is larger than {limit // MEGABYTE} MB")
            if self._now() > end:
                raise WebError(f"the answer takes longer than {ANSWER_SECONDS} seconds")
        return bytes(content)

    def _same_host(self, url: str, target: str) -> str:
        """The address of a redirect within the service; anywhere else nobody asked us to go."""
        goal = urljoin(url, target)
        if urlsplit(goal)[:2] != urlsplit(self.base)[:2]:
            raise WebError("it redirects to another server, which is not followed")
        return goal


def parsed(body: bytes) -> dict[str, object]:
    """The JSON object in an answer.

    Raises:
        WebError: it is none.
    """
    try:
        document = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise WebError("the answer is no JSON") from error
    if not isinstance(document, dict):
        raise WebError("the answer is no JSON object")
    return document
