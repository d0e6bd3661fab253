"""What advisory and package sources said: dated answers that enter an assessment as inputs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PackageVersion:
    """A package to ask about: `ecosystem` as in manifests (pypi, npm, ...), `version` exact, "" when only the package is asked about.

    `own` when the repository itself publishes under the name: then it is asked, too, where its page leads.
    """

    ecosystem: str
    name: str
    version: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Advisory:
    """One published vulnerability. Days are YYYY-MM-DD, "" when the record does not say; `withdrawn` on that day."""

    id: str
    aliases: tuple[str, ...] = ()
    published: str = ""
    withdrawn: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """The advisories that affect one version of one package; `problem` says why it could not be told."""

    package: PackageVersion
    ids: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class AdvisoryAnswers:
    """What a source of advisories answered. `day` is that of the oldest answer, `sha256` is over all of them."""

    source: str
    day: str
    sha256: str
    hits: tuple[Hit, ...] = ()
    advisories: tuple[Advisory, ...] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """One release; `day` is "" when the source does not say. `deprecated` holds the makers' words, None when there are none."""

    version: str
    day: str = ""
    yanked: bool = False
    deprecated: str | None = None


@dataclass(frozen=True, slots=True)
class RegistryPackage:
    """What a registry says about one package.

    `state` is found, gone (the registry knows no such package, or says it was withdrawn) or unknown (with `problem`).
    `tells_status` is False for sources that leave out whether a package is deprecated; `status` is the project's own (archived, ...).
    `leads_to` are addresses of its home and its source, as far as they were asked for and told.
    """

    ecosystem: str
    name: str
    state: str
    problem: str = ""
    releases: tuple[Release, ...] = ()
    status: str = ""
    tells_status: bool = True
    leads_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RegistryAnswers:
    """What registries answered. `day` is that of the oldest answer, `sha256` is over all of them."""

    day: str
    sha256: str
    packages: tuple[RegistryPackage, ...] = ()


@dataclass(frozen=True, slots=True)
class Lookups:
    """All that was looked up for a run; None where the user named no source."""

    advisories: AdvisoryAnswers | None = None
    registries: RegistryAnswers | None = None


@dataclass(frozen=True, slots=True)
class LookupSettings:
    """Where to look packages up: only what the user named. `today` (YYYY-MM-DD) dates new answers; `cache` is a folder.

    Offline, nothing is sent: answers come from the folder of advisories and from the cache, whatever their age.
    """

    today: str
    cache: str = ""
    offline: bool = False
    osv_url: str = ""
    osv_folder: str = ""
    python_index: str = ""
    npm_registry: str = ""

    @property
    def wanted(self) -> bool:
        """Whether there is anywhere to look."""
        return bool(self.osv_url or self.osv_folder or self.python_index or self.npm_registry)
