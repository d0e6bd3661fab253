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
    """A package that code imports: its name as imported, the whole module, and where first."""

    package: str
    module: str
    place: Place


def python_wanted(facts: Facts) -> list[Wanted]:
    """Packages that main Python code imports, each once, without built-in, local and optional ones."""
    modules = local_modules(facts)
    own = {_plain(name) for name in facts.manifests.package_names}
    found: dict[str, Wanted] = {}
    for unit in facts.code.main:
        if unit.language.lower() != "python" or unit.parse is not Parse.OK or unit.path.rsplit("/", 1)[-1] == "setup.py":
            continue
        for one in unit.imports:
            top = one.module.split(".", 1)[0]
            skipped = one.optional or not top or top in sys.stdlib_module_names or top in _BUNDLED or one.module in _BUNDLED
            if not skipped and not modules.has_python(top) and _plain(top) not in own and not modules.made_later(top + ".py"):
                full = f"{one.module}.{one.name}" if one.name and one.name != "*" else one.module
                found.setdefault(
                    top if top != "google" else ".".join(full.split(".")[:2]), Wanted(top, full, Place(unit.path, one.line, one.line))
                )
    return [Wanted(name, one.module, one.place) for name, one in sorted(found.items())]


def script_wanted(facts: Facts) -> list[Wanted]:
    """Packages that main JavaScript and TypeScript code imports, each once, without built-in, local and optional ones."""
    own = {name.lower() for name in facts.manifests.package_names}
    folders = {part for file in facts.files for part in file.path.split("/")[:-1]} | {
        file.path.split("/")[-1].split(".", 1)[0] for file in facts.files
    }
    found: dict[str, Wanted] = {}
    for unit in facts.code.main:
        if unit.language.lower() not in _SCRIPTS or unit.parse is not Parse.OK or not _is_bundled(facts, unit):
            continue
        for one in unit.imports:
            if one.optional or not one.module or _NO_PACKAGE.match(one.module):
                continue
            parts = one.module.split("/")
            package = "/".join(parts[:2]) if parts[0].startswith("@") else parts[0]
            if package not in _NODE and package.lower() not in own and parts[0] not in folders:
                found.setdefault(package, Wanted(package, one.module, Place(unit.path, one.line, one.line)))
    return [found[name] for name in sorted(found)]


def _is_bundled(facts: Facts, unit: Unit) -> bool:
    """Whether a script belongs to an npm project: only under a package.json are imports packages that have to be declared."""
    folder = unit.path.rpartition("/")[0]
    homes = [one.path.rpartition("/")[0] for one in facts.manifests.files if one.path.endswith("package.json")]
    return any(not home or folder == home or folder.startswith(home + "/") for home in homes)


def declared_names(facts: Facts, ecosystems: tuple[str, ...]) -> frozenset[str]:
    """Normalised names that manifests declare, locks hold, or the README tells to install."""
    known = {_plain(one.name) for one in facts.manifests.declared if one.ecosystem in ecosystems}
    known |= {_plain(one.name) for one in facts.manifests.locked if one.ecosystem in ecosystems}
    if facts.readme and ("pypi" in ecosystems or "npm" in ecosystems):
        for command in readme_commands(facts, facts.readme):
            if is_install(command.text) in ("python", "node"):
                known |= {_plain(re.split(r"[=<>~!\[@ ]", word)[0]) for word in arguments(command.text)[2:] if not word.startswith("-")}
    return frozenset(known)


def is_declared(wanted: Wanted, known: frozenset[str], ecosystem: str) -> bool:
    """Whether one of the names under which a package is published is known."""
    if ecosystem == "npm":
        typed = "@types/" + _plain(wanted.package.replace("/", "--").lstrip("@"))
        return _plain(wanted.package) in known or typed in known
    names = {_plain(name) for name in (*distributions(wanted.module), *carriers(wanted.package))} | {_plain(wanted.package)}
    loose = {_loose(name) for name in names}
    return bool(names & known) or bool(loose & {_loose(name) for name in known})


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


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name.strip().lower())


def _loose(name: str) -> str:
    """A name without the marks and endings by which an import and its distribution often differ."""
    return re.sub(r"^(?:python|py)-|-(?:python|py)\d?$|-", "", name)
