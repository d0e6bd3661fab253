"""Whether every imported package is declared."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.imports import Wanted, declared_names, is_declared, python_wanted, script_wanted
from gitassay.signals.places import counted, named, without_code
from gitassay.signals.signal import signal

_PYTHON = ("pypi", "conda")


@signal("Are all packages declared that the main code imports?")
def declares_what_it_imports(facts: Facts, answer: Answer) -> Finding:
    """Code that imports what no manifest names fails on every machine but the author's.

    Seen: imports of the main Python, JavaScript and TypeScript code that are neither declared, locked, built in, optional, local
    nor brought along by a declared one.
    Not seen: notebooks, tests and examples; what a rarer package brings along looks undeclared, hence less certainty.
    """
    missing_code = without_code(facts, answer)
    if missing_code:
        return missing_code
    languages = (("pypi", _PYTHON, python_wanted(facts)), ("npm", ("npm",), script_wanted(facts)))
    checked: list[Wanted] = []
    absent: list[Wanted] = []
    unclear: list[str] = []
    for ecosystem, kin, wanted in languages:
        manifests = [one for one in facts.manifests.files if one.ecosystem in kin and not one.lock]
        if any(one.dynamic or one.problem for one in manifests):
            unclear += [one.path for one in manifests if one.dynamic or one.problem]
            continue
        known = declared_names(facts, kin)
        checked += wanted
        absent += [one for one in wanted if not is_declared(one, known, ecosystem)]
    if unclear:
        return answer.not_available(f"{unclear[0]} computes its packages, so a missing one can't be told.")
    if not checked:
        return answer.not_applicable("The main code imports no packages from outside.")
    names = sorted({one.package for one in absent})
    measures = {"imported": len({one.package for one in checked}), "undeclared": len(names)}
    if not absent:
        places = [*(Place(one.path, one.line, one.line) for one in facts.manifests.declared), *(one.place for one in checked)]
        return answer.yes(f"{counted(measures['imported'], 'imported package')} looked up, all declared.", places, measures=measures)
    said = f"{counted(len(names), 'imported package is', 'imported packages are')} not declared: {named(names)}."
    if not facts.manifests.declared:
        said = f"No manifest declares the imported packages: {named(names)}."
    return answer.no(said, [one.place for one in absent], Confidence.MEDIUM, measures)
