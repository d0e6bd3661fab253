"""The application: its routes, what every answer carries, and how failures are told."""

import logging
import secrets
from collections.abc import Awaitable, Callable

from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.convertors import Convertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from gitassay.plain import visible
from gitassay.web import account, administration, api, assessments, deciding, entrance, inbox, provider
from gitassay.web.access import House, address, allowed, slow_down
from gitassay.web.errors import RefusalError
from gitassay.web.limits import Rate
from gitassay.web.pages import page
from gitassay.web.settings import Settings

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
}
STRICT = "default-src 'none'; frame-ancestors 'none'"
OIDC_COOKIE = "gitassay-provider"
LOG = logging.getLogger("gitassay.web")
LONGEST_LOGGED = 200
PLAIN = {404: "There is nothing here.", 405: "That can't be done here."}


class Key(Convertor[str]):
    """The id of something in the store."""

    regex = "[0-9a-f]{32}"

    def convert(self, value: str) -> str:
        """The id itself."""
        return value

    def to_string(self, value: str) -> str:
        """The id itself."""
        return value


register_url_convertor("key", Key())


@allowed("")
async def health(request: Request) -> Response:
    """Whether the server answers."""
    return PlainTextResponse("ok\n")


ROUTES = (
    Route("/", inbox.show_inbox),
    Route("/login", entrance.show_login),
    Route("/login", entrance.log_in, methods=["POST"]),
    Route("/logout", entrance.log_out, methods=["POST"]),
    Route("/provider", provider.to_provider),
    Route("/provider/back", provider.from_provider, name="from_provider"),
    Route("/me", account.show_account),
    Route("/me/password", account.change_password, methods=["POST"]),
    Route("/me/sessions", account.end_sessions, methods=["POST"]),
    Route("/compare", inbox.compare),
    Route("/assessments/{one:key}", assessments.show),
    Route("/assessments/{one:key}/decision", deciding.record, methods=["POST"]),
    Route("/assessments/{one:key}/record", assessments.show_record),
    Route("/assessments/{one:key}/assignments", assessments.hand_out, methods=["POST"]),
    Route("/assessments/{one:key}/reveal", assessments.tell, methods=["POST"]),
    Route("/assessments/{one:key}/export/{format}", assessments.export),
    Route("/audit", administration.show_audit),
    Route("/persons", administration.show_persons),
    Route("/persons", administration.invite, methods=["POST"]),
    Route("/persons/{one:key}", administration.show_person),
    Route("/persons/{one:key}", administration.change, methods=["POST"]),
    Route("/persons/{one:key}/password", administration.give_password, methods=["POST"]),
    Route("/persons/{one:key}/sessions", administration.end_sessions, methods=["POST"]),
    Route("/api/openapi.json", api.description),
    Route("/api/me", api.me),
    Route("/api/assessments", api.listed),
    Route("/api/assessments/{one:key}", api.shown),
    Route("/api/assessments/{one:key}/decisions", api.decided),
    Route("/api/assessments/{one:key}/decisions", api.record, methods=["POST"]),
    Route("/healthz", health),
)


def create_app(store: Engine, settings: Settings) -> Starlette:
    """The server over a store."""
    app = Starlette(
        routes=list(ROUTES),
        middleware=[
            Middleware(BaseHTTPMiddleware, dispatch=_guarded),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(settings.hosts), www_redirect=False),
            # Only the round trip to an identity provider is kept in this cookie; sessions of ours live in the store.
            Middleware(
                SessionMiddleware,
                secret_key=secrets.token_hex(32),
                session_cookie=OIDC_COOKIE,
                max_age=600,
                same_site="lax",
                https_only=settings.secure,
            ),
        ],
        exception_handlers={RefusalError: _refused, HTTPException: _unknown},
    )
    rates = {
        "logins": Rate(settings.logins_a_minute),
        "exports": Rate(settings.exports_a_minute),
        "requests": Rate(settings.requests_a_minute),
    }
    app.state.house = House(store, settings, rates)
    app.state.token = settings.token
    return app


async def _guarded(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
    """Bound what one address asks for, and put on every answer what keeps a browser careful."""
    try:
        slow_down(request, "requests", address(request))
        response = await answer(request)
    except RefusalError as error:
        response = await _refused(request, error)
    except Exception as error:
        LOG.exception("A request was not answered")
        response = await _failed(request, error)
    if response.status_code in (401, 403, 429):
        asked = visible(f"{request.method} {request.url.path}", LONGEST_LOGGED)
        LOG.warning("%s: refused with %s, asked from %s", asked, response.status_code, address(request))
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", STRICT)
    if request.app.state.house.settings.secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=63072000")
    return response


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, RefusalError)
    headers = {"Retry-After": str(error.wait)} if error.wait else {}
    if request.url.path.startswith("/api/"):
        return JSONResponse({"what": error.what, "remedy": error.remedy}, error.status, headers=headers)
    shown = page(request, "refused", error.status, what=error.what, remedy=error.remedy)
    shown.headers.update(headers)
    return shown


async def _unknown(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    told = PLAIN.get(error.status_code, "That did not work.")
    shown = await _refused(request, RefusalError(error.status_code, told, "Go to the inbox."))
    shown.headers.update(error.headers or {})
    if error.status_code == 405:
        shown.headers["Allow"] = ", ".join(_methods(request.url.path))
    return shown


def _methods(path: str) -> list[str]:
    """What an address allows; several routes may share it, of which the library names the first alone."""
    return sorted({method for route in ROUTES if route.path_regex.fullmatch(path) for method in route.methods or ()})


async def _failed(request: Request, error: Exception) -> Response:
    """A fault of ours: the reader learns that, and nothing of what is inside."""
    return await _refused(request, RefusalError(500, "This is a fault in the server.", "Try again; if it stays, report it."))
