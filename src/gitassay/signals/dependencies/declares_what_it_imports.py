"""Whether every imported package is declared."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.imported import Imported, imported_packages
from gitassay.signals.places import counted, named, without_code
from gitassay.signals.signal import signal

_MAIN = frozenset({"declared", "missing", "unknown", "development", "conda", "readme", "transitive"})
_BESIDE = (
    ("conda", "only in a conda environment"),
    ("readme", "only by a command in the README"),
    ("development", "only for development"),
)


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
    looked_up = [one for one in imported_packages(facts) if one.kind in _MAIN]
    missing = [one for one in looked_up if one.kind == "missing"]
    unclear = [one for one in facts.manifests.files if (one.dynamic or one.problem) and not one.lock]
    if unclear and not missing and any(one.kind == "unknown" for one in looked_up):
        why = "could not be read" if unclear[0].problem else "computes its packages"
        return answer.not_available(f"{unclear[0].path} {why}, so a missing one can't be told.")
    if not looked_up:
        return answer.not_applicable("The main code imports no packages from outside.")
    measures = {"imported": len(looked_up), "undeclared": len(missing)}
    if not missing:
        said = f"{counted(len(looked_up), 'imported package')} looked up, all declared or brought along by declared ones."
        places = [*(Place(one.path, one.line, one.line) for one in facts.manifests.declared), *(one.place for one in looked_up)]
        return answer.yes(said + _beside(looked_up), places, measures=measures)
    names = named(one.package for one in missing)
    said = f"{counted(len(missing), 'imported package is', 'imported packages are')} not declared: {names}."
    if not facts.manifests.declared:
        said = f"No manifest declares the imported packages: {names}."
    return answer.no(said + _beside(looked_up), [one.place for one in missing], Confidence.MEDIUM, measures)


def _beside(looked_up: list[Imported]) -> str:
    """What is declared, but not for everybody who runs the code."""
    told = [(words, [one.package for one in looked_up if one.kind == kind]) for kind, words in _BESIDE]
    return "".join(f" {words.capitalize()}: {named(names)}." for words, names in told if names)
