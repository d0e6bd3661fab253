"""Asks a Python package index by the JSON form of the simple repository API (PEP 691, 700, 792)."""

import re
from dataclasses import replace
from typing import Any

from packaging.utils import InvalidSdistFilename, InvalidWheelFilename, canonicalize_name, parse_sdist_filename, parse_wheel_filename

from gitassay.model.lookups import RegistryPackage, Release
from gitassay.sources.web import Web, WebError, parsed

ACCEPT = "application/vnd.pypi.simple.v1+json"
MAX_FILES = 50_000
MAX_RELEASES = 5_000
MAX_ADDRESSES = 30
MAX_ADDRESS = 500
_NAME = re.compile(r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?$")
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}")


class PythonIndex:
    """One index."""

    ecosystem = "pypi"

    def __init__(self, web: Web, beside: Web | None = None) -> None:
        """`beside` asks the server above `/simple`, where there may be a JSON API."""
        self._web, self._beside = web, beside

    def ask(self, name: str, own: bool = False) -> tuple[RegistryPackage, str]:
        """What the index says about a project, and the day it said so ("" when it did not answer). Of `own` ones also where they lead."""
        project = canonicalize_name(name)
        if not _NAME.match(project) or len(project) > 200:
            return RegistryPackage("pypi", name, "unknown", "no name that an index could know"), ""
        try:
            answer = self._web.get(f"{project}/", ACCEPT)
            if answer.status in (404, 410):
                return RegistryPackage("pypi", name, "gone"), answer.day
            if answer.status != 200:
                raise WebError(f"the answer is {answer.status}")
            package = _package(name, project, parsed(answer.body))
            return (replace(package, leads_to=self._leads_to(project)) if own else package), answer.day
        except WebError as error:
            return RegistryPackage("pypi", name, "unknown", str(error)), ""

    def _leads_to(self, project: str) -> tuple[str, ...]:
        """Addresses from the JSON API beside the simple one, which not every index has."""
        if self._beside is None:
            return ()
        try:
            answer = self._beside.get(f"pypi/{project}/json")
            info = parsed(answer.body).get("info") if answer.status == 200 else None
        except WebError:
            return ()
        if not isinstance(info, dict):
            return ()
        more = info.get("project_urls")
        told = [info.get("home_page"), *(more.values() if isinstance(more, dict) else ())][:MAX_ADDRESSES]
        return tuple(one[:MAX_ADDRESS].encode("utf-8", "replace").decode() for one in told if isinstance(one, str) and one)


def _package(name: str, project: str, page: dict[str, Any]) -> RegistryPackage:
    """Raises: WebError: the page is none of the documented form."""
    files = page.get("files")
    if not isinstance(files, list):
        raise WebError("the answer is not that of a package index")
    releases: dict[str, list[tuple[str, bool]]] = {}
    for row in files[:MAX_FILES]:
        version = _version(row.get("filename"), project) if isinstance(row, dict) else None
        if version is not None and (version in releases or len(releases) < MAX_RELEASES):
            releases.setdefault(version, []).append((_day(row.get("upload-time")), _is_yanked(row.get("yanked"))))
    listed = tuple(
        Release(version, min((day for day, _ in rows if day), default=""), all(yanked for _, yanked in rows))
        for version, rows in sorted(releases.items())
    )
    told = page.get("project-status")
    status = told.get("status") if isinstance(told, dict) else None
    known = isinstance(status, str)
    return RegistryPackage("pypi", name, "found", "", listed, status[:50] if isinstance(status, str) and status != "active" else "", known)


def _version(filename: object, project: str) -> str | None:
    """The version a file is of; None when its name is that of another project, as `PyMuPDF-1.14.19.post-2.tar.gz` seems to be."""
    if not isinstance(filename, str) or len(filename) > 500:
        return None
    try:
        if filename.endswith(".whl"):
            name, version, *_ = parse_wheel_filename(filename)
        else:
            name, version = parse_sdist_filename(filename)
    except (InvalidWheelFilename, InvalidSdistFilename, ValueError):
        return None
    return str(version) if name == project else None


def _is_yanked(value: object) -> bool:
    """False, True, or the reason as text, which may be empty (PEP 592)."""
    return isinstance(value, str) or value is True


def _day(value: object) -> str:
    return value[:10] if isinstance(value, str) and _DAY.match(value) else ""
