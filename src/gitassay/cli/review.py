"""`gitassay review`: the server on which a team judges assessments."""

import getpass
import ipaddress
import os
import secrets
import socket
import sys
import webbrowser
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gitassay.cli.console import Talk, answer
from gitassay.cli.exits import CommandError, Exit
from gitassay.review.decision import ASSESSMENT, read_assessment
from gitassay.review.errors import DecisionError

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from gitassay.web.settings import Provider, Settings

STORE = "sqlite:///reports/store.db"
Store = Annotated[str, typer.Option("--store", envvar="GITASSAY_STORE", help="The database: sqlite:///FILE or postgresql+psycopg://…")]
LOCAL = ("127.0.0.1", "localhost", "[::1]")
ANY = ("0.0.0.0", "::")
MISSING = "The review server needs more libraries. Install them: pip install 'gitassay[review]'."


def review(
    store: Store = STORE,
    runs: Annotated[Path | None, typer.Option("--import", help="Take in the runs of this folder first, such as reports/runs.")] = None,
    blind: Annotated[bool, typer.Option("--blind", help="What is taken in hides who the candidate is.")] = False,
    reviewers: Annotated[int, typer.Option("--reviewers", min=1, max=3, help="How many have to agree on what is taken in.")] = 1,
    by: Annotated[str | None, typer.Option("--by", help="Your name on this machine's own server (default: your login).")] = None,
    host: Annotated[str, typer.Option("--host", help="Address to listen on; beyond loopback persons need passwords.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port to listen on; 0 takes a free one.")] = 8765,
    name: Annotated[list[str] | None, typer.Option("--name", help="A host name by which the server is reached (several times).")] = None,
    tls: Annotated[bool, typer.Option("--behind-tls", help="A proxy in front speaks TLS: cookies are for TLS only.")] = False,
    open: Annotated[bool, typer.Option("--open", help="Open the inbox in the browser.")] = False,
) -> None:
    """Serve an inbox of assessments to judge, alone or as a team. On loopback a one-time address lets you in.

    An OpenID Connect provider is named by GITASSAY_OIDC_URL, GITASSAY_OIDC_CLIENT, GITASSAY_OIDC_SECRET and GITASSAY_OIDC_ROLES
    (mail=role, separated by commas).
    """
    try:
        import uvicorn  # noqa: F401 - says early what is missing

        from gitassay.store.engine import open_store
        from gitassay.store.errors import StoreError
        from gitassay.web.settings import Settings
    except ImportError as error:
        raise CommandError(MISSING, Exit.USAGE) from error
    try:
        engine = open_store(store)
    except StoreError as error:
        raise CommandError(str(error), Exit.USAGE) from error
    if runs is not None:
        _take_in(engine, runs, blind, reviewers)
    alone = _is_loopback(host)
    provider, roles = _provider()
    if not alone and provider is None:
        _somebody_has_a_password(engine, host)
    names = tuple(name or ())
    if host in ANY and not names:
        raise CommandError(f"{host} is every address of this machine. Say by which name the server is reached: --name.", Exit.USAGE)
    settings = Settings(
        hosts=(*LOCAL, *names) if alone else names or (host,),
        secure=tls,
        token=secrets.token_urlsafe(32) if alone else None,
        local=(by or getpass.getuser()) if alone else None,
        provider=provider,
        roles=roles,
    )
    _serve(engine, settings, (host, port), open)


def _take_in(engine: "Engine", folder: Path, blind: bool, reviewers: int) -> None:
    from gitassay.store.assessments import take_in

    talk, broken, taken = Talk(), 0, 0
    for path in sorted(folder.rglob(ASSESSMENT)):
        try:
            document = read_assessment(path.parent)
        except DecisionError as error:
            talk.error(str(error))
            broken += 1
            continue
        with engine.begin() as connection:
            take_in(connection, document, datetime.now(UTC).isoformat(timespec="seconds"), "import", reviewers, blind)
            taken += 1
    talk.remark(f"{taken} runs of {folder} are in the inbox{f', {broken} were left out' if broken else ''}.")


def _somebody_has_a_password(engine: "Engine", host: str) -> None:
    from gitassay.store.engine import reading
    from gitassay.store.persons import has_password, persons

    with reading(engine) as connection:
        if any(has_password(connection, row.id) for row in persons(connection) if not row.disabled):
            return
    what = f"{host} can be reached by others, and nobody has a password yet."
    raise CommandError(f"{what} Add persons on 127.0.0.1 first, or name a provider.", Exit.USAGE)


def _serve(engine: "Engine", settings: "Settings", listen: tuple[str, int], open_it: bool) -> None:
    import uvicorn

    from gitassay.web.app import create_app

    host, port = listen
    config = uvicorn.Config(
        create_app(engine, settings),
        host=host,
        port=port,
        log_level="warning",
        server_header=False,
        access_log=False,
        proxy_headers=settings.secure,  # without a proxy anybody could say where they come from
    )
    try:
        bound = config.bind_socket()
    except SystemExit as error:  # how uvicorn says that the port is taken
        raise CommandError(f"Nothing can listen on {host}:{port}. Choose another --port.", Exit.USAGE) from error
    bound.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else some answers wait 40 ms for an acknowledgement
    bound.listen()  # who reads the address may come at once
    named = "localhost" if _is_loopback(host) else host
    where = f"http://{named}:{bound.getsockname()[1]}/" + (f"login?token={settings.token}" if settings.token else "")
    answer(f"Serving the inbox. Open {where}\nIt lets you in once; Ctrl-C ends the server." if settings.token else f"Serving {where}")
    sys.stdout.flush()  # who started us through a pipe waits for the address
    if open_it:
        webbrowser.open(where)
    with suppress(KeyboardInterrupt):  # Ctrl-C is how it is meant to end
        uvicorn.Server(config).run(sockets=[bound])


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError as error:
        raise CommandError(f"{host!r} is no address to listen on. Give one such as 127.0.0.1 or 0.0.0.0.", Exit.USAGE) from error


def _provider() -> "tuple[Provider | None, dict[str, str]]":
    from gitassay.web.settings import Provider

    url, client, secret = (os.environ.get(f"GITASSAY_OIDC_{name}", "") for name in ("URL", "CLIENT", "SECRET"))
    pairs = (row.partition("=") for row in os.environ.get("GITASSAY_OIDC_ROLES", "").split(",") if "=" in row)
    roles = {mail.strip().lower(): role.strip() for mail, _, role in pairs}
    return (Provider(url, client, secret) if url and client else None), roles
