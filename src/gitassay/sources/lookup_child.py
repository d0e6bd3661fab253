"""The child that looks packages up: network and strangers' answers stay here. Run as `python -m gitassay.sources.lookup_child`."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol

from pydantic import TypeAdapter

from gitassay.model.lookups import (
    AdvisoryAnswers,
    Hit,
    Lookups,
    LookupSettings,
    PackageVersion,
    RegistryAnswers,
    RegistryPackage,
)
from gitassay.serving import serve
from gitassay.sources.advisories.folder import AdvisoryFolder
from gitassay.sources.advisories.service import AdvisoryService
from gitassay.sources.identity import digest
from gitassay.sources.registries.npm_registry import NpmRegistry
from gitassay.sources.registries.python_index import PythonIndex
from gitassay.sources.web import Web, WebError

WANTED = TypeAdapter(tuple[PackageVersion, ...])
SETTINGS = TypeAdapter(LookupSettings)
THREADS = 4


class Registry(Protocol):
    """A package registry."""

    ecosystem: str

    def ask(self, name: str, own: bool = False) -> tuple[RegistryPackage, str]:
        """What it says about a package, and the day it said so ("" when it did not answer); of `own` ones where they lead."""
        ...


def handle(request: dict[str, Any]) -> dict[str, Any]:
    """Answer one request: look up `versions` for advisories and `packages` in registries."""
    settings = SETTINGS.validate_python(request["settings"])
    versions = WANTED.validate_python(request["versions"])
    packages = WANTED.validate_python(request["packages"])
    return asdict(Lookups(_advisories(settings, versions), _registries(settings, packages)))


def _web(base: str, settings: LookupSettings) -> Web:
    return Web(base, settings.today, Path(settings.cache) if settings.cache else None, settings.offline)


def _advisories(settings: LookupSettings, versions: Sequence[PackageVersion]) -> AdvisoryAnswers | None:
    if settings.osv_folder:
        return AdvisoryFolder(Path(settings.osv_folder)).ask(versions)
    if not settings.osv_url:
        return None
    try:
        return AdvisoryService(_web(settings.osv_url, settings)).ask(versions)
    except WebError as error:
        hits = tuple(Hit(one, problem=f"the service of advisories could not be asked: {error}") for one in versions)
        return AdvisoryAnswers("service", "", digest(hits), hits)


def _registries(settings: LookupSettings, packages: Sequence[PackageVersion]) -> RegistryAnswers | None:
    if not settings.python_index and not settings.npm_registry:
        return None
    registries: list[Registry] = []
    if settings.python_index:
        base = settings.python_index.rstrip("/")
        beside = _web(base.removesuffix("/simple"), settings) if base.endswith("/simple") else None
        registries.append(PythonIndex(_web(base, settings), beside))
    if settings.npm_registry:
        registries.append(NpmRegistry(_web(settings.npm_registry, settings)))
    by_ecosystem = {one.ecosystem: one for one in registries}
    asked = sorted({(one.ecosystem, one.name) for one in packages if one.ecosystem in by_ecosystem})
    own = {(one.ecosystem, one.name) for one in packages if one.own}
    with ThreadPoolExecutor(max_workers=THREADS) as pool:
        answers = list(pool.map(lambda one: by_ecosystem[one[0]].ask(one[1], one in own), asked))
    told = tuple(package for package, _ in answers)
    return RegistryAnswers(min((day for _, day in answers if day), default=""), digest(told), told)


if __name__ == "__main__":
    serve(handle)
