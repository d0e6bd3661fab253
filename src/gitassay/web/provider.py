"""Coming in through an OpenID Connect provider. Its library loads when somebody comes that way, and not before."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from gitassay.store.errors import StoreError
from gitassay.store.persons import Person, add_person, by_subject
from gitassay.web.access import address, allowed, house, slow_down
from gitassay.web.clock import now
from gitassay.web.entrance import let_in
from gitassay.web.errors import RefusalError

SECONDS = 10.0


@allowed("")
async def to_provider(request: Request) -> Response:
    """Send the person to the identity provider."""
    client = _client(request)
    slow_down(request, "logins", address(request))
    try:
        there: Response = await client.authorize_redirect(request, str(request.url_for("from_provider")))
    except Exception as error:
        raise _refused(error) from error
    return there


@allowed("")
async def from_provider(request: Request) -> Response:
    """Let in whom the identity provider vouches for, if a role is set for them."""
    client = _client(request)
    slow_down(request, "logins", address(request))
    try:
        token = await client.authorize_access_token(request)
    except Exception as error:
        raise _refused(error) from error
    return let_in(request, _known(request, token.get("userinfo") or {}), "identity provider")


def _known(request: Request, told: dict[str, Any]) -> Person:
    """Who it is: somebody who came before, or whose verified address has a role.

    Raises:
        RefusalError: it is neither; nobody gets in by a name alone.
    """
    subject = f"{told.get('iss')} {told.get('sub')}"
    mail = str(told.get("email", "")).lower() if told.get("email_verified") is True else ""
    role = house(request).settings.roles.get(mail)
    nobody = RefusalError(403, "You are known, but have no role here.", "Ask an administrator of this server.")
    try:
        with house(request).store.begin() as connection:
            found = by_subject(connection, subject)
            if found is None and role is not None and told.get("sub"):
                found = add_person(connection, mail, role, now(), "identity provider", subject=subject)
    except StoreError as error:
        raise nobody from error
    if found is None:
        raise nobody
    return found


def _client(request: Request) -> Any:
    settings = house(request).settings.provider
    if settings is None:
        raise RefusalError(404, "There is no identity provider here.", "Log in by name and password.")
    if not hasattr(request.app.state, "oauth"):
        from authlib.integrations.starlette_client import OAuth

        oauth = OAuth()
        oauth.register(
            "provider",
            client_id=settings.client_id,
            client_secret=settings.client_secret,
            server_metadata_url=f"{settings.url.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={"scope": "openid email profile", "code_challenge_method": "S256", "timeout": SECONDS},
        )
        request.app.state.oauth = oauth
    return request.app.state.oauth.provider


def _refused(error: Exception) -> Exception:
    """What the library and its HTTP client raise, as a refusal; a fault of ours stays one."""
    from authlib.common.errors import AuthlibBaseError
    from httpx2 import HTTPError
    from joserfc.errors import JoseError

    if isinstance(error, AuthlibBaseError | HTTPError | JoseError | ValueError | KeyError | RuntimeError):
        return RefusalError(502, "The identity provider did not let you in.", "Try again, or ask an administrator.")
    return error
