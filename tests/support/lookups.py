"""Answers of advisory sources and registries as a test writes them down."""

from gitassay.model.lookups import Advisory, AdvisoryAnswers, Hit, Lookups, PackageVersion, RegistryAnswers, RegistryPackage, Release


def advised(*rows: tuple[str, str, str, tuple[str, ...]], about: tuple[Advisory, ...] = ()) -> Lookups:
    """Hits as (ecosystem, name, version, ids), and the advisories themselves."""
    hits = tuple(Hit(PackageVersion(ecosystem, name, version), ids) for ecosystem, name, version, ids in rows)
    return Lookups(advisories=AdvisoryAnswers("service", "2026-01-02", "a" * 64, hits, about))


def registered(*packages: RegistryPackage) -> Lookups:
    """What registries say."""
    return Lookups(registries=RegistryAnswers("2026-01-02", "b" * 64, packages))


def package(
    name: str, *releases: Release, ecosystem: str = "pypi", state: str = "found", status: str = "", tells: bool = True
) -> RegistryPackage:
    """One package of a registry."""
    return RegistryPackage(ecosystem, name, state, "", releases, status, tells)
