"""Reads pyproject.toml (PEP 621 and 735, Poetry, PDM, uv, build system) and Pipfile."""

from collections.abc import Iterator
from typing import Any

from packaging.utils import canonicalize_name

from gitassay.facts.formats.toml import TomlLines, read_toml
from gitassay.facts.manifests.table import Page
from gitassay.facts.manifests.versions import caret_state, exact_state, python_requirement

_SCOPES = (
    ("test", ("test", "pytest", "qa", "ci", "coverage")),
    ("docs", ("doc", "sphinx", "mkdocs", "example", "notebook")),
    ("dev", ("dev", "lint", "typ", "format", "build", "style", "release", "pre-commit")),
)


def scope_of_group(group: str, otherwise: str) -> str:
    """The scope of a group or extra by its name."""
    name = group.lower()
    return next((scope for scope, words in _SCOPES if name.startswith(words) or name.endswith(words)), otherwise)


def read_pyproject(page: Page) -> None:
    """Read every table of a pyproject.toml that declares packages or commands."""
    document = read_toml(page.text)
    lines = TomlLines(page.text)
    _project(page, document, lines)
    _groups(page, document, lines)
    tool = _table(document.get("tool"))
    _poetry(page, _table(tool.get("poetry")), lines)
    _pdm_and_uv(page, tool, lines)
    build = _table(document.get("build-system"))
    _requirements(page, build.get("requires"), "build", lines, lines.key("build-system", "requires"))


def _project(page: Page, document: dict[str, Any], lines: TomlLines) -> None:
    project = _table(document.get("project"))
    _name(page, project.get("name"))
    dynamic = project.get("dynamic")
    if isinstance(dynamic, list) and {"dependencies", "optional-dependencies"} & {one for one in dynamic if isinstance(one, str)}:
        page.dynamic = True
        elsewhere = _table(_table(_table(document.get("tool")).get("setuptools")).get("dynamic")).get("dependencies")
        named = _table(elsewhere).get("file")
        for name in [named] if isinstance(named, str) else _strings(named):
            page.include(name)
    _requirements(page, project.get("dependencies"), "main", lines, lines.key("project", "dependencies"))
    for extra, listed in _table(project.get("optional-dependencies")).items():
        _requirements(page, listed, scope_of_group(extra, "optional"), lines, lines.key("project.optional-dependencies", extra))
    for table in ("scripts", "gui-scripts"):
        _commands(page, f"project.{table}", project.get(table), lines)
    for group, entries in _table(project.get("entry-points")).items():
        _commands(page, f"project.entry-points.{group}", entries, lines)


def _groups(page: Page, document: dict[str, Any], lines: TomlLines) -> None:
    for group, listed in _table(document.get("dependency-groups")).items():
        _requirements(page, listed, scope_of_group(group, "dev"), lines, lines.key("dependency-groups", group))


def _poetry(page: Page, poetry: dict[str, Any], lines: TomlLines) -> None:
    _name(page, poetry.get("name"))
    _poetry_table(page, poetry.get("dependencies"), "main", "tool.poetry.dependencies", lines)
    _poetry_table(page, poetry.get("dev-dependencies"), "dev", "tool.poetry.dev-dependencies", lines)
    for group, body in _table(poetry.get("group")).items():
        scope = "main" if group == "main" else scope_of_group(group, "dev")
        _poetry_table(page, _table(body).get("dependencies"), scope, f"tool.poetry.group.{group}.dependencies", lines)
    _commands(page, "tool.poetry.scripts", poetry.get("scripts"), lines)
    for group, entries in _table(poetry.get("plugins")).items():
        _commands(page, f"tool.poetry.plugins.{group}", entries, lines)


def _poetry_table(page: Page, table: object, scope: str, where: str, lines: TomlLines) -> None:
    for name, value in _table(table).items():
        if name.lower() == "python":
            continue
        version, state = _poetry_version(value)
        optional = isinstance(value, dict) and value.get("optional") is True
        page.declare("pypi", canonicalize_name(name), version, state, "optional" if optional else scope, lines.key(where, name))


def _poetry_version(value: object) -> tuple[str, str]:
    """The specifier and its state: text, a table with `version`, `git`, `url` or `path`, or a list of such tables."""
    first = value[0] if isinstance(value, list) and value else value
    if isinstance(first, str):
        return first, exact_state(first)
    one = _table(first)
    for key, state in (("git", "url"), ("url", "url"), ("path", "path"), ("file", "path")):
        if isinstance(one.get(key), str):
            return str(one[key]), state
    version = one.get("version")
    return (version, exact_state(version)) if isinstance(version, str) else ("", "any")


def _pdm_and_uv(page: Page, tool: dict[str, Any], lines: TomlLines) -> None:
    for group, listed in _table(_table(tool.get("pdm")).get("dev-dependencies")).items():
        _requirements(page, listed, scope_of_group(group, "dev"), lines, lines.key("tool.pdm.dev-dependencies", group))
    _requirements(page, _table(tool.get("uv")).get("dev-dependencies"), "dev", lines, lines.key("tool.uv", "dev-dependencies"))
    hatch = _table(_table(tool.get("hatch")).get("envs"))
    for name, environment in hatch.items():
        where = f"tool.hatch.envs.{name}"
        for key in ("dependencies", "extra-dependencies"):
            _requirements(page, _table(environment).get(key), scope_of_group(name, "dev"), lines, lines.key(where, key))


def _requirements(page: Page, listed: object, scope: str, lines: TomlLines, start: int) -> None:
    for text in _strings(listed):
        one = python_requirement(text)
        if one:
            page.declare("pypi", *one, scope, lines.string(text, start))


def _commands(page: Page, table: str, entries: object, lines: TomlLines) -> None:
    for name, target in _table(entries).items():
        told = _table(target).get("reference", _table(target).get("callable")) if isinstance(target, dict) else target
        if isinstance(told, str):
            page.entry_points.append((name[:200], told[:300], lines.key(table, name)))


def read_pipfile(page: Page) -> None:
    """Read a Pipfile: packages, dev-packages, named categories and scripts."""
    document = read_toml(page.text)
    lines = TomlLines(page.text)
    for table, entries in document.items():
        if table in ("source", "requires", "scripts", "pipenv") or not isinstance(entries, dict):
            continue
        scope = {"packages": "main", "dev-packages": "dev"}.get(table) or scope_of_group(table, "dev")
        for name, value in entries.items():
            version, state = _pipfile_version(value)
            page.declare("pypi", canonicalize_name(name), version, state, scope, lines.key(table, name))
    for name, command in _table(document.get("scripts")).items():
        if isinstance(command, str):
            page.scripts.append((name[:200], command[:1_000]))


def _pipfile_version(value: object) -> tuple[str, str]:
    version, state = _poetry_version(value)
    if state in ("url", "path", "any"):
        return version, state
    one = python_requirement(f"x{version}")
    return version, one[2] if one else caret_state(version)


def _name(page: Page, name: object) -> None:
    if isinstance(name, str) and name:
        page.names.append(canonicalize_name(name[:200]))


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _strings(value: object) -> Iterator[str]:
    return (one for one in value if isinstance(one, str)) if isinstance(value, list) else iter(())
