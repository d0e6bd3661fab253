"""Whether an import of one of the project's own modules leads to a file."""

import sys

from gitassay.facts.code.table import Import, Unit
from gitassay.signals.local_modules import LocalModules, normal

_SCRIPTS = frozenset({"javascript", "typescript", "jsx", "tsx", "vue", "svelte"})


def means_another(one: Import, declared: set[str]) -> bool:
    """Whether a package of this name is declared, a part of it, or part of Python: a folder of the same name is then not what is meant."""
    top = one.module.split(".", 1)[0]
    return top in sys.stdlib_module_names or any(name == top.lower() or name.startswith(f"{top.lower()}_") for name in declared)


def _absolute(modules: LocalModules, unit: Unit, one: Import) -> bool | None:
    """Whether `import a.b.c` leads to a file of the repository's package `a.b`; None where it may mean something else."""
    if not modules.lacks_module(unit.path, one.module):
        return True if modules.has_python(one.module) and modules.may_import(unit.path, one.module.split(".", 1)[0]) else None
    return None if modules.has_python(one.module) or modules.made_later(one.module.replace(".", "/") + ".py") else False


def leads_somewhere(modules: LocalModules, unit: Unit, one: Import) -> bool | None:
    """Whether a relative import leads to a file; None where that can't be told."""
    language = unit.language.lower()
    if language == "python":
        if not one.module.startswith("."):
            return _absolute(modules, unit, one)
        if not one.module.strip("."):
            return None
        return modules.has_relative(unit.path, one.module) or (
            None if modules.made_later(one.module.strip(".").replace(".", "/") + ".py") else False
        )
    if language not in _SCRIPTS or not one.module.startswith(("./", "../")) or "!" in one.module or "*" in one.module:
        return None
    if modules.has_script(unit.path, one.module):
        return True
    goal = normal(unit.path.rpartition("/")[0] + "/" + one.module.split("?", 1)[0])
    return None if goal is None or any(modules.made_later(goal + ending) for ending in ("", ".ts", ".js", ".json", ".tsx")) else False
