"""Who a request is from, and whether it may: everything is refused that is not allowed here."""

import hmac
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Engine
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gitassay.store.assessments import Held, held
from gitassay.store.engine import reading
from gitassay.store.errors import NotThereError
from gitassay.store.persons import Person, Session, session, touch
from gitassay.web.errors import RefusalError, not_allowed, not_there, too_often
from gitassay.web.limits import Rate
from gitassay.web.settings import Settings

MOST_FORM_BYTES = 200_000
TOUCH_SECONDS = 60
Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Access:
    """What a route asks for: a role ("" for nobody in particular), and whether what it is about has to be the person's own.

    A reader sees what is final, a reviewer what is assigned to them; leads and administrators see everything.
    """

    role: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class House:
    """What every request shares."""

    store: Engine
    settings: Settings
    rates: dict[str, Rate]


def allowed(role: str, own: bool = False) -> Callable[[Endpoint], Endpoint]:
    """Let only this role or a higher one in, and with `own` only to assessments that are theirs to see."""

    def around(endpoint: Endpoint) -> Endpoint:
        async def guarded(request: Request) -> Response:
            somebody = who(request)
            if role and somebody is None:
                return _to_login(request)
            if role and somebody is not None and not somebody.person.may(role):
                raise not_allowed()
            if request.method not in ("GET", "HEAD"):
                await _meant(request, somebody if role else None)
            if own:
                request.state.line = visible_to(request, str(request.path_params["one"]))
            return await endpoint(request)

        guarded.access = Access(role, own)  # type: ignore[attr-defined]
        guarded.__name__ = endpoint.__name__
        guarded.__doc__ = endpoint.__doc__
        return guarded

    return around


def house(request: Request) -> House:
    """What every request shares."""
    shared: House = request.app.state.house
    return shared


def who(request: Request) -> Session | None:
    """The session of the request's cookie, or None."""
    if not hasattr(request.state, "session"):
        cookie, now = cookie_of(request), int(time.time())
        store = house(request).store
        found = None
        if cookie:
            with reading(store) as connection:
                found = session(connection, cookie, now)
        if found is not None and now - found.seen_at >= TOUCH_SECONDS:
            with store.begin() as connection:
                touch(connection, cookie, now)
        request.state.session = found
    known: Session | None = request.state.session
    return known


def cookie_of(request: Request) -> str:
    """What the session's cookie holds, "" for none."""
    return request.cookies.get(house(request).settings.cookie, "")


def person(request: Request) -> Person:
    """Who is logged in; only for routes that ask for a role."""
    found = who(request)
    if found is None:
        raise not_allowed()
    return found.person


def seen_by(somebody: Person) -> str | None:
    """Whose assignments limit what a person sees: a reviewer's own; nobody's for others."""
    return somebody.id if somebody.role == "reviewer" else None


def visible_to(request: Request, one: str) -> Held:
    """The assessment if the person may see it.

    Raises:
        RefusalError: there is none, or it is not theirs: the two look alike.
    """
    somebody = person(request)
    try:
        with reading(house(request).store) as connection:
            line = held(connection, one, seen_by(somebody), somebody.id)
    except NotThereError as error:
        raise not_there() from error
    if somebody.role == "reader" and line.state != "final":
        raise not_there()
    return line


def slow_down(request: Request, kind: str, key: str) -> None:
    """Count a request of a kind; refuse it when there were too many."""
    wait = house(request).rates[kind].wait(key, time.monotonic())
    if wait:
        raise too_often(wait)


def address(request: Request) -> str:
    """Where the request comes from."""
    return request.client.host if request.client else "unknown"


async def form(request: Request) -> FormData:
    """The fields of a posted form, bounded."""
    if not hasattr(request.state, "form"):
        bounded(request)
        request.state.form = await request.form(max_files=0, max_fields=200, max_part_size=MOST_FORM_BYTES)
    fields: FormData = request.state.form
    return fields


def bounded(request: Request) -> None:
    """Refuse a body that does not say how long it is, or is too long.

    Raises:
        RefusalError: it is one of these.
    """
    length = request.headers.get("content-length", "")
    if not (length.isascii() and length.isdigit()):
        raise RefusalError(411, "The request does not say how long it is.", "Send Content-Length.")
    if len(length) > 9 or int(length) > MOST_FORM_BYTES:
        raise RefusalError(413, "What was sent is too large.", "Shorten your notes.")


def text(fields: FormData, name: str, most: int = 200) -> str:
    """A field of a form as one line of text, "" if it is not there."""
    value = fields.get(name, "")
    return " ".join(value.replace("\0", "").split())[:most] if isinstance(value, str) else ""


async def _meant(request: Request, somebody: Session | None) -> None:
    """Refuse a change that another site may have set off: it must come from our pages and carry the session's secret.

    Raises:
        RefusalError: it does not.
    """
    strange = RefusalError(403, "This request did not come from a page of this server.", "Open the page again and repeat it.")
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    if site not in (None, "same-origin", "none") or (origin is not None and urlsplit(origin).netloc != request.headers.get("host")):
        raise strange
    if somebody is None:
        return
    sent = request.headers.get("x-csrf-token") or str((await form(request)).get("csrf", ""))
    if not hmac.compare_digest(sent.encode(), somebody.csrf.encode()):
        raise strange


def _to_login(request: Request) -> Response:
    if request.url.path.startswith("/api/") or request.method not in ("GET", "HEAD"):
        raise RefusalError(401, "Nobody is logged in.", "Log in first.")
    return RedirectResponse("/login", 303)


def access_of(endpoint: Any) -> Access | None:
    """What a route's endpoint asks for; None for one that nobody guarded."""
    found = getattr(endpoint, "access", None)
    return found if isinstance(found, Access) else None
