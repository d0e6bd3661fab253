"""`gitassay review`: the server on which a team judges assessments."""

import getpass
import ipaddress
import os
import secrets
import sys
import webbrowser
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gitassay.cli.console import Talk, answer
from gitassay.cli.exits import CommandError, Exit
from gitassay.review.decision import ASSESSMENT, read_assessment
from gitassay.review.errors import DecisionError

if TYPE_CHECKING:
    from gitassay.web.settings import Provider

STORE = "sqlite:///reports/store.db"
Store = Annotated[str, typer.Option("--store", envvar="GITASSAY_STORE", help="The database: sqlite:///FILE or postgresql+psycopg://…")]
MISSING = "The review server needs more libraries. Install them: pip install 'gitassay[review]'."


def review(
    store: Store = STORE,
    runs: Annotated[Path | None, typer.Option("--import", help="Take in the runs of this folder first, such as reports/runs.")] = None,
    blind: Annotated[bool, typer.Option("--blind", help="What is taken in hides who the candidate is.")] = False,
    by: Annotated[str | None, typer.Option("--by", help="Your name on this machine's own server (default: your login).")] = None,
    host: Annotated[str, typer.Option("--host", help="Address to listen on; beyond loopback persons need passwords.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port to listen on.")] = 8765,
    name: Annotated[list[str] | None, typer.Option("--name", help="A host name by which the server is reached (several times).")] = None,
    tls: Annotated[bool, typer.Option("--behind-tls", help="A proxy in front speaks TLS: cookies are for TLS only.")] = False,
    open: Annotated[bool, typer.Option("--open", help="Open the inbox in the browser.")] = False,
) -> None:
    """Serve an inbox of assessments to judge, alone or as a team. On loopback a one-time address lets you in.

    An OpenID Connect provider is named by GITASSAY_OIDC_URL, GITASSAY_OIDC_CLIENT, GITASSAY_OIDC_SECRET and GITASSAY_OIDC_ROLES
    (mail=role, separated by commas).
    """
    try:
        from gitassay.store.engine import open_store
        from gitassay.store.errors import StoreError
    except ImportError as error:
        raise CommandError(MISSING, Exit.USAGE) from error
    try:
        engine = open_store(store)
    except StoreError as error:
        raise CommandError(str(error), Exit.USAGE) from error
    if runs is not None:
        _take_in(engine, runs, blind)
    _serve(engine, host, port, by or getpass.getuser(), tuple(name or ()), tls, open)


def _take_in(engine: object, folder: Path, blind: bool) -> None:
    from sqlalchemy import Engine

    from gitassay.store.assessments import take_in

    assert isinstance(engine, Engine)
    talk, broken = Talk(), 0
    for path in sorted(folder.rglob(ASSESSMENT)):
        try:
            document = read_assessment(path.parent)
        except DecisionError as error:
            talk.error(str(error))
            broken += 1
            continue
        with engine.begin() as connection:
            take_in(connection, document, datetime.now(UTC).isoformat(timespec="seconds"), "import", blind=blind)
    if broken:
        talk.remark(f"{broken} runs were left out.")


def _serve(engine: object, host: str, port: int, local: str, names: tuple[str, ...], tls: bool, open_it: bool) -> None:
    try:
        import uvicorn
        from sqlalchemy import Engine

        from gitassay.store.engine import reading
        from gitassay.store.persons import persons
        from gitassay.web.app import create_app
        from gitassay.web.settings import Settings
    except ImportError as error:
        raise CommandError(MISSING, Exit.USAGE) from error
    assert isinstance(engine, Engine)
    loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
    provider, roles = _provider()
    with reading(engine) as connection:
        somebody = any(True for _ in persons(connection))
    if not loopback and not somebody and provider is None:
        raise CommandError(
            f"{host} can be reached by others, and nobody has a password yet. Add persons on 127.0.0.1 first, or name a provider.",
            Exit.USAGE,
        )
    token = secrets.token_urlsafe(32) if loopback else None
    settings = Settings(
        hosts=("127.0.0.1", "localhost", "[::1]", *names) if loopback or names else (host,),
        secure=tls,
        token=token,
        local=local if loopback else None,
        provider=provider,
        roles=roles,
    )
    where = f"http://{'localhost' if loopback else host}:{port}/" + (f"login?token={token}" if token else "")
    answer(f"Serving the inbox. Open {where}\nIt lets you in once; Ctrl-C ends the server." if token else f"Serving {where}")
    sys.stdout.flush()  # who started us through a pipe waits for the address
    if open_it:
        webbrowser.open(where)
    uvicorn.run(create_app(engine, settings), host=host, port=port, log_level="warning", server_header=False, access_log=False)


def _provider() -> "tuple[Provider | None, dict[str, str]]":
    from gitassay.web.settings import Provider

    url, client, secret = (os.environ.get(f"GITASSAY_OIDC_{name}", "") for name in ("URL", "CLIENT", "SECRET"))
    pairs = (row.partition("=") for row in os.environ.get("GITASSAY_OIDC_ROLES", "").split(",") if "=" in row)
    roles = {mail.strip().lower(): role.strip() for mail, _, role in pairs}
    return (Provider(url, client, secret) if url and client else None), roles
