"""Whether imports of the project's own modules lead somewhere."""

from gitassay.facts.code.table import Parse
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.local_modules import local_modules
from gitassay.signals.own_imports import leads_somewhere, means_another
from gitassay.signals.places import counted, named, without_code
from gitassay.signals.samples import is_sample
from gitassay.signals.signal import signal


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
        if unit.role not in ("main", "test") or unit.parse is not Parse.OK or is_sample(unit.path):
            continue
        for one in unit.imports:
            found = None if one.optional or means_another(one, declared) else leads_somewhere(modules, unit, one)
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
