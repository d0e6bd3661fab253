"""Reads the manifests of Ruby, PHP, Maven and Gradle."""

import re
from typing import Any

from gitassay.facts.formats.errors import UnreadableError
from gitassay.facts.formats.json import MAX_LOCK_CHARACTERS, Forward, JsonLines, read_json
from gitassay.facts.formats.xml import read_xml
from gitassay.facts.manifests.table import Page
from gitassay.facts.manifests.versions import exact_state, maven_state

MAX_LINE = 2_000
_GEMSPEC = re.compile(r"^\s*gemspec\b")
_GEM = re.compile(r"^\s*gem[\s(]+[\"']([\w.-]{1,200})[\"']\s*(.{0,1500})$")
_GEM_VERSION = re.compile(r"^,\s*[\"']([^\"']{1,100})[\"']\s*(?:,\s*[\"']([^\"']{1,100})[\"'])?")
_GEM_OPTION = re.compile(r"(?:\b(git|github|path):|:(git|github|path)\s*=>)\s*[\"']([^\"']{1,300})[\"']")
_GEM_GROUP = re.compile(r"(?:\bgroups?:|:groups?\s*=>)\s*\[?\s*:(\w{1,50})")
_BLOCK = re.compile(r"^\s*group[\s(]+:(\w{1,50}).{0,300}\bdo\b")
_DO = re.compile(r"\bdo\b\s*(?:\|[^|]{0,100}\|)?\s*$|^\s*(?:if|unless|case|begin|def)\b")
_LOCKED_GEM = re.compile(r"^    ([\w.-]{1,200}) \(([^()\s]{1,100})\)\s*$")
_PROPERTY = re.compile(r"\$\{([\w.-]{1,200})\}")
_GRADLE = re.compile(
    r"^\s*(api|implementation|compile|compileOnly|runtimeOnly|runtime|testImplementation|testCompile|testRuntimeOnly|androidTestImplementation"
    r"|debugImplementation|kapt|ksp|annotationProcessor|developmentOnly)\s*\(?\s*[\"']([\w.-]{1,150}):([\w.-]{1,150})(?::([^\"':@]{1,150}))?[^\"']{0,100}[\"']"
)
_GRADLE_COMMENT = re.compile(r"^\s*(?://|\*|/\*)")


def _ruby_scope(group: str) -> str:
    return {"test": "test", "development": "dev", "doc": "docs", "docs": "docs", "assets": "main", "production": "main"}.get(group, "main")


def read_gemfile(page: Page) -> None:
    """Read the `gem` lines of a Gemfile, with the group around each; `gemspec` takes more from a file that would have to be run."""
    blocks: list[str] = []
    for number, raw in enumerate(page.text.split("\n"), start=1):
        line = raw[:MAX_LINE].rstrip()
        block = _BLOCK.match(line)
        if block:
            blocks.append(_ruby_scope(block.group(1)))
        elif line.strip() == "end" and blocks:
            blocks.pop()
        elif not line.lstrip().startswith("#") and _DO.search(line):
            blocks.append(blocks[-1] if blocks else "main")
        page.dynamic = page.dynamic or bool(_GEMSPEC.match(line))
        gem = _GEM.match(line)
        if gem:
            _gem(page, gem.group(1), gem.group(2), blocks[-1] if blocks else "main", number)


def _gem(page: Page, name: str, rest: str, scope: str, line: int) -> None:
    version = _GEM_VERSION.match(rest)
    option = _GEM_OPTION.search(rest)
    group = _GEM_GROUP.search(rest)
    scope = _ruby_scope(group.group(1)) if group else scope
    if option:
        kind = option.group(1) or option.group(2)
        page.declare("rubygems", name, option.group(3), "path" if kind == "path" else "url", scope, line)
        return
    written = ", ".join(part for part in version.groups() if part) if version else ""
    page.declare("rubygems", name, written, exact_state(written), scope, line)


def read_gemfile_lock(page: Page) -> None:
    """Read the resolved gems of a Gemfile.lock; those from folders of the project are left out."""
    section = ""
    for number, line in enumerate(page.text.split("\n"), start=1):
        cut = line[:MAX_LINE].rstrip("\r")
        if cut.startswith(("<<<<<<< ", ">>>>>>> ")):
            raise UnreadableError("an unfinished merge")
        if cut and not cut[0].isspace():
            section = cut
        match = _LOCKED_GEM.match(cut) if section in ("GEM", "GIT") else None
        if match:
            page.lock("rubygems", match.group(1), match.group(2), number)


def read_composer(page: Page) -> None:
    """Read a composer.json; PHP itself and its extensions are no packages."""
    document = read_json(page.text)
    lines = JsonLines(page.text)
    if isinstance(document.get("name"), str):
        page.names.append(document["name"][:300].lower())
    for section, scope in (("require", "main"), ("require-dev", "dev")):
        for name, version in _table(document.get(section)).items():
            if isinstance(version, str) and "/" in name:
                page.declare("composer", name.lower(), version, exact_state(version), scope, lines.key(section, name))
    for name, command in _table(document.get("scripts")).items():
        if isinstance(command, str):
            page.scripts.append((name[:200], command[:1_000]))


def read_composer_lock(page: Page) -> None:
    """Read a composer.lock."""
    document = read_json(page.text, MAX_LOCK_CHARACTERS)
    lines = Forward(page.text)
    for section in ("packages", "packages-dev"):
        packages = document.get(section)
        for body in packages if isinstance(packages, list) else []:
            one = _table(body)
            name, version = one.get("name"), one.get("version")
            if isinstance(name, str) and isinstance(version, str):
                written = name.replace("/", "\\/")
                line = lines.line_of(f'"name": "{name}"' if f'"name": "{name}"' in page.text else f'"name": "{written}"')
                page.lock("composer", name.lower(), version.removeprefix("v"), line)


def read_pom(page: Page) -> None:
    """Read the dependencies of a pom.xml; versions that are properties of the file are filled in."""
    root = read_xml(page.text)
    if _local(root.tag) != "project":
        raise UnreadableError("not a Maven project")
    properties = {_local(one.tag): (one.text or "").strip() for group in _children(root, "properties") for one in group}
    own = [_text(root, "groupId") or next((_text(one, "groupId") for one in _children(root, "parent")), ""), _text(root, "artifactId")]
    page.names.append(":".join(own))
    lines = Forward(page.text)
    for group in _children(root, "dependencies"):
        lines.line_of("<dependencies")
        for one in _children(group, "dependency"):
            name = f"{_text(one, 'groupId')}:{_text(one, 'artifactId')}"
            line = lines.line_of(f"<artifactId>{_text(one, 'artifactId')}<")
            version = _PROPERTY.sub(lambda match: properties.get(match.group(1), match.group()), _text(one, "version")[:200])
            scope = "test" if _text(one, "scope") == "test" else "optional" if _text(one, "optional") == "true" else "main"
            page.declare("maven", name, version, maven_state(version), scope, line)


def _children(element: Any, name: str) -> list[Any]:
    return [child for child in element if _local(child.tag) == name]


def _text(element: Any, name: str) -> str:
    return next(((child.text or "").strip() for child in _children(element, name)), "")


def _local(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def read_gradle(page: Page) -> None:
    """Read literal dependency lines of a Gradle script; versions from catalogues and variables make it dynamic."""
    for number, raw in enumerate(page.text.split("\n"), start=1):
        line = raw[:MAX_LINE]
        if _GRADLE_COMMENT.match(line):
            continue
        match = _GRADLE.match(line)
        if match:
            version = match.group(4) or ""
            scope = (
                "test"
                if "est" in match.group(1)[:12]
                else "dev"
                if match.group(1) in ("debugImplementation", "developmentOnly")
                else "main"
            )
            page.declare("maven", f"{match.group(2)}:{match.group(3)}", version, maven_state(version), scope, number)
        elif re.match(r"^\s*(?:api|implementation|testImplementation)[\s(]+(?:libs\.|project\(|platform\()", line):
            page.dynamic = page.dynamic or "libs." in line


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
