"""Whether what the README names is there."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.mentions import Mention, in_readme
from gitassay.signals.places import counted, named, without_readme
from gitassay.signals.reading import at
from gitassay.signals.signal import signal


@signal("Do the files, scripts and modules that the README names exist?")
def claims_match_code(facts: Facts, answer: Answer) -> Finding:
    """A README that names what is not there was not written for this code, or was left behind by it.

    Seen: files that commands run or read, npm scripts, make targets and Python modules in code blocks and inline code.
    Not seen: files that are made when the project runs, left out by .gitignore, or part of another repository; these are left out.
    """
    readme = facts.readme
    if readme is None:
        return without_readme(facts, answer) or answer.no("There is no README.")
    mentions = in_readme(facts, readme)
    told = [one for one in mentions if one.exists is not None]
    if not told:
        return answer.not_applicable("The README names no file, script or module that could be looked up.")
    absent = [one for one in told if one.exists is False]
    measures = {"named": len(_names(told)), "absent": len(_names(absent))}
    if absent:
        places: list[Place] = [at(readme, one.line) for one in absent]
        return answer.no(f"The README names what is not there: {named(_names(absent))}.", places, Confidence.MEDIUM, measures)
    said = f"{counted(len(_names(told)), 'named file, script or module', 'named files, scripts and modules')} looked up, all found."
    return answer.yes(said, [at(readme, one.line) for one in told], measures=measures)


def _names(mentions: list[Mention]) -> list[str]:
    return list(dict.fromkeys(one.name for one in mentions))
