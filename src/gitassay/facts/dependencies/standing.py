"""How each package stands: its version, known vulnerabilities, and its age, as of a day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gitassay.facts.dependencies.locking import plain
from gitassay.facts.dependencies.uses import PackageUse
from gitassay.model.lookups import Advisory, AdvisoryAnswers, Hit, Lookups, PackageVersion, RegistryPackage, Release
from gitassay.versions import is_prerelease, order

DAYS_A_YEAR = 365.25
SCOPES = ("main", "optional", "dev", "test", "docs", "")
_STATES = ("affected", "floor_affected", "unknown", "clear")


@dataclass(frozen=True, slots=True)
class Age:
    """How far a version lies behind: `libyears` between its release and the newest one, None when the source does not say.

    `yanked`, `deprecated` (the makers' words, "" without any) and `gone` concern the version or the package itself; `told` is False
    when the source leaves out such states.
    """

    newest: str = ""
    libyears: float | None = None
    yanked: bool = False
    deprecated: str | None = None
    gone: bool = False
    told: bool = True
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """One package of a repository, all its uses together.

    `advisory` is affected, floor_affected, unknown (no version, or nobody could tell; `problem` says why), clear or not_checked;
    `ids` are the advisories behind it with aliases collapsed, `known` those of them published by the last commit.
    """

    ecosystem: str
    name: str
    uses: tuple[PackageUse, ...]
    advisory: str = "not_checked"
    ids: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    problem: str = ""
    age: Age | None = None

    @property
    def scope(self) -> str:
        """The weightiest scope of its uses; "" when only a lock file holds it."""
        return min((use.scope for use in self.uses), key=SCOPES.index)

    @property
    def first(self) -> PackageUse:
        """The use that stands for the package: the weightiest, a versioned one first."""
        return min(self.uses, key=lambda use: (SCOPES.index(use.scope), not use.version, use.path, use.line))


def standings(uses: Iterable[PackageUse], lookups: Lookups, as_of: str, last_commit: str) -> tuple[Standing, ...]:
    """Every package of a repository, by ecosystem and name. Days are YYYY-MM-DD; what was published after `as_of` is not known yet."""
    groups: dict[tuple[str, str], list[PackageUse]] = defaultdict(list)
    for use in uses:
        groups[use.ecosystem, plain(use.name)].append(use)
    advice = _Advice(lookups.advisories, as_of, last_commit) if lookups.advisories else None
    packages = {(one.ecosystem, one.name): one for one in lookups.registries.packages} if lookups.registries else {}
    rows = []
    for _, group in sorted(groups.items()):
        row = Standing(group[0].ecosystem, group[0].name, tuple(group))
        row = advice.judged(row) if advice else row
        package = packages.get((row.ecosystem, row.first.name))
        rows.append(_aged(row, package, as_of, last_commit) if package and row.scope else row)
    return tuple(rows)


def asked_versions(uses: Iterable[PackageUse]) -> tuple[PackageVersion, ...]:
    """The versions whose advisories have to be known."""
    asked = {PackageVersion(use.ecosystem, use.name, version) for use in uses for version in (use.version, use.floor) if version}
    return tuple(sorted(asked, key=lambda one: (one.ecosystem, one.name, one.version)))


def asked_packages(uses: Iterable[PackageUse]) -> tuple[PackageVersion, ...]:
    """The packages whose releases have to be known: those that are declared and come from a registry."""
    asked = {PackageVersion(use.ecosystem, use.name) for use in uses if use.scope and use.state not in ("url", "path")}
    return tuple(sorted(asked, key=lambda one: (one.ecosystem, one.name)))


class _Advice:
    def __init__(self, answers: AdvisoryAnswers, as_of: str, last_commit: str) -> None:
        self._hits = {hit.package: hit for hit in answers.hits}
        self._advisories = {one.id: one for one in answers.advisories}
        self._as_of, self._last_commit = as_of, last_commit

    def judged(self, row: Standing) -> Standing:
        """The standing with what advisories say of it: the worst of its uses."""
        told = [self._use(use, row.ecosystem) for use in row.uses]
        state = min((one[0] for one in told), key=_STATES.index)
        ids = sorted({one for kind, found, _ in told if kind == state for one in found})
        groups = collapsed([self._advisories.get(one, Advisory(one)) for one in ids])
        problem = next((one[2] for one in told if one[0] == state and one[2]), "")
        known = tuple(group[0].id for group in groups if self._was_known(group))
        return Standing(row.ecosystem, row.name, row.uses, state, tuple(group[0].id for group in groups), known, problem)

    def _use(self, use: PackageUse, ecosystem: str) -> tuple[str, tuple[str, ...], str]:
        """(state, ids, problem) of one use."""
        asked = use.version or use.floor
        if ecosystem == "conda":
            return "unknown", (), "no source covers conda packages"
        if use.state in ("url", "path"):
            return "unknown", (), "it does not come from a registry"
        if not asked:
            return "unknown", (), "no version is named"
        hit = self._hits.get(PackageVersion(use.ecosystem, use.name, asked), Hit(PackageVersion("", ""), problem="it was not looked up"))
        if hit.problem:
            return "unknown", (), hit.problem
        ids = tuple(one for one in hit.ids if self._counts(self._advisories.get(one, Advisory(one))))
        if use.version:
            return ("affected" if ids else "clear"), ids, ""
        return ("floor_affected", ids, "") if ids else ("unknown", (), "only a lowest version is named")

    def _counts(self, one: Advisory) -> bool:
        """Whether an advisory stood on the day of the assessment."""
        return not (one.withdrawn and one.withdrawn <= self._as_of) and one.published <= self._as_of

    def _was_known(self, group: Sequence[Advisory]) -> bool:
        days = [one.published for one in group if one.published]
        return bool(days) and bool(self._last_commit) and min(days) <= self._last_commit


def collapsed(advisories: Iterable[Advisory]) -> list[list[Advisory]]:
    """Advisories that name each other, or the same other one, as aliases stand together, the first by id leading."""
    groups: list[tuple[set[str], list[Advisory]]] = []
    for one in sorted(advisories, key=lambda advisory: advisory.id):
        names, members = {one.id, *one.aliases}, [one]
        for group in [group for group in groups if group[0] & names]:
            groups.remove(group)
            names |= group[0]
            members = [*group[1], *members]
        groups.append((names, members))
    return sorted((members for _, members in groups), key=lambda members: members[0].id)


def _aged(row: Standing, package: RegistryPackage, as_of: str, last_commit: str) -> Standing:
    return Standing(
        row.ecosystem, row.name, row.uses, row.advisory, row.ids, row.known, row.problem, _age(row.first, package, as_of, last_commit)
    )


def _age(use: PackageUse, package: RegistryPackage, as_of: str, last_commit: str) -> Age:
    if package.state != "found":
        return Age(gone=package.state == "gone", problem=package.problem)
    released = [one for one in package.releases if not one.day or one.day <= as_of]
    newest = newest_of(package.ecosystem, released)
    version = use.version
    here = order(package.ecosystem, version) if version else None
    used = next((one for one in released if here is not None and order(package.ecosystem, one.version) == here), None)
    status = package.status or None
    if used is None:
        absent = "this version is not in the registry" if version and package.releases else "no version is named"
        return Age(newest=newest.version if newest else "", deprecated=status, told=package.tells_status, problem=absent)
    years = _years(used, newest, package.ecosystem)
    doubt = "the source's dates can't be right" if last_commit and used.day > last_commit and use.told_by else ""
    return Age(
        newest=newest.version if newest else "",
        libyears=None if doubt else years,
        yanked=used.yanked,
        deprecated=used.deprecated if used.deprecated is not None else status,
        told=package.tells_status,
        problem=doubt or ("" if years is not None else "the source does not say when releases were made"),
    )


def newest_of(ecosystem: str, releases: Iterable[Release]) -> Release | None:
    """The highest release that is meant to be used: no pre-release, not yanked, not deprecated (unless there is no other)."""
    ordered = [(key, one) for one in releases if (key := order(ecosystem, one.version)) is not None]
    fit = [pair for pair in ordered if not (is_prerelease(ecosystem, pair[1].version) or pair[1].yanked or pair[1].deprecated is not None)]
    return max(fit or ordered, key=lambda pair: pair[0], default=(None, None))[1]


def _years(used: Release, newest: Release | None, ecosystem: str) -> float | None:
    if newest is None or order(ecosystem, newest.version) <= order(ecosystem, used.version):  # type: ignore[operator]
        return 0.0
    if not used.day or not newest.day:
        return None
    try:
        days = (date.fromisoformat(newest.day) - date.fromisoformat(used.day)).days
    except ValueError:
        return None
    return round(max(days, 0) / DAYS_A_YEAR, 2)
