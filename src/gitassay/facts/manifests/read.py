"""Finds manifests and lock files and hands each to its parser."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from gitassay.facts.files import RepositoryFile
from gitassay.facts.formats.errors import UnreadableError
from gitassay.facts.manifests import compiled, conda, javascript, others, pylocks, python, requirements, setuptools
from gitassay.facts.manifests.table import ManifestFile, Manifests, Page
from gitassay.facts.paths import is_generated
from gitassay.facts.text import Texts

__all__ = ["Manifests", "read_manifests"]

MAX_MANIFESTS = 400
MAX_BYTES = 2_000_000
MAX_LOCK_BYTES = 10_000_000
_TEST_ROOMS = frozenset({"tests", "test", "__tests__", "spec", "specs", "testing", "fixtures", "e2e"})
_DOCS_ROOMS = frozenset(
    {"examples", "example", "demos", "samples", "sample", "tutorials", "tutorial", "docs", "doc", "documentation", "website"}
)


@dataclass(frozen=True, slots=True)
class Family:
    """Files of one kind: their names, and what reads them (None: nothing can, the file is only seen)."""

    names: re.Pattern[str]
    ecosystem: str
    kind: str
    lock: bool
    read: Callable[[Page], None] | None


def _family(names: str, ecosystem: str, kind: str, read: Callable[[Page], None] | None, lock: bool = False) -> Family:
    return Family(re.compile(names), ecosystem, kind, lock, read)


CONSTRAINTS = _family(r"(?:.*/)?[\w.-]*constraints?[\w.-]*\.(?:txt|in)$", "pypi", "constraints", requirements.read_constraints)
REQUIREMENTS = _family(r"(?:.*/)?[\w.-]*requirements?[\w. -]*\.(?:txt|in|pip)$", "pypi", "requirements", requirements.read_requirements)
FAMILIES = (
    CONSTRAINTS,
    REQUIREMENTS,
    _family(r"(?:.*/)?requirements/[\w./-]+\.(?:txt|in|pip)$", "pypi", "requirements", requirements.read_requirements),
    _family(r"(?:.*/)?pyproject\.toml$", "pypi", "pyproject", python.read_pyproject),
    _family(r"(?:.*/)?setup\.py$", "pypi", "setup.py", setuptools.read_setup_py),
    _family(r"(?:.*/)?setup\.cfg$", "pypi", "setup.cfg", setuptools.read_setup_cfg),
    _family(r"(?:.*/)?Pipfile$", "pypi", "Pipfile", python.read_pipfile),
    _family(
        r"(?:.*/)?(?:[\w.-]*environment[\w.-]*|conda|[\w-]*[_-]env|env[_-][\w-]*)\.ya?ml$", "conda", "environment", conda.read_environment
    ),
    _family(r"(?:.*/)?(?:poetry|uv|pdm)\.lock$", "pypi", "lock", pylocks.read_package_tables, lock=True),
    _family(r"(?:.*/)?pylock(?:\.[\w-]+)?\.toml$", "pypi", "lock", pylocks.read_package_tables, lock=True),
    _family(r"(?:.*/)?Pipfile\.lock$", "pypi", "lock", pylocks.read_pipfile_lock, lock=True),
    _family(r"(?:.*/)?package\.json$", "npm", "package.json", javascript.read_package_json),
    _family(r"(?:.*/)?(?:package-lock|npm-shrinkwrap)\.json$", "npm", "lock", javascript.read_package_lock, lock=True),
    _family(r"(?:.*/)?yarn\.lock$", "npm", "lock", javascript.read_yarn_lock, lock=True),
    _family(r"(?:.*/)?pnpm-lock\.yaml$", "npm", "lock", javascript.read_pnpm_lock, lock=True),
    _family(r"(?:.*/)?bun\.lock$", "npm", "lock", javascript.read_bun_lock, lock=True),
    _family(r"(?:.*/)?bun\.lockb$", "npm", "lock", None, lock=True),
    _family(r"(?:.*/)?go\.mod$", "go", "go.mod", compiled.read_go_mod),
    _family(r"(?:.*/)?go\.sum$", "go", "lock", compiled.read_go_sum, lock=True),
    _family(r"(?:.*/)?Cargo\.toml$", "cargo", "Cargo.toml", compiled.read_cargo_toml),
    _family(r"(?:.*/)?Cargo\.lock$", "cargo", "lock", pylocks.read_cargo_lock, lock=True),
    _family(r"(?:.*/)?Gemfile$", "rubygems", "Gemfile", others.read_gemfile),
    _family(r"(?:.*/)?Gemfile\.lock$", "rubygems", "lock", others.read_gemfile_lock, lock=True),
    _family(r"(?:.*/)?pom\.xml$", "maven", "pom.xml", others.read_pom),
    _family(r"(?:.*/)?build\.gradle(?:\.kts)?$", "maven", "build.gradle", others.read_gradle),
    _family(r"(?:.*/)?composer\.json$", "composer", "composer.json", others.read_composer),
    _family(r"(?:.*/)?composer\.lock$", "composer", "lock", others.read_composer_lock, lock=True),
)
"""By file name; the first that fits reads the file."""


def read_manifests(files: tuple[RepositoryFile, ...], texts: Texts) -> Manifests:
    """Read every manifest that is neither vendored nor generated. Packages of manifests in rooms of tests and examples have those scopes.

    A file that can't be read is listed with its problem, never left out.
    """
    found = [(file, family) for file in files if (family := _family_of(file))]
    texts.preload((file.path for file, _ in found[:MAX_MANIFESTS]), MAX_BYTES)
    rows: list[ManifestFile] = []
    pages: list[Page] = []
    for number, (file, family) in enumerate(found):
        page = Page(file.path, "", scope=_scope_of_room(file.path))
        problem = "left unread: too many manifests" if number >= MAX_MANIFESTS else _read(file, family, page, texts)
        page.text = ""
        if not page.foreign:
            rows.append(_row(page, family, problem))
            pages.append(page)
    _follow(files, texts, rows, pages)
    readable = {one.path for one in rows if not one.problem and one.kind == "requirements"}
    known = {one.path for one in rows}
    return Manifests(
        files=tuple(sorted((_settled(one, readable, known) for one in rows), key=lambda one: one.path)),
        declared=tuple(sorted((one for page in pages for one in page.declared), key=lambda one: (one.path, one.line, one.name, one.scope))),
        locked=tuple(sorted((one for page in pages for one in page.locked), key=lambda one: (one.path, one.line, one.name, one.version))),
        constrained=tuple(one for page in pages for one in page.constrained),
        package_names=tuple(sorted({name for page in pages for name in page.names if name})),
    )


def _follow(files: tuple[RepositoryFile, ...], texts: Texts, rows: list[ManifestFile], pages: list[Page]) -> None:
    """Read the requirements files that others name and whose own names tell nothing (`-r deps/base.txt`)."""
    by_path = {file.path: file for file in files}
    seen = {row.path for row in rows}
    waiting = [(name, row.kind) for row in rows for name in row.includes]
    while waiting and len(rows) < MAX_MANIFESTS:
        path, kind = waiting.pop(0)
        file = by_path.get(path)
        if path in seen or file is None or file.role == "vendored":
            continue
        seen.add(path)
        family = CONSTRAINTS if kind == "constraints" else REQUIREMENTS
        page = Page(path, "", scope=_scope_of_room(path))
        rows.append(_row(page, family, _read(file, family, page, texts)))
        pages.append(page)
        waiting += [(name, family.kind) for name in page.includes]


def _family_of(file: RepositoryFile) -> Family | None:
    if file.role == "vendored" or is_generated(file.path) or len(file.path) > 1_000:
        return None
    return next((family for family in FAMILIES if family.names.match(file.path)), None)


def _scope_of_room(path: str) -> str:
    rooms = set(path.lower().split("/")[:-1])
    if rooms & _TEST_ROOMS:
        return "test"
    return "docs" if rooms & _DOCS_ROOMS else ""


def _read(file: RepositoryFile, family: Family, page: Page, texts: Texts) -> str:
    """Let the parser fill the page. Returns the problem, "" for none; what was found before a problem is dropped."""
    if family.read is None:
        return "a binary format"
    if file.size is None:
        return "its content is not in the repository's store"
    limit = MAX_LOCK_BYTES if family.lock else MAX_BYTES
    if file.size > limit:
        return f"larger than {limit // 1_000_000} MB"
    text = texts.text(file.path, limit)
    if text is None:
        return "not text in UTF-8"
    page.text = text
    try:
        family.read(page)
    except UnreadableError as error:
        page.declared.clear()
        page.locked.clear()
        return str(error)
    return ""


def _settled(row: ManifestFile, readable: set[str], known: set[str]) -> ManifestFile:
    """A manifest that takes its packages from requirements files which were read is not dynamic; one that names absent files is."""
    told = row.dynamic and row.includes and readable.issuperset(row.includes)
    if row.kind == "requirements" and not row.dynamic and any(name not in known for name in row.includes):
        return replace(row, dynamic=True)
    return replace(row, dynamic=False) if told else row


def _row(page: Page, family: Family, problem: str) -> ManifestFile:
    return ManifestFile(
        path=page.path,
        ecosystem=family.ecosystem,
        kind=family.kind,
        lock=family.lock,
        dynamic=page.dynamic,
        problem=problem,
        scripts=tuple(page.scripts),
        entry_points=tuple(page.entry_points),
        includes=tuple(page.includes),
    )
