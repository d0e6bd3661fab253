"""Finds tools that are configured: by files of their own and by sections of shared ones."""

import re

from gitassay.facts.configs.table import ToolConfig
from gitassay.facts.formats.errors import UnreadableError
from gitassay.facts.formats.ini import read_ini
from gitassay.facts.formats.json import JsonLines, read_json
from gitassay.facts.formats.toml import TomlLines, read_toml

MAX_CHARACTERS = 200_000
_NAMES: tuple[tuple[str, str], ...] = (
    ("ruff", r"\.?ruff\.toml"),
    ("flake8", r"\.flake8"),
    ("pylint", r"\.?pylintrc(?:\.toml)?"),
    ("mypy", r"\.?mypy\.ini"),
    ("pyright", r"pyrightconfig\.json"),
    ("isort", r"\.isort\.cfg"),
    ("bandit", r"\.bandit"),
    ("yapf", r"\.style\.yapf"),
    ("pre-commit", r"\.pre-commit-config\.ya?ml"),
    ("eslint", r"\.eslintrc(?:\.(?:js|cjs|json|ya?ml))?|eslint\.config\.[cm]?[jt]s"),
    ("prettier", r"\.prettierrc(?:\.(?:js|cjs|mjs|json5?|ya?ml|toml))?|prettier\.config\.[cm]?js"),
    ("biome", r"biome\.jsonc?"),
    ("stylelint", r"\.stylelintrc(?:\.(?:js|cjs|json|ya?ml))?|stylelint\.config\.[cm]?js"),
    ("golangci-lint", r"\.golangci\.(?:ya?ml|toml|json)"),
    ("rubocop", r"\.rubocop\.yml"),
    ("rustfmt", r"\.?rustfmt\.toml"),
    ("clippy", r"\.?clippy\.toml"),
    ("clang-format", r"\.clang-format"),
    ("checkstyle", r"checkstyle[\w-]{0,30}\.xml"),
    ("phpstan", r"phpstan\.neon(?:\.dist)?"),
    ("detekt", r"detekt\.ya?ml"),
    ("dvc", r"dvc\.ya?ml|[^/]{1,150}\.dvc|\.dvc/config"),
    ("mlflow", r"MLproject"),
    ("dependabot", r"\.github/dependabot\.ya?ml"),
    ("renovate", r"(?:\.github/|\.gitlab/)?(?:renovate\.json5?|\.renovaterc(?:\.json5?)?)"),
    ("pyup", r"\.pyup\.ya?ml"),
    ("snyk", r"\.snyk"),
    ("editorconfig", r"\.editorconfig"),
    ("make", r"(?:GNU)?[Mm]akefile"),
    ("just", r"\.?[Jj]ustfile"),
    ("task", r"Taskfile\.ya?ml"),
    ("tox", r"tox\.ini"),
    ("nox", r"noxfile\.py"),
    ("pytest", r"\.?pytest\.ini"),
    ("coverage", r"\.coveragerc"),
    ("jest", r"jest\.config\.(?:[cm]?[jt]s|json)"),
    ("vitest", r"vitest\.config\.[cm]?[jt]s"),
    ("playwright", r"playwright\.config\.[cm]?[jt]s"),
    ("cypress", r"cypress\.(?:json|config\.[cm]?[jt]s)"),
    ("codecov", r"\.?codecov\.ya?ml"),
    ("sonar", r"sonar-project\.properties"),
    ("promptfoo", r"promptfooconfig\.(?:ya?ml|json|[cm]?[jt]s)"),
    ("alembic", r"alembic\.ini"),
    ("openapi", r"(?:openapi|swagger)[\w-]{0,30}\.(?:ya?ml|json)"),
    ("mkdocs", r"mkdocs\.ya?ml"),
    ("sphinx", r"(?:docs?|documentation)/(?:source/)?conf\.py"),
    ("readthedocs", r"\.?readthedocs\.ya?ml"),
    ("streamlit", r"\.streamlit/config\.toml"),
    ("devcontainer", r"\.devcontainer/devcontainer\.json|\.devcontainer\.json"),
    ("langgraph", r"langgraph\.json"),
    ("hydra", r"(?:conf|configs?)/config\.ya?ml"),
    ("prometheus", r"prometheus\.ya?ml"),
    ("grafana", r"grafana\.ini"),
    ("gitpod", r"\.gitpod\.ya?ml"),
)
_FILES = tuple((tool, re.compile(rf"(?:.*/)?(?:{names})")) for tool, names in _NAMES)
# fmt: off
_PYPROJECT = frozenset({
    "ruff", "black", "flake8", "pylint", "mypy", "pyright", "basedpyright", "isort", "bandit", "yapf", "ty",
    "pydocstyle", "pytype", "tox", "nox", "pytest", "coverage", "commitizen", "towncrier", "semantic_release",
    "bumpversion", "interrogate", "deptry", "poe", "autopep8",
})
_SECTIONS = {
    "flake8": "flake8", "mypy": "mypy", "isort": "isort", "tool:isort": "isort", "pycodestyle": "pycodestyle",
    "pydocstyle": "pydocstyle", "yapf": "yapf", "tool:pytest": "pytest", "pytest": "pytest", "coverage:run": "coverage",
    "bumpversion": "bumpversion", "pylint": "pylint", "pylint.master": "pylint", "tox:tox": "tox",
}
_PACKAGE = {
    "eslintConfig": "eslint", "prettier": "prettier", "jest": "jest", "lint-staged": "lint-staged", "husky": "husky",
    "renovate": "renovate", "stylelint": "stylelint", "commitlint": "commitlint", "xo": "xo", "standard": "standard",
    "release": "semantic-release",
}
# fmt: on
_SCAFFOLDED = frozenset({"react-app", "react-app/jest"})
_STRICT = re.compile(r'^\s*(?:\{\s*)?(?:"compilerOptions"\s*:\s*\{\s*)?"strict"\s*:\s*true\b')
_COMMENT = ("#", ";", "//", "/*", "*", "--", "<!--")


def wants_look(path: str) -> bool:
    """Whether a file may configure a tool, by its path."""
    name = path.rpartition("/")[2]
    return name in ("pyproject.toml", "setup.cfg", "tox.ini", "package.json") or _is_tsconfig(name) or bool(_by_name(path))


def read_tools(path: str, text: str) -> list[ToolConfig]:
    """Tools that a file configures. One that holds only comments configures nothing."""
    name = path.rpartition("/")[2]
    found = [ToolConfig(tool, path, line) for tool in _by_name(path) if (line := _first_line(text))]
    try:
        if name == "pyproject.toml":
            found += _pyproject(path, text)
        elif name in ("setup.cfg", "tox.ini"):
            found += _ini(path, text)
        elif name == "package.json":
            found += _package(path, text)
        elif _is_tsconfig(name):
            found += _strict(path, text)
    except UnreadableError:
        return found
    return found


def _by_name(path: str) -> list[str]:
    return [tool for tool, pattern in _FILES if pattern.fullmatch(path)]


def _is_tsconfig(name: str) -> bool:
    return bool(re.fullmatch(r"[tj]sconfig(?:\.[\w-]{1,40})?\.json", name))


def _first_line(text: str) -> int:
    """The first line that says something, 0 when there is none."""
    rows = enumerate(text[:MAX_CHARACTERS].split("\n"), start=1)
    return next((number for number, line in rows if line.strip() and not line.strip().startswith(_COMMENT)), 0)


def _pyproject(path: str, text: str) -> list[ToolConfig]:
    tables = read_toml(text).get("tool")
    lines = TomlLines(text)
    present = [name for name in tables if name in _PYPROJECT] if isinstance(tables, dict) else []
    return [ToolConfig(name.replace("_", "-"), path, lines.table(f"tool.{name}")) for name in present]


def _ini(path: str, text: str) -> list[ToolConfig]:
    found: dict[str, int] = {}
    for section, line in read_ini(text).sections:
        tool = _SECTIONS.get(section.lower()) or ("mypy" if section.startswith("mypy-") else None)
        if tool:
            found.setdefault(tool, line)
    return [ToolConfig(tool, path, line) for tool, line in found.items()]


def _package(path: str, text: str) -> list[ToolConfig]:
    document = read_json(text)
    lines = JsonLines(text)
    return [
        ToolConfig(tool, path, lines.key(key)) for key, tool in _PACKAGE.items() if document.get(key) and not _is_untouched(document, key)
    ]


def _is_untouched(document: dict[str, object], key: str) -> bool:
    """Whether ESLint's settings are those that Create React App writes and only its own build reads."""
    settings = document[key]
    if key != "eslintConfig" or not isinstance(settings, dict) or settings.keys() != {"extends"}:
        return False
    told = settings["extends"]
    return set(told if isinstance(told, list) else [told]) <= _SCAFFOLDED


def _strict(path: str, text: str) -> list[ToolConfig]:
    """TypeScript counts as a checker where it is told to be strict; the file allows comments, so it is read by lines."""
    rows = enumerate(text[:MAX_CHARACTERS].split("\n"), start=1)
    line = next((number for number, row in rows if _STRICT.match(row[:2_000])), 0)
    return [ToolConfig("typescript", path, line)] if line else []
