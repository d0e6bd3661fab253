"""Asks an npm registry for packuments, as its API documents them."""

import re
from typing import Any
from urllib.parse import quote

from gitassay.model.lookups import RegistryPackage, Release
from gitassay.sources.web import Web, WebError, parsed

MAX_RELEASES = 10_000
MAX_WORDS = 200
MAX_ADDRESS = 500
_NAME = re.compile(r"^(?:@[a-z0-9~][a-z0-9._~-]*/)?[a-z0-9~_][a-z0-9._~-]*$")
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}")


class NpmRegistry:
    """One registry."""

    ecosystem = "npm"

    def __init__(self, web: Web) -> None:
        self._web = web

    def ask(self, name: str, own: bool = False) -> tuple[RegistryPackage, str]:
        """What the registry says about a package, and the day it said so ("" when it did not answer)."""
        if not _NAME.match(name) or len(name) > 214:
            return RegistryPackage("npm", name, "unknown", "no name that a registry could know"), ""
        try:
            answer = self._web.get(quote(name, safe="@"))
            if answer.status in (404, 410):
                return RegistryPackage("npm", name, "gone"), answer.day
            if answer.status != 200:
                raise WebError(f"the answer is {answer.status}")
            return _package(name, parsed(answer.body)), answer.day
        except WebError as error:
            return RegistryPackage("npm", name, "unknown", str(error)), ""


def _package(name: str, packument: dict[str, Any]) -> RegistryPackage:
    """Raises: WebError: the packument is none of the documented form."""
    times = packument.get("time")
    times = times if isinstance(times, dict) else {}
    versions = packument.get("versions")
    if isinstance(times.get("unpublished"), dict):
        return RegistryPackage("npm", name, "gone")
    if not isinstance(versions, dict):
        raise WebError("the answer is no packument")
    releases = tuple(
        Release(version[:100], _day(times.get(version)), False, _deprecation(body))
        for version, body in sorted(versions.items())[:MAX_RELEASES]
        if isinstance(body, dict)
    )
    # Upstream always says when a packument was modified. A copy that leaves this out leaves out deprecations, too.
    told = "modified" in times or any(one.deprecated is not None for one in releases)
    return RegistryPackage("npm", name, "found", "", releases, "", told, _addresses(packument))


def _addresses(packument: dict[str, Any]) -> tuple[str, ...]:
    source = packument.get("repository")
    told = (source.get("url") if isinstance(source, dict) else source, packument.get("homepage"))
    return tuple(one[:MAX_ADDRESS].encode("utf-8", "replace").decode() for one in told if isinstance(one, str) and one)


def _deprecation(body: dict[str, Any]) -> str | None:
    words = body.get("deprecated")
    if isinstance(words, str) and words:
        return words[:MAX_WORDS].encode("utf-8", "replace").decode()
    return "" if words is True else None


def _day(value: object) -> str:
    return value[:10] if isinstance(value, str) and _DAY.match(value) else ""
