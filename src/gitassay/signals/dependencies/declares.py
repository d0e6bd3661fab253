"""Whether it is declared which packages the project needs."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.signals.answer import Answer, Measures
from gitassay.signals.places import counted, first_line
from gitassay.signals.signal import signal


@signal("Does a manifest declare the packages that the project needs?")
def declares(facts: Facts, answer: Answer) -> Finding:
    """Without a manifest nobody can install what the code needs, except by guessing.

    Seen: requirements files, pyproject.toml, package.json, go.mod and their kin with at least one package.
    Not seen: packages named only in a README or installed by a cell of a notebook.
    """
    declared = facts.manifests.declared
    ecosystems = sorted({one.ecosystem for one in declared})
    if declared:
        paths = list(dict.fromkeys(one.path for one in declared))
        first = {path: next(one for one in declared if one.path == path) for path in paths}
        places = [Place(path, first[path].line, first[path].line) for path in paths]
        measures: Measures = {"packages": len({(one.ecosystem, one.name) for one in declared}), "ecosystems": ", ".join(ecosystems)}
        return answer.yes(f"{counted(len(paths), 'manifest')} with {counted(len(declared), 'package')}.", places, measures=measures)
    manifests = [one for one in facts.manifests.files if not one.lock]
    unreadable = [one for one in manifests if one.problem or one.dynamic]
    if unreadable:
        return answer.not_available(f"The packages in {unreadable[0].path} could not be read.")
    if manifests:
        return answer.no("The manifests declare no packages.", [first_line(one.path) for one in manifests])
    if not facts.code.own:
        return answer.not_applicable("The repository holds no source code that would need packages.")
    return answer.no("There is no manifest.")
