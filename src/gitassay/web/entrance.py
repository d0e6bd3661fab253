"""Coming in and going out: by the one-time address, or by name and password."""

import hmac
import time

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gitassay.store.audit import note
from gitassay.store.errors import StoreError
from gitassay.store.persons import LONGEST_PASSWORD, Person, add_person, begin, by_password, end, persons
from gitassay.web.access import address, allowed, cookie_of, form, house, slow_down, text, who
from gitassay.web.clock import now
from gitassay.web.errors import RefusalError
from gitassay.web.pages import page


@allowed("")
async def show_login(request: Request) -> Response:
    """The page to log in on; with the one-time token of the address it lets in at once."""
    sent = request.query_params.get("token")
    if sent is not None:
        slow_down(request, "logins", address(request))
        return _by_token(request, sent)
    if who(request) is not None:
        return RedirectResponse("/", 303)
    return _login(request)


@allowed("")
async def log_in(request: Request) -> Response:
    """Let somebody in by name and password; guessing is slowed down by name and by address."""
    fields = await form(request)
    name, password = text(fields, "name"), fields.get("password", "")
    slow_down(request, "logins", address(request))
    slow_down(request, "logins", f"name:{name.lower()}")
    found = await run_in_threadpool(_checked, request, name, str(password)[:LONGEST_PASSWORD])
    if found is not None:
        return let_in(request, found, "password")
    with house(request).store.begin() as connection:
        note(connection, now(), "nobody", "login refused", "", {"from": address(request)})
    return _login(request, 401)


@allowed("reader")
async def log_out(request: Request) -> Response:
    """End the session for good, on the server too."""
    with house(request).store.begin() as connection:
        end(connection, cookie_of(request))
    gone = RedirectResponse("/login", 303)
    settings = house(request).settings
    gone.delete_cookie(settings.cookie, path="/", secure=settings.secure, httponly=True, samesite="lax")
    return gone


def let_in(request: Request, somebody: Person, how: str) -> Response:
    """Begin a new session, whatever cookie came with the request."""
    settings = house(request).settings
    with house(request).store.begin() as connection:
        end(connection, cookie_of(request))
        cookie = begin(connection, somebody, int(time.time()))
        note(connection, now(), somebody.id, "logged in", somebody.id, {"by": how, "from": address(request)})
    there = RedirectResponse("/", 303)
    there.set_cookie(settings.cookie, cookie, httponly=True, samesite="lax", secure=settings.secure, path="/")
    return there


def _login(request: Request, status: int = 200) -> Response:
    provider = house(request).settings.provider
    return page(request, "login", status, provider=provider.title if provider else None, failed=status != 200)


def _checked(request: Request, name: str, password: str) -> Person | None:
    with house(request).store.connect() as connection:
        return by_password(connection, name, password)


def _by_token(request: Request, sent: str) -> Response:
    """Let the local person in by the address that was printed; it works once."""
    state, settings = request.app.state, house(request).settings
    expected = state.token
    if not expected or not settings.local or not hmac.compare_digest(sent.encode(), expected.encode()):
        raise RefusalError(403, "This address has been used, or never worked.", "Start the server again for a new one.")
    state.token = None
    try:
        with house(request).store.begin() as connection:
            known = next((row for row in persons(connection) if row.name == settings.local and not row.disabled), None)
            found = known or add_person(connection, settings.local, "admin", now(), "local")
    except StoreError as error:
        raise RefusalError(403, f"{settings.local} has no access here.", "Start the server with another name (--by).") from error
    return let_in(request, found, "address")
