"""Visits a link over HTTP and tells what is there, without following it anywhere it must not go."""

import contextlib
import re
import threading
import time
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from urllib.parse import urljoin

import urllib3

from gitassay.resources import resource
from gitassay.sources.addresses import Address, RefusedError, Resolve, Target, address_of, is_public, system_resolver, target_of

USER_AGENT = "Mozilla/5.0 (compatible; link check)"
REDIRECTS = (301, 302, 303, 307, 308)


class LinkState(StrEnum):
    """What was found behind a link."""

    UP = "up"
    ASLEEP = "asleep"
    LOGIN_WALL = "login wall"
    GONE = "gone"
    PARKED = "parked"
    NOT_CHECKED = "not checked"


@dataclass(frozen=True, slots=True)
class Visit:
    """The outcome of a visit: a state, and a sentence that says why."""

    state: LinkState
    reason: str


@dataclass(frozen=True, slots=True)
class VisitLimits:
    """What one visit may take: seconds to connect and in all, bytes of a page, redirects."""

    connect_seconds: float = 5.0
    total_seconds: float = 10.0
    body_bytes: int = 65_536
    redirects: int = 3


@dataclass(frozen=True, slots=True)
class Way:
    """How the net is reached. The defaults are the only ones outside tests: public addresses, usual ports, this machine's resolver."""

    resolve: Resolve = system_resolver
    allowed: Callable[[Address], bool] = is_public
    ports: frozenset[int] = frozenset({80, 443})
    certificates: str | None = None


@dataclass(frozen=True, slots=True)
class _Page:
    """An answer: status, headers in lower case, and the beginning of its text."""

    target: Target
    status: int
    headers: Mapping[str, str]
    text: str


@dataclass(slots=True)
class _Held:
    """What a visit in a thread of its own leaves behind."""

    visit: Visit = field(default_factory=lambda: Visit(LinkState.GONE, "It did not answer in time, from here."))


def visit(url: str, limits: VisitLimits | None = None, way: Way | None = None) -> Visit:
    """Visit a link and tell its state. Never raises, and never takes longer than its limits."""
    bounds, path = limits or VisitLimits(), way or Way()
    held = _Held()

    def work() -> None:
        held.visit = _visited(url, bounds, path)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(bounds.total_seconds)
    return held.visit


def _visited(url: str, limits: VisitLimits, way: Way) -> Visit:
    try:
        return _judge(_fetch(url, limits, way), url)
    except RefusedError as error:
        return Visit(LinkState.NOT_CHECKED, f"It was not visited: {error}.")
    except UnicodeError:
        return Visit(LinkState.NOT_CHECKED, "It was not visited: the name can't be written for the net.")
    except urllib3.exceptions.SSLError:
        return Visit(LinkState.GONE, "Its certificate is not valid.")
    except (OSError, urllib3.exceptions.HTTPError, ValueError):
        return Visit(LinkState.GONE, "It could not be reached from here.")


def _fetch(url: str, limits: VisitLimits, way: Way) -> _Page:
    """Follow a link by hand, each step through the gate again.

    Raises:
        RefusedError: a step leads where it must not.
    """
    deadline = time.monotonic() + limits.total_seconds
    target = target_of(url.split("#", 1)[0], way.ports)
    for _ in range(limits.redirects + 1):
        page = _get(target, limits, way, deadline)
        location = page.headers.get("location")
        if page.status not in REDIRECTS or not location:
            return page
        target = target_of(urljoin(target.url, location.split("#", 1)[0]), way.ports)
    raise RefusedError("it redirects too often")


def _get(target: Target, limits: VisitLimits, way: Way, deadline: float) -> _Page:
    """One request to the very address that was checked: the name stays in Host, in SNI and in the certificate's check."""
    address = address_of(target, way.resolve, way.allowed)
    timeout = urllib3.Timeout(connect=limits.connect_seconds, read=max(0.1, deadline - time.monotonic()))
    pool = _pool(target, address, timeout, way)
    usual = target.port in (80, 443)
    host = target.host if usual else f"{target.host}:{target.port}"
    headers = {"Host": host, "User-Agent": USER_AGENT, "Accept": "text/html,*/*;q=0.5", "Accept-Encoding": "identity"}
    with contextlib.closing(pool):
        answer = pool.urlopen("GET", target.path, headers=headers, redirect=False, preload_content=False, decode_content=False)
        try:
            body = _body(answer, limits.body_bytes, deadline)
        finally:
            answer.close()
    told = {name.lower(): value for name, value in answer.headers.items()}
    return _Page(target, answer.status, told, body.decode("utf-8", errors="replace"))


def _pool(target: Target, address: str, timeout: urllib3.Timeout, way: Way) -> urllib3.HTTPConnectionPool:
    """A pool of one connection to an address. Pools ask no environment for proxies, hold no cookies and follow nothing by themselves."""
    if target.scheme == "http":
        return urllib3.HTTPConnectionPool(address, target.port, timeout=timeout, retries=False, maxsize=1)
    return urllib3.HTTPSConnectionPool(
        address,
        target.port,
        timeout=timeout,
        retries=False,
        maxsize=1,
        server_hostname=target.host,
        assert_hostname=target.host,
        cert_reqs="CERT_REQUIRED",
        ca_certs=way.certificates,
    )


def _body(answer: urllib3.BaseHTTPResponse, most: int, deadline: float) -> bytes:
    kept = b""
    while len(kept) < most and time.monotonic() < deadline:
        piece = answer.read(min(8_192, most - len(kept)), decode_content=False)
        if not piece:
            break
        kept += piece
    return kept


_LOGIN = re.compile(r"/(?:login|log-in|signin|sign-in|auth|sso|oauth2?|accounts/login)(?:[/?]|$)", re.IGNORECASE)
_PASSWORD = re.compile(r"<input[^<>]{0,300}type=[\"']?password", re.IGNORECASE)


def _judge(page: _Page, url: str) -> Visit:
    """The state of what answered, by its status, its address and known sentences of hosts."""
    for state, text, said in _known():
        if text in page.text.lower() or text in page.headers.get("server", "").lower():
            return Visit(state, said)
    if page.status in (401, 407) or (page.status == 403 and _PASSWORD.search(page.text)):
        return Visit(LinkState.LOGIN_WALL, "It asks for a login.")
    if page.status in (404, 410):
        return Visit(LinkState.GONE, f"Its host answers that there is nothing (status {page.status}).")
    if page.status == 403 or page.status == 429:
        return Visit(LinkState.NOT_CHECKED, f"Its host does not let programs look (status {page.status}).")
    if page.status >= 500:
        return Visit(LinkState.GONE, f"Its host answers with a fault (status {page.status}).")
    if (_LOGIN.search(page.target.path) and not _LOGIN.search(url)) or (_LOGIN.search(page.target.path) and _PASSWORD.search(page.text)):
        return Visit(LinkState.LOGIN_WALL, "It asks for a login.")
    if not page.text.strip():
        return Visit(LinkState.GONE, "It answers with an empty page.")
    return Visit(LinkState.UP, "It answers with a page.")


@cache
def _known() -> tuple[tuple[LinkState, str, str], ...]:
    rows = tomllib.loads((resource("config") / "link_states.toml").read_text(encoding="utf-8"))["sentence"]
    return tuple((LinkState(row["state"]), row["text"].lower(), row["said"]) for row in rows)
