"""Looks the packages of all repositories up at once, in a child process, and hands each repository its part of the answers."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from pydantic import TypeAdapter

from gitassay.isolation import IsolationError, Limits, run_isolated
from gitassay.model.dependencies import LookedUp
from gitassay.model.lookups import (
    AdvisoryAnswers,
    Hit,
    Lookups,
    LookupSettings,
    PackageVersion,
    RegistryAnswers,
    RegistryPackage,
)

MEGABYTE = 1024 * 1024
MOST_VERSIONS = 20_000
MOST_PACKAGES = 3_000
LOOKING_UP = Limits(wall_seconds=900, cpu_seconds=600, memory_bytes=2_000 * MEGABYTE, file_bytes=100 * MEGABYTE)
_LOOKUPS = TypeAdapter(Lookups)
_PACKAGES = TypeAdapter(tuple[PackageVersion, ...])


@dataclass(frozen=True, slots=True)
class Needs:
    """What has to be looked up for one repository: versions for advisories, packages (without version) for registries."""

    versions: tuple[PackageVersion, ...] = ()
    packages: tuple[PackageVersion, ...] = ()

    @staticmethod
    def parsed(reply: dict[str, Any]) -> "Needs":
        """The needs in a child's reply."""
        return Needs(_PACKAGES.validate_python(reply["versions"]), _PACKAGES.validate_python(reply["packages"]))


def look_up(needs: Sequence[Needs], settings: LookupSettings) -> Lookups:
    """Ask the sources that the settings name, each package once. Whatever goes wrong is told for each package it concerns."""
    versions = sorted({one for need in needs for one in need.versions}, key=_order)[:MOST_VERSIONS]
    packages = sorted({one for need in needs for one in need.packages}, key=_order)[:MOST_PACKAGES]
    request = {
        "settings": asdict(settings),
        "versions": [asdict(one) for one in versions],
        "packages": [asdict(one) for one in packages],
    }
    try:
        return _LOOKUPS.validate_python(run_isolated("gitassay.sources.lookup_child", request, LOOKING_UP))
    except IsolationError as error:
        return _failed(settings, versions, packages, f"looking packages up {error}")


def part_for(needs: Needs, lookups: Lookups) -> Lookups:
    """The answers that concern one repository."""
    advisories, registries = lookups.advisories, lookups.registries
    asked = frozenset(needs.versions)
    if advisories:
        hits = tuple(hit for hit in advisories.hits if hit.package in asked)
        ids = {one for hit in hits for one in hit.ids}
        told = tuple(one for one in advisories.advisories if one.id in ids)
        advisories = AdvisoryAnswers(advisories.source, advisories.day, advisories.sha256, hits, told)
    if registries:
        names = {(one.ecosystem, one.name) for one in needs.packages}
        found = tuple(one for one in registries.packages if (one.ecosystem, one.name) in names)
        registries = RegistryAnswers(registries.day, registries.sha256, found)
    return Lookups(advisories, registries)


def looked_up(lookups: Lookups) -> tuple[LookedUp, ...]:
    """What was asked, as the assessment records it."""
    rows = []
    if lookups.advisories:
        one = lookups.advisories
        rows.append(LookedUp(kind="advisories", source=one.source, day=one.day, sha256=one.sha256))
    if lookups.registries:
        rows.append(LookedUp(kind="registries", source="registry", day=lookups.registries.day, sha256=lookups.registries.sha256))
    return tuple(rows)


def _order(one: PackageVersion) -> tuple[str, str, str]:
    return one.ecosystem, one.name, one.version


def _failed(settings: LookupSettings, versions: Sequence[PackageVersion], packages: Sequence[PackageVersion], why: str) -> Lookups:
    hits = tuple(Hit(one, problem=why) for one in versions)
    unknown = tuple(RegistryPackage(one.ecosystem, one.name, "unknown", why) for one in packages)
    advisories = bool(settings.osv_url or settings.osv_folder)
    registries = bool(settings.python_index or settings.npm_registry)
    return Lookups(
        AdvisoryAnswers("none", "", "", hits) if advisories else None,
        RegistryAnswers("", "", unknown) if registries else None,
    )
