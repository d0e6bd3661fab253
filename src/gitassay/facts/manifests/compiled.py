"""Reads the manifests of Go and Rust."""

import re
from collections.abc import Iterator
from typing import Any

from gitassay.facts.formats.errors import UnreadableError
from gitassay.facts.formats.toml import TomlLines, read_toml
from gitassay.facts.manifests.table import Page
from gitassay.facts.manifests.versions import caret_state, go_state

MAX_LINE = 2_000
_GO_REQUIRE = re.compile(r"^([^\s()]{1,300})\s+(v[^\s]{1,200})\s*(//\s*indirect\b)?")
_GO_MODULE = re.compile(r"^module\s+\"?([^\s\"]{1,300})")
_GO_REPLACE = re.compile(r"^([^\s()]{1,300})(?:\s+v\S{1,200})?\s+=>\s+(\.{1,2}/\S{0,300}|/\S{0,300})")
_GO_SUM = re.compile(r"^(\S{1,300}) (v[^\s/]{1,200}) h1:")
_CRATES = (("dependencies", "main"), ("dev-dependencies", "dev"), ("build-dependencies", "build"))


def read_go_mod(page: Page) -> None:
    """Read a go.mod: the modules asked for directly. Indirect ones are asked for by others; modules replaced by a folder are paths."""
    replaced = {match.group(1) for _, line in _go_lines(page.text, "replace") if (match := _GO_REPLACE.match(line))}
    seen = False
    for text in page.text.split("\n")[:200]:
        module = _GO_MODULE.match(text[:MAX_LINE].strip())
        if module:
            seen = True
            page.names.append(module.group(1))
            break
    for number, line in _go_lines(page.text, "require"):
        match = _GO_REQUIRE.match(line)
        if match and not match.group(3):
            name, version = match.group(1), match.group(2)
            page.declare("go", name, version, "path" if name in replaced else go_state(version), "main", number)
    if not seen and not page.declared:
        raise UnreadableError("not a go.mod")


def _go_lines(text: str, verb: str) -> Iterator[tuple[int, str]]:
    """Arguments of a directive, alone or in a block, with their lines."""
    inside = False
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw[:MAX_LINE].strip()
        if inside:
            inside = not line.startswith(")")
            if inside and not line.startswith("//"):
                yield number, line
        elif line.startswith((f"{verb} ", f"{verb}\t", f"{verb}(")):
            rest = line.removeprefix(verb).strip()
            inside = rest == "("
            if not inside:
                yield number, rest


def read_go_sum(page: Page) -> None:
    """Read a go.sum: the modules whose content is recorded."""
    for number, line in enumerate(page.text.split("\n"), start=1):
        match = _GO_SUM.match(line[:MAX_LINE])
        if match:
            page.lock("go", match.group(1), match.group(2), number)


def read_cargo_toml(page: Page) -> None:
    """Read a Cargo.toml: dependencies of the package, of its workspace and of single platforms."""
    document = read_toml(page.text)
    lines = TomlLines(page.text)
    name = _table(document.get("package")).get("name")
    if isinstance(name, str):
        page.names.append(name[:200])
    homes = [("", document), ("workspace.", _table(document.get("workspace")))]
    homes += [(f"target.{target}.", _table(body)) for target, body in _table(document.get("target")).items()]
    for prefix, home in homes:
        for section, scope in _CRATES:
            for crate, value in _table(home.get(section)).items():
                _crate(page, crate, value, scope, lines.key(f"{prefix}{section}", crate))


def _crate(page: Page, crate: str, value: object, scope: str, line: int) -> None:
    body = _table(value)
    version = value if isinstance(value, str) else body.get("version")
    name = body.get("package") if isinstance(body.get("package"), str) else crate
    if isinstance(body.get("path"), str):
        version, state = body["path"], "path"
    elif isinstance(body.get("git"), str):
        version, state = body["git"], "url"
    elif isinstance(version, str):
        state = caret_state(version)
    else:
        version, state = "", "any"
    page.declare("cargo", str(name), version, state, "optional" if body.get("optional") is True else scope, line)


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
