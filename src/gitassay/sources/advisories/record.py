"""One OSV record: what is kept of it, and which versions it affects."""

import re
from collections.abc import Iterator
from typing import Any

from gitassay.model.lookups import Advisory
from gitassay.versions import Key, order

ECOSYSTEMS = {
    "pypi": "PyPI",
    "npm": "npm",
    "go": "Go",
    "cargo": "crates.io",
    "rubygems": "RubyGems",
    "maven": "Maven",
    "composer": "Packagist",
}
"""Our names of ecosystems and OSV's, which are case-sensitive. OSV has none for conda."""
MAX_ALIASES = 30
MAX_SUMMARY = 200
MAX_AFFECTED = 2_000
MAX_EVENTS = 2_000
MAX_VERSIONS = 50_000
ID = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,100}$")
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}")


def same_name(ecosystem: str, name: str) -> str:
    """The form in which names of an ecosystem are compared."""
    if ecosystem == "pypi":
        return re.sub(r"[-_.]+", "-", name).lower()
    if ecosystem == "cargo":
        return name.replace("_", "-").lower()
    return name if ecosystem in ("go", "maven") else name.lower()


def advisory(record: dict[str, Any]) -> Advisory | None:
    """What is kept of a record; None when it has no usable id."""
    one = record.get("id")
    if not isinstance(one, str) or not ID.match(one):
        return None
    aliases = [alias for alias in _list(record.get("aliases"))[:MAX_ALIASES] if isinstance(alias, str) and ID.match(alias)]
    summary = record.get("summary")
    return Advisory(
        id=one,
        aliases=tuple(sorted(set(aliases) - {one})),
        published=_day(record.get("published")),
        withdrawn=_day(record.get("withdrawn")),
        summary=summary[:MAX_SUMMARY].encode("utf-8", "replace").decode() if isinstance(summary, str) else "",
    )


def packages(record: dict[str, Any]) -> set[tuple[str, str]]:
    """The (OSV ecosystem, name as written) pairs a record is about."""
    return {(system, name) for system, name, _ in _affected(record)}


def affects(record: dict[str, Any], ecosystem: str, name: str, version: str) -> bool:
    """Whether a record affects one version of a package: it lists the version, or a range of it holds the version."""
    wanted = same_name(ecosystem, name)
    here = order(ecosystem, version)
    for system, written, body in _affected(record):
        if system.split(":", 1)[0] != ECOSYSTEMS.get(ecosystem) or same_name(ecosystem, written) != wanted:
            continue
        if _lists(body, ecosystem, version, here) or (here is not None and _in_ranges(body, ecosystem, here)):
            return True
    return False


def _affected(record: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for body in _list(record.get("affected"))[:MAX_AFFECTED]:
        package = body.get("package") if isinstance(body, dict) else None
        if isinstance(package, dict) and isinstance(package.get("name"), str) and isinstance(package.get("ecosystem"), str):
            yield package["ecosystem"], package["name"], body


def _lists(body: dict[str, Any], ecosystem: str, version: str, here: Key | None) -> bool:
    """Whether a version is listed, however it is written; those that begin with another number are not even parsed."""
    listed = [one for one in _list(body.get("versions"))[:MAX_VERSIONS] if isinstance(one, str)]
    if version in listed:
        return True
    first = re.split(r"[^0-9]", version.lstrip("v"), maxsplit=1)[0]
    alike = [one for one in listed if re.match(rf"v?0*{int(first)}(?![0-9])", one)] if first else listed
    return here is not None and any(order(ecosystem, one) == here for one in alike)


def _in_ranges(body: dict[str, Any], ecosystem: str, here: Key) -> bool:
    ranges = [one for one in _list(body.get("ranges")) if isinstance(one, dict) and one.get("type") in ("ECOSYSTEM", "SEMVER")]
    return any(_in_range(one, ecosystem, here) for one in ranges)


def _in_range(one: dict[str, Any], ecosystem: str, here: Key) -> bool:
    """The evaluation of the OSV schema: events in the order of their versions switch between affected and not."""
    events = [event for event in _list(one.get("events"))[:MAX_EVENTS] if isinstance(event, dict)]
    limits = [key for event in events if (key := _key(ecosystem, event.get("limit"))) is not None]
    if limits and not any(here < key for key in limits):
        return False
    inside = False
    for key, kind in sorted(_switches(events, ecosystem), key=lambda switch: (switch[0] is not None, switch[0] or 0)):
        if kind == "introduced" and (key is None or here >= key):
            inside = True
        elif (kind == "fixed" and here >= key) or (kind == "last_affected" and here > key):
            inside = False
    return inside


def _switches(events: list[dict[str, Any]], ecosystem: str) -> Iterator[tuple[Key | None, str]]:
    """(version, kind) of each event; None stands for before all versions."""
    for event in events:
        for kind in ("introduced", "fixed", "last_affected"):
            if kind == "introduced" and event.get(kind) == "0":
                yield None, kind
            elif (key := _key(ecosystem, event.get(kind))) is not None:
                yield key, kind


def _key(ecosystem: str, version: object) -> Key | None:
    return order(ecosystem, version) if isinstance(version, str) else None


def _day(value: object) -> str:
    return value[:10] if isinstance(value, str) and _DAY.match(value) else ""


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
