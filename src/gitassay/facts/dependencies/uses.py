"""At which version each declared or locked package is used, as far as files tell."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from gitassay.facts.dependencies.locking import lock_of, plain
from gitassay.facts.manifests.table import Declared, Locked, Manifests
from gitassay.versions import order

_BARE = re.compile(r"^[\s=v^~>]*(\d[0-9A-Za-z.+-]*)$")
_LOWEST = re.compile(r"(?:>=|\^|~>|~=|~|^|>)\s*v?(\d[0-9A-Za-z.+-]*)")
_MOST_CHARACTERS = 2_000


@dataclass(frozen=True, slots=True)
class PackageUse:
    """One place where a package is asked for (or locked, for packages that others bring along: scope "").

    `version` is exact: from the lock file that belongs to the manifest, from a constraint, or pinned; "" when no file tells.
    `floor` is the lowest version the specifier admits. `told_by` says where the version comes from: pinned, locked, constrained or "".
    """

    ecosystem: str
    name: str
    scope: str
    written: str
    state: str
    path: str
    line: int
    version: str = ""
    floor: str = ""
    told_by: str = ""


def read_uses(manifests: Manifests) -> tuple[PackageUse, ...]:
    """Every declared package with its version, then every locked one that nobody declares, by path and line."""
    locked: dict[str, dict[str, list[Locked]]] = defaultdict(lambda: defaultdict(list))
    for one in manifests.locked:
        locked[one.path][plain(one.name)].append(one)
    constrained = {plain(one.name): one for one in reversed(manifests.constrained) if one.state == "pinned"}
    uses = [_use(one, locked, constrained) for one in manifests.declared if one.scope != "build"]
    known = {(one.ecosystem, plain(one.name)) for one in manifests.declared}
    beneath = [
        PackageUse(one.ecosystem, one.name, "", "", "locked", one.path, one.line, one.version, "", "locked")
        for one in manifests.locked
        if (one.ecosystem, plain(one.name)) not in known and one.ecosystem != "go"
    ]
    return (*uses, *beneath)


def _use(one: Declared, locked: dict[str, dict[str, list[Locked]]], constrained: dict[str, Declared]) -> PackageUse:
    use = _renamed(PackageUse(one.ecosystem, one.name, one.scope, one.version, one.state, one.path, one.line))
    if one.state in ("url", "path"):
        return use
    lock = lock_of(one.path, locked)
    rows = locked[lock][plain(one.name)] if lock and one.ecosystem != "go" else []
    if rows:
        return replace(use, version=_fitting(rows, one), told_by="locked")
    if one.state == "pinned":
        return replace(use, version=pinned(one.ecosystem, use.written), told_by="pinned")
    if one.ecosystem == "pypi" and plain(one.name) in constrained:
        return replace(use, version=pinned("pypi", constrained[plain(one.name)].version), told_by="constrained")
    return replace(use, floor=floor(one.ecosystem, use.written))


def _renamed(use: PackageUse) -> PackageUse:
    """An npm alias (`npm:real@1.2.3`) under the name of the package that it stands for."""
    if use.ecosystem != "npm" or not use.written.startswith("npm:"):
        return use
    name, at, version = use.written[4:].rpartition("@")
    return replace(use, name=(name if at and name else use.written[4:]).lower(), written=version if at and name else "")


def _fitting(rows: list[Locked], one: Declared) -> str:
    """Of several locked versions, the lowest from the declared floor on: what lies beneath others is often another."""
    ordered = sorted(rows, key=lambda row: (order(row.ecosystem, row.version) is not None, order(row.ecosystem, row.version) or 0))
    least = order(one.ecosystem, floor(one.ecosystem, one.version) or pinned(one.ecosystem, one.version))
    fitting = (row for row in ordered if least is None or ((here := order(row.ecosystem, row.version)) is not None and here >= least))
    return next(fitting, ordered[-1]).version


def pinned(ecosystem: str, written: str) -> str:
    """The exact version of a specifier that fixes one; "" when it can't be told."""
    if ecosystem == "pypi" and re.search(r"[=<>!~]", written):
        return next((version for operator, version in _clauses(written) if operator in ("==", "===") and "*" not in version), "")
    match = _BARE.match(written.strip()[:200].strip("[]"))
    return match.group(1) if match else written.partition("=")[2].partition("=")[0].lstrip("=") if ecosystem == "conda" else ""


def floor(ecosystem: str, written: str) -> str:
    """The lowest version a specifier admits; "" when it has none."""
    if ecosystem == "pypi" and re.search(r"[=<>!]|~=", written):
        lowest = [version for operator, version in _clauses(written) if operator in (">=", "~=", "==", ">")]
        return lowest[0].removesuffix(".*") if lowest else ""
    match = _LOWEST.search(written.strip()[:200]) if re.search(r"\d", written) and not written.lstrip().startswith("<") else None
    return match.group(1).rstrip(".") if match else ""


def _clauses(written: str) -> Iterator[tuple[str, str]]:
    try:
        return iter(sorted((one.operator, one.version) for one in SpecifierSet(written[:_MOST_CHARACTERS])))
    except InvalidSpecifier:
        return iter(())
