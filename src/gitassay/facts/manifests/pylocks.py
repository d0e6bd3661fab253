"""Reads lock files written in TOML (Poetry, uv, PDM, pylock, Cargo) line by line, and Pipfile.lock."""

import re

from packaging.utils import canonicalize_name

from gitassay.facts.formats.errors import UnreadableError
from gitassay.facts.formats.json import MAX_LOCK_CHARACTERS, Forward, read_json
from gitassay.facts.manifests.table import Page

_TABLE = re.compile(r"^\[\[?([\w.\"'-]{1,200})\]\]?\s*$")
_FIELD = re.compile(r"^(name|version|source)\s*=\s*(.{1,500})$")
_TEXT = re.compile(r"^[\"']([^\"']{1,300})[\"']")
_LOCAL = re.compile(r"(?:virtual|editable|directory|workspace|path)\s*=|^[\"'](?:path|directory)\+")


def read_package_tables(page: Page, ecosystem: str = "pypi") -> None:
    """Read the `[[package]]` tables of a lock file; the project itself, which is locked without a source of its own, is left out.

    Raises:
        UnreadableError: it is no lock file, or holds the marks of an unfinished merge.
    """
    rows: list[dict[str, str]] = []
    inside = False
    headers = 0
    for number, line in enumerate(page.text[:MAX_LOCK_CHARACTERS].split("\n"), start=1):
        line = line.rstrip("\r")
        if line.startswith(("<<<<<<< ", ">>>>>>> ")):
            raise UnreadableError("an unfinished merge")
        header = _TABLE.match(line[:300]) if line.startswith("[") else None
        if header:
            inside = line.startswith("[[") and header.group(1) in ("package", "packages")
            headers += 1
            if inside:
                rows.append({"line": str(number)})
        elif inside:
            field = _FIELD.match(line[:600])
            if field:
                rows[-1].setdefault(field.group(1), field.group(2))
    if page.text.strip() and not headers and "=" not in page.text[:10_000]:
        raise UnreadableError("not a lock file")
    for row in rows:
        _lock(page, ecosystem, row)


def _lock(page: Page, ecosystem: str, row: dict[str, str]) -> None:
    name, version = (_TEXT.match(row.get(key, "")) for key in ("name", "version"))
    if not name or not version or _LOCAL.search(row.get("source", "")):
        return
    if ecosystem == "cargo":
        if "source" in row:
            page.lock("cargo", name.group(1), version.group(1), int(row["line"]))
        return
    page.lock(ecosystem, canonicalize_name(name.group(1)), version.group(1), int(row["line"]))


def read_cargo_lock(page: Page) -> None:
    """Read a Cargo.lock; crates of the project itself have no source and are left out."""
    read_package_tables(page, "cargo")


def read_pipfile_lock(page: Page) -> None:
    """Read a Pipfile.lock."""
    document = read_json(page.text, MAX_LOCK_CHARACTERS)
    lines = Forward(page.text)
    for section, packages in document.items():
        if section == "_meta" or not isinstance(packages, dict):
            continue
        lines.line_of(f'"{section}"')
        for name, body in packages.items():
            line = lines.line_of(f'"{name}"')
            version = body.get("version") if isinstance(body, dict) else None
            if isinstance(version, str):
                page.lock("pypi", canonicalize_name(name), version.lstrip("="), line)
