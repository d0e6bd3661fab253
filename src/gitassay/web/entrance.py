"""Coming in and going out: by the one-time address, by name and password, or through an identity provider."""

import hmac
import time

from authlib.integrations.base_client import OAuthError
from authlib.integrations.starlette_client import OAuth
from httpx import HTTPError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gitassay.store.audit import note
from gitassay.store.persons import Person, add_person, begin, by_password, by_subject, end, persons
from gitassay.web.access import COOKIE, address, allowed, form, house, slow_down, who
from gitassay.web.errors import RefusalError
from gitassay.web.inbox import now
from gitassay.web.pages import page


@allowed("")
async def show_login(request: Request) -> Response:
    """The page to log in on; with the one-time token of the address it lets in at once."""
    settings = house(request).settings
    sent = request.query_params.get("token")
    if sent is not None:
        slow_down(request, "logins", address(request))
        return _by_token(request, sent)
    if who(request) is not None:
        return RedirectResponse("/", 303)
    return page(request, "login", provider=settings.provider.title if settings.provider else None, failed=False)


@allowed("")
async def log_in(request: Request) -> Response:
    """Let somebody in by name and password; guessing is slowed down by name and by address."""
    fields = await form(request)
    name, password = str(fields.get("name", ""))[:200], str(fields.get("password", ""))
    slow_down(request, "logins", address(request))
    slow_down(request, "logins", f"name:{name.lower()}")
    found = await run_in_threadpool(_checked, request, name, password)
    if found is None:
        provider = house(request).settings.provider
        return page(request, "login", 401, provider=provider.title if provider else None, failed=True)
    return _let_in(request, found, "password")


@allowed("reader")
async def log_out(request: Request) -> Response:
    """End the session for good, on the server too."""
    with house(request).store.begin() as connection:
        end(connection, request.cookies.get(COOKIE, ""))
    gone = RedirectResponse("/login", 303)
    gone.delete_cookie(COOKIE, path="/")
    return gone


@allowed("")
async def to_provider(request: Request) -> Response:
    """Send the person to the identity provider."""
    client = _client(request)
    slow_down(request, "logins", address(request))
    try:
        return await client.authorize_redirect(request, str(request.url_for("from_provider")))  # type: ignore[no-any-return]
    except (HTTPError, OAuthError) as error:
        raise _no_provider() from error


@allowed("")
async def from_provider(request: Request) -> Response:
    """Let in whom the identity provider vouches for, if a role is set for them."""
    client, settings = _client(request), house(request).settings
    slow_down(request, "logins", address(request))
    try:
        token = await client.authorize_access_token(request)
    except (HTTPError, OAuthError) as error:
        raise _no_provider() from error
    told = token.get("userinfo") or {}
    subject = f"{told.get('iss')} {told.get('sub')}"
    mail = str(told.get("email", "")).lower() if told.get("email_verified") is True else ""
    role = settings.roles.get(mail)
    with house(request).store.begin() as connection:
        found = by_subject(connection, subject)
        if found is None and role is not None:
            found = add_person(connection, mail, role, now(), "identity provider", subject=subject)
    if found is None:
        raise RefusalError(403, "You are known, but have no role here.", "Ask an administrator of this server.")
    return _let_in(request, found, "identity provider")


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
    with house(request).store.begin() as connection:
        known = next((row for row in persons(connection) if row.name == settings.local and not row.disabled), None)
        found = known or add_person(connection, settings.local, "admin", now(), "local")
    return _let_in(request, found, "address")


def _let_in(request: Request, somebody: Person, how: str) -> Response:
    """Begin a new session, whatever cookie came with the request."""
    with house(request).store.begin() as connection:
        end(connection, request.cookies.get(COOKIE, ""))
        cookie = begin(connection, somebody, int(time.time()))
        note(connection, now(), somebody.id, "logged in", somebody.id, {"by": how, "from": address(request)})
    there = RedirectResponse("/", 303)
    there.set_cookie(COOKIE, cookie, httponly=True, samesite="lax", secure=house(request).settings.secure, path="/")
    return there


def _client(request: Request):  # type: ignore[no-untyped-def]  # the library's client has no types
    provider = house(request).settings.provider
    if provider is None:
        raise RefusalError(404, "There is no identity provider here.", "Log in by name and password.")
    if not hasattr(request.app.state, "oauth"):
        oauth = OAuth()
        oauth.register(
            "provider",
            client_id=provider.client_id,
            client_secret=provider.client_secret,
            server_metadata_url=f"{provider.url.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={"scope": "openid email profile", "code_challenge_method": "S256"},
        )
        request.app.state.oauth = oauth
    return request.app.state.oauth.provider


def _no_provider() -> RefusalError:
    return RefusalError(502, "The identity provider did not let you in.", "Try again, or ask an administrator.")
