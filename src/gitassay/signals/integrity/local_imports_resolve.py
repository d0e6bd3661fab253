"""Whether imports of the project's own modules lead somewhere."""

from gitassay.facts.code.table import Import, Parse, Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.local_modules import LocalModules, local_modules, normal
from gitassay.signals.places import counted, named, without_code
from gitassay.signals.signal import signal

_SCRIPTS = frozenset({"javascript", "typescript", "jsx", "tsx", "vue", "svelte"})


@signal("Do all imports of the project's own modules lead to a file?")
def local_imports_resolve(facts: Facts, answer: Answer) -> Finding:
    """An import of a module that is not there stops the program at its start.

    Seen: relative imports of Python, JavaScript and TypeScript in main code and tests whose file is missing, and imports of a module that
    is missing from one of the project's own Python packages.
    Not seen: imports inside `try`, of modules that a build makes or .gitignore leaves out, and aliases that a bundler resolves.
    """
    missing = without_code(facts, answer)
    if missing:
        return missing
    modules = local_modules(facts)
    declared = {use.name.lower().replace("-", "_") for use in facts.package_uses}
    seen: list[Place] = []
    absent: list[tuple[str, Place]] = []
    for unit in facts.code.units:
        if unit.role not in ("main", "test") or unit.parse is not Parse.OK:
            continue
        for one in unit.imports:
            found = None if one.optional or _is_declared(one, declared) else _leads_somewhere(modules, unit, one)
            if found is None:
                continue
            place = Place(unit.path, one.line, one.line)
            seen.append(place)
            if not found:
                absent.append((one.module, place))
    measures = {"local_imports": len(seen), "absent": len(absent)}
    if absent:
        said = f"{counted(len(absent), 'import')} of own modules lead nowhere: {named(module for module, _ in absent)}."
        return answer.no(said, [place for _, place in absent], Confidence.MEDIUM, measures)
    if seen:
        return answer.yes(f"{counted(len(seen), 'import')} of own modules looked up, all found.", seen, measures=measures)
    return answer.not_applicable("The code imports no modules of its own that could be looked up.")


def _is_declared(one: Import, declared: set[str]) -> bool:
    """Whether a package of this name is declared: a folder of the same name is then not what is meant."""
    return one.module.split(".", 1)[0].lower() in declared


def _absolute(modules: LocalModules, unit: Unit, one: Import) -> bool | None:
    """Whether `import a.b.c` leads to a file of the repository's package `a.b`; None where it may mean something else."""
    if not modules.lacks_module(unit.path, one.module):
        return True if modules.has_python(one.module) and modules.may_import(unit.path, one.module.split(".", 1)[0]) else None
    return None if modules.has_python(one.module) or modules.made_later(one.module.replace(".", "/") + ".py") else False


def _leads_somewhere(modules: LocalModules, unit: Unit, one: Import) -> bool | None:
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
