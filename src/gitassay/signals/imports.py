"""Which packages code imports from outside the repository, and under which names they are declared."""

import re
import sys
import tomllib
from dataclasses import dataclass
from functools import cache

from gitassay.facts.code.table import Parse, Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Place
from gitassay.resources import resource
from gitassay.signals.commands import arguments, is_install, readme_commands
from gitassay.signals.local_modules import local_modules
from gitassay.signals.once import once

_NODE = frozenset(
    [
        "assert",
        "async_hooks",
        "buffer",
        "child_process",
        "cluster",
        "console",
        "constants",
        "crypto",
        "dgram",
        "diagnostics_channel",
        "dns",
        "domain",
        "events",
        "fs",
        "http",
        "http2",
        "https",
        "inspector",
        "module",
        "net",
        "os",
        "path",
        "perf_hooks",
        "process",
        "punycode",
        "querystring",
        "readline",
        "repl",
        "stream",
        "string_decoder",
        "sys",
        "timers",
        "tls",
        "trace_events",
        "tty",
        "url",
        "util",
        "v8",
        "vm",
        "wasi",
        "worker_threads",
        "zlib",
    ]
)
_NO_PACKAGE = re.compile(r"^(?:[./~#$]|@/|@@/|node:|bun:?|virtual:|https?:|data:|astro:|npm:|jsr:|vscode$|k6$|\w:)")
_SCRIPTS = frozenset({"javascript", "typescript", "jsx", "tsx", "vue", "svelte"})
_BUNDLED = frozenset(
    {
        "setuptools",
        "pkg_resources",
        "google.colab",
        "IPython.display",
        "__main__",
        "distutils",
        "imp",
        "asyncore",
        "asynchat",
        "mypy_extensions",
    }
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A package that code imports: its name as imported, the whole module, and where first in files of this role.

    `optional` when the import is guarded, so that the code does without.
    """

    package: str
    module: str
    place: Place
    role: str = "main"
    optional: bool = False


@once
def python_wanted(facts: Facts) -> tuple[Wanted, ...]:
    """Packages that Python code imports, each once a role, without built-in and local ones."""
    modules = local_modules(facts)
    own = {plain_name(name) for name in facts.manifests.package_names}
    found: dict[tuple[str, str, bool], Wanted] = {}
    for unit in facts.code.units:
        if unit.language.lower() != "python" or not _counts(unit) or unit.path.rsplit("/", 1)[-1] == "setup.py":
            continue
        for one in unit.imports:
            top = one.module.split(".", 1)[0]
            skipped = not top or top in sys.stdlib_module_names or top in _BUNDLED or one.module in _BUNDLED
            if (
                not skipped
                and not modules.may_import(unit.path, top)
                and plain_name(top) not in own
                and not modules.made_later(top + ".py")
            ):
                full = f"{one.module}.{one.name}" if one.name and one.name != "*" else one.module
                name = top if top != "google" else ".".join(full.split(".")[:2])
                wanted = Wanted(name, full, Place(unit.path, one.line, one.line), unit.role, one.optional)
                found.setdefault((name, unit.role, one.optional), wanted)
    return tuple(one for _, one in sorted(found.items()))


def script_wanted(facts: Facts) -> list[Wanted]:
    """Packages that JavaScript and TypeScript code imports, each once a role, without built-in and local ones."""
    own = {name.lower() for name in facts.manifests.package_names}
    folders = {part for file in facts.files for part in file.path.split("/")[:-1]} | {
        file.path.split("/")[-1].split(".", 1)[0] for file in facts.files
    }
    homes = [one.path.rpartition("/")[0] for one in facts.manifests.files if one.path.endswith("package.json")]
    found: dict[tuple[str, str, bool], Wanted] = {}
    for unit in facts.code.units if homes else ():
        if unit.language.lower() not in _SCRIPTS or not _counts(unit) or not _is_bundled(unit, homes):
            continue
        for one in unit.imports:
            if not one.module or _NO_PACKAGE.match(one.module):
                continue
            parts = one.module.split("/")
            package = "/".join(parts[:2]) if parts[0].startswith("@") else parts[0]
            if package not in _NODE and package.lower() not in own and parts[0] not in folders:
                wanted = Wanted(package, one.module, Place(unit.path, one.line, one.line), unit.role, one.optional)
                found.setdefault((package, unit.role, one.optional), wanted)
    return [one for _, one in sorted(found.items())]


def _counts(unit: Unit) -> bool:
    return unit.parse is Parse.OK and unit.role in ("main", "notebook", "test", "example", "docs")


def _is_bundled(unit: Unit, homes: list[str]) -> bool:
    """Whether a script belongs to an npm project: only under a package.json are imports packages that have to be declared."""
    folder = unit.path.rpartition("/")[0]
    return any(not home or folder == home or folder.startswith(home + "/") for home in homes)


def told_by_readme(facts: Facts) -> frozenset[str]:
    """Normalised names of packages that the README tells to install."""
    known: set[str] = set()
    for command in readme_commands(facts, facts.readme) if facts.readme else ():
        if is_install(command.text) in ("python", "node"):
            known |= {plain_name(re.split(r"[=<>~!\[@ ]", word)[0]) for word in arguments(command.text)[2:] if not word.startswith("-")}
    return frozenset(known)


def is_declared(wanted: Wanted, known: frozenset[str], ecosystem: str) -> bool:
    """Whether one of the names under which a package is published is known, or that of a package which always brings it."""
    return is_named(wanted, known, ecosystem) or (ecosystem == "pypi" and is_carried(wanted, known))


def is_named(wanted: Wanted, known: frozenset[str], ecosystem: str) -> bool:
    """Whether one of the names under which a package is published is known."""
    if ecosystem == "npm":
        typed = "@types/" + plain_name(wanted.package.replace("/", "--").lstrip("@"))
        return plain_name(wanted.package) in known or typed in known
    names = published_as(wanted)
    loose = {loose_name(name) for name in names}
    return bool(names & known) or bool(loose & {loose_name(name) for name in known})


def published_as(wanted: Wanted) -> frozenset[str]:
    """The normalised names under which a Python module may be published."""
    return frozenset({plain_name(name) for name in distributions(wanted.module)} | {plain_name(wanted.package)})


def is_carried(wanted: Wanted, known: frozenset[str]) -> bool:
    """Whether a known Python package always brings this one along."""
    return any(plain_name(name) in known for name in carriers(wanted.package))


def distributions(module: str) -> tuple[str, ...]:
    """The distributions that may provide a module, by its longest known prefix; () when the name is not listed."""
    table = _table("python")
    parts = module.split(".")
    for length in range(len(parts), 0, -1):
        if ".".join(parts[:length]) in table:
            return table[".".join(parts[:length])]
    return ()


def carriers(package: str) -> tuple[str, ...]:
    """Distributions that always bring a package along, so that it is there although nobody declared it."""
    return _table("carried").get(package, ())


@cache
def _table(name: str) -> dict[str, tuple[str, ...]]:
    document = tomllib.loads((resource("config") / "import_names.toml").read_text(encoding="utf-8"))
    return {module: tuple(names) for module, names in document[name].items()}


def plain_name(name: str) -> str:
    """A package's name as names are compared."""
    return re.sub(r"[-_.]+", "-", name.strip().lower())


def loose_name(name: str) -> str:
    """A normalised name without the marks and endings by which an import and its distribution often differ."""
    return re.sub(r"^(?:python|py)-|-(?:python|py)\d?$|-", "", name)
