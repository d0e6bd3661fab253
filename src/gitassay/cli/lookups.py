"""Options that say where packages are looked up: nowhere, unless somebody names a place."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from gitassay.cli.exits import CommandError, Exit
from gitassay.model.lookups import LookupSettings

OsvUrl = Annotated[
    str | None,
    typer.Option("--osv-url", envvar="GITASSAY_OSV_URL", help="A service with OSV's API to ask for known vulnerabilities of packages."),
]
OsvDir = Annotated[
    Path | None,
    typer.Option("--osv-dir", envvar="GITASSAY_OSV_DIR", help="A folder of OSV records (osv-scanner's layout) instead of a service."),
]
PythonIndex = Annotated[
    str | None,
    typer.Option(
        "--python-index", envvar="GITASSAY_PYTHON_INDEX", help="A Python package index (its /simple address): how old are packages?"
    ),
]
NpmRegistry = Annotated[
    str | None, typer.Option("--npm-registry", envvar="GITASSAY_NPM_REGISTRY", help="An npm registry: how old are packages?")
]
LookupCache = Annotated[
    Path | None,
    typer.Option("--lookup-cache", envvar="GITASSAY_LOOKUP_CACHE", help="Folder that keeps answers for the day, and for --offline."),
]


def lookup_settings(
    osv_url: str | None, osv_dir: Path | None, python_index: str | None, npm_registry: str | None, cache: Path | None, offline: bool
) -> LookupSettings | None:
    """Where to look packages up; None when nobody named a place.

    Raises:
        CommandError: a place can't be used (exit 2).
    """
    for flag, address in (("--osv-url", osv_url), ("--python-index", python_index), ("--npm-registry", npm_registry)):
        if address and (urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).netloc):
            raise CommandError(f"{flag} {address!r} is no http or https address.", Exit.USAGE)
    if osv_dir and not osv_dir.is_dir():
        raise CommandError(f"--osv-dir {osv_dir}: there is no such folder.", Exit.USAGE)
    if osv_url and osv_dir:
        raise CommandError("--osv-url and --osv-dir are two sources of the same: give one of them.", Exit.USAGE)
    settings = LookupSettings(
        today=datetime.now(UTC).date().isoformat(),
        cache=str(cache.absolute()) if cache else "",
        offline=offline,
        osv_url=osv_url or "",
        osv_folder=str(osv_dir.absolute()) if osv_dir else "",
        python_index=python_index or "",
        npm_registry=npm_registry or "",
    )
    return settings if settings.wanted else None
