"""Reads package.json and the lock files of npm, yarn, pnpm and bun."""

import re
from typing import Any

from gitassay.facts.formats.errors import UnreadableError
from gitassay.facts.formats.json import MAX_LOCK_CHARACTERS, Forward, JsonLines, read_json
from gitassay.facts.manifests.table import Page
from gitassay.facts.manifests.versions import npm_state

MAX_LINE = 20_000
_SECTIONS = (
    ("dependencies", "main"),
    ("devDependencies", "dev"),
    ("peerDependencies", "main"),
    ("optionalDependencies", "optional"),
)
_YARN_HEADER = re.compile(r"^\"?(@?[^@\"\s,]{1,200})@[^\n]{0,2000}:\s*$")
_YARN_VERSION = re.compile(r"^  version:?\s+\"?([^\"\s]{1,200})\"?\s*$")
_YARN_RESOLUTION = re.compile(r"@(?:workspace|link|portal|file):")
_PNPM_PACKAGE = re.compile(
    r"^  ['\"]?/?((?:@[^/@\s'\"]{1,100}/)?[^/@\s'\"]{1,200})[@/]([^:'\"\s()_]{1,200})[^:\n]{0,1000}?['\"]?:\s*(?:\{.*)?$"
)
_BUN_PACKAGE = re.compile(r"^\s+\"[^\"]{1,300}\": \[\"((?:@[^\"/@]{1,100}/)?[^\"/@]{1,200})@([^\"]{1,200})\"")


def read_package_json(page: Page) -> None:
    """Read packages, scripts and entries of a package.json."""
    document = read_json(page.text)
    lines = JsonLines(page.text)
    if isinstance(document.get("name"), str):
        page.names.append(document["name"][:300].lower())
    main = _table(document.get("dependencies"))
    for section, scope in _SECTIONS:
        for name, version in _table(document.get(section)).items():
            repeated = section == "peerDependencies" and name in {*main, *_table(document.get("devDependencies"))}
            if isinstance(version, str) and not repeated:
                page.declare("npm", name.lower(), version, npm_state(version), scope, lines.key(section, name))
    for name, command in _table(document.get("scripts")).items():
        if isinstance(command, str) and len(page.scripts) < 200:
            page.scripts.append((name[:200], command[:2_000]))
    _entries(page, document, lines)


def _entries(page: Page, document: dict[str, Any], lines: JsonLines) -> None:
    for key in ("main", "module"):
        if isinstance(document.get(key), str) and document[key]:
            page.entry_points.append((key, document[key][:300], lines.key(key)))
    commands = document.get("bin")
    if isinstance(commands, str):
        page.entry_points.append((str(document.get("name", "bin"))[:200], commands[:300], lines.key("bin")))
    for name, target in list(_table(commands).items())[:200]:
        if isinstance(target, str):
            page.entry_points.append((name[:200], target[:300], lines.key("bin", name)))


def read_package_lock(page: Page) -> None:
    """Read a package-lock.json or npm-shrinkwrap.json of format 1, 2 or 3; links to folders of the project are left out."""
    document = read_json(page.text, MAX_LOCK_CHARACTERS)
    lines = Forward(page.text)
    packages = document.get("packages")
    if isinstance(packages, dict):
        lines.line_of('"packages"')
        for path, body in packages.items():
            name = path.rpartition("node_modules/")[2]
            if path and "node_modules/" in path:
                _lock(page, name, body, lines.line_of(f'"{path}"'))
    else:
        lines.line_of('"dependencies"')
        _lock_version_1(page, _table(document.get("dependencies")), lines)


def _lock_version_1(page: Page, dependencies: dict[str, Any], lines: Forward) -> None:
    """Walk the nested tables in the order in which they are written."""
    waiting = [iter(dependencies.items())]
    while waiting:
        name, body = next(waiting[-1], (None, None))
        if name is None:
            waiting.pop()
            continue
        _lock(page, name, body, lines.line_of(f'"{name}": {{'))
        inner = _table(_table(body).get("dependencies"))
        if inner:
            waiting.append(iter(inner.items()))


def _lock(page: Page, name: str, body: object, line: int) -> None:
    one = _table(body)
    version = one.get("version")
    if isinstance(version, str) and not one.get("link"):
        page.lock("npm", name.lower(), version, line)


def read_yarn_lock(page: Page) -> None:
    """Read a yarn.lock of version 1 or of berry, line by line."""
    name, line = "", 0
    for number, text in _lines(page):
        if text and not text[0].isspace():
            header = _YARN_HEADER.match(text)
            local = header is not None and bool(_YARN_RESOLUTION.search(text))
            name, line = (header.group(1), number) if header and not local else ("", 0)
        elif name:
            version = _YARN_VERSION.match(text)
            if version:
                page.lock("npm", name.lower(), version.group(1), line)
                name = ""


def read_pnpm_lock(page: Page) -> None:
    """Read the packages of a pnpm-lock.yaml of any version, line by line."""
    inside = False
    for number, text in _lines(page):
        if text and not text[0].isspace():
            inside = text.startswith("packages:")
        match = _PNPM_PACKAGE.match(text) if inside else None
        if match and match.group(2)[0].isdigit():
            page.lock("npm", match.group(1).lower(), match.group(2), number)


def read_bun_lock(page: Page) -> None:
    """Read a bun.lock, which is written one package a line."""
    for number, text in _lines(page):
        match = _BUN_PACKAGE.match(text)
        if match and match.group(2)[0].isdigit():
            page.lock("npm", match.group(1).lower(), match.group(2), number)


def _lines(page: Page) -> list[tuple[int, str]]:
    """Numbered lines, cut; a lock file with the marks of an unfinished merge is unreadable."""
    lines = [(number, line.rstrip("\r")[:MAX_LINE]) for number, line in enumerate(page.text[:MAX_LOCK_CHARACTERS].split("\n"), start=1)]
    if any(line.startswith(("<<<<<<< ", ">>>>>>> ")) for _, line in lines):
        raise UnreadableError("an unfinished merge")
    return lines


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
