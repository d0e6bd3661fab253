"""Whether the declared packages are in use."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.imported import used_packages
from gitassay.signals.places import counted, named, partly_read, without_code
from gitassay.signals.signal import signal


@signal("Are all declared packages of the main code in use?")
def uses_what_it_declares(facts: Facts, answer: Answer) -> Finding:
    """A list of packages that nobody uses was copied or never tidied: a hint, of little weight.

    Seen: Python and npm packages that no file imports, no script or configuration names, and none of the others loads.
    Not seen: frozen environments, development packages, plugins that are loaded by rarer means.
    """
    missing_code = without_code(facts, answer)
    if missing_code:
        return missing_code
    if partly_read(facts):
        return answer.not_available("Not all of the code was read, so an unused package can't be told.")
    unclear = [one.path for one in facts.manifests.files if (one.dynamic or one.problem) and not one.lock]
    if unclear:
        return answer.not_available(f"{unclear[0]} could not be read whole, so an unused package can't be told.")
    used = used_packages(facts)
    if not used:
        return answer.not_applicable("No manifest lists packages of the main code by hand.")
    idle = sorted({name for (_, name), in_use in used.items() if not in_use})
    rows = [one for one in facts.manifests.declared if (one.ecosystem, one.name) in used]
    measures = {"declared": len(used), "unused": len(idle)}
    if not idle:
        places = [Place(one.path, one.line, one.line) for one in rows]
        return answer.yes(f"{counted(len(used), 'declared package')} looked up, all in use.", places, Confidence.MEDIUM, measures)
    said = f"{counted(len(idle), 'declared package is', 'declared packages are')} not used by any file: {named(idle)}."
    idle_places = [Place(one.path, one.line, one.line) for one in rows if not used[one.ecosystem, one.name]]
    return answer.no(said, idle_places, Confidence.LOW, measures)
