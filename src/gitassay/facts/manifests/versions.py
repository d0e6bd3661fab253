"""How exactly a specifier fixes a version, for each ecosystem's way of writing it: pinned, bounded, floor, any, url or path."""

import re

from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

MAX_SPECIFIER = 2_000
_EXACT = re.compile(r"^[=v\s]*\d+(?:\.\d+){0,3}(?:[-+.]?[0-9A-Za-z][0-9A-Za-z.+-]*)?$")
_NUMBER = re.compile(r"\d")
_NPM_PATH = ("file:", "link:", "portal:", "workspace:", "./", "../", "/", "~/", "catalog:")
_NPM_URL = ("git", "http:", "https:", "ssh:", "github:", "gitlab:", "bitbucket:", "gist:")
_NPM_REPOSITORY = re.compile(r"^[\w.-]+/[\w.-]+(?:#.*)?$")
_GO = re.compile(r"^v\d")


def python_state(specifier: SpecifierSet) -> str:
    """State of a PEP 440 specifier."""
    operators = [(one.operator, one.version) for one in specifier]
    if any(operator == "===" or (operator == "==" and not version.endswith(".*")) for operator, version in operators):
        return "pinned"
    if any(operator in ("<", "<=", "~=", "==") for operator, _ in operators):
        return "bounded"
    return "floor" if any(operator in (">", ">=") for operator, _ in operators) else "any"


def python_requirement(text: str) -> tuple[str, str, str] | None:
    """(normalised name, specifier, state) of a PEP 508 requirement; None when it is none."""
    try:
        one = Requirement(text.strip()[:MAX_SPECIFIER])
    except (InvalidRequirement, ValueError, RecursionError):
        return None
    name = canonicalize_name(one.name)
    if one.url:
        return name, one.url, "path" if one.url.startswith("file:") or "://" not in one.url else "url"
    written = ",".join(part.strip() for part in _written(text).split(",")) if one.specifier else ""
    return name, written or str(one.specifier), python_state(one.specifier)


def _written(text: str) -> str:
    """The specifier as its author wrote it, the order of its parts kept."""
    bare = re.sub(r"\[[^\]]{0,300}\]", "", text.split(";", 1)[0], count=1)
    match = re.search(r"[<>=!~]", bare)
    return bare[match.start() :].strip().strip("()").strip() if match else ""


def caret_state(specifier: str) -> str:
    """State of a specifier where a bare number means a range from it on: Poetry reads it as exact, see `exact_state`."""
    return _ranged(specifier, bare="bounded")


def exact_state(specifier: str) -> str:
    """State of a specifier where a bare number means exactly that version (npm, Poetry, Composer, Bundler, Maven)."""
    return _ranged(specifier, bare="pinned")


def _ranged(specifier: str, bare: str) -> str:
    text = specifier.strip()[:MAX_SPECIFIER]
    if not _NUMBER.search(text) or text in ("*", "latest"):
        return "any"
    if text.startswith("=") and _EXACT.match(text) and "," not in text:
        return "pinned"
    if _EXACT.match(text) and not re.search(r"\.[xX*]", text):
        return bare
    floors = re.search(r">", text) is not None
    if floors and not re.search(r"[<^~|]|\s-\s", text):
        return "floor"
    return "bounded"


def npm_state(specifier: str) -> str:
    """State of what package.json says about a version: a range, a tag, an alias, an address or a folder."""
    text = specifier.strip()[:MAX_SPECIFIER]
    if text.startswith(_NPM_PATH):
        return "path"
    if text.startswith(_NPM_URL) or _NPM_REPOSITORY.match(text):
        return "url"
    if text.startswith("npm:"):
        text = text.rpartition("@")[2] if "@" in text[5:] else "*"
    return exact_state(text)


def go_state(version: str) -> str:
    """State of a version in go.mod: always one exact version."""
    return "pinned" if _GO.match(version) else "any"


def maven_state(version: str) -> str:
    """State of a version in Maven and Gradle notation."""
    text = version.strip()
    if text.startswith(("[", "(")):
        if text.startswith("[") and text.endswith("]") and "," not in text:
            return "pinned"
        return "floor" if text.replace(" ", "").endswith((",)", ",]")) else "bounded"
    if not text or text in ("LATEST", "RELEASE", "+") or text.startswith(("latest.", "$")):
        return "any"
    return "bounded" if text.endswith("+") else "pinned"


def conda_state(version: str) -> str:
    """State of a conda match: `=` admits later builds and patches, unless all three parts of the version are given."""
    text = version.strip()
    if text.startswith("=="):
        return "pinned"
    if text.startswith("="):
        parts = text.lstrip("=").split("=")
        return "pinned" if len(parts) > 1 or (parts[0].count(".") >= 2 and "*" not in parts[0]) else "bounded"
    if not text or text == "*":
        return "any"
    return "bounded" if re.search(r"[<~*]", text) else "floor"
