"""Whether what the README names is there."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.model.readme import Standing
from gitassay.signals.answer import Answer
from gitassay.signals.claimed.claim import Claim
from gitassay.signals.claims import claims_of
from gitassay.signals.places import counted, named, without_readme
from gitassay.signals.reading import at
from gitassay.signals.signal import signal

KINDS = frozenset({"file", "command", "module", "option", "variable"})


@signal("Are the commands, files, modules, options and variables that the README names in the code?")
def claims_match_code(facts: Facts, answer: Answer) -> Finding:
    """A README that names what is not there was not written for this code, or was left behind by it.

    Seen: files that commands run or read and links lead to, targets of make, npm and docker, own modules and names imported from them,
    options of own programs, environment variables.
    Not seen: files that are made when the project runs, left out by .gitignore, or part of another repository; these are left out.
    """
    readme = facts.readme
    if readme is None:
        return without_readme(facts, answer) or answer.no("There is no README.")
    told = [one for one in claims_of(facts) if one.kind in KINDS and one.standing is not Standing.CANNOT_TELL]
    if not told:
        return answer.not_applicable("The README names no file, command or module that could be looked up.")
    absent = [one for one in told if one.standing is Standing.NOT_FOUND]
    measures = {"named": len(_names(told)), "absent": len(_names(absent))}
    if absent:
        places: list[Place] = [at(readme, one.line) for one in absent]
        return answer.no(f"The README names what is not there: {named(_names(absent))}.", places, Confidence.MEDIUM, measures)
    said = f"{counted(len(_names(told)), 'named thing')} looked up, all found."
    return answer.yes(said, [at(readme, one.line) for one in told], measures=measures)


def _names(claims: list[Claim]) -> list[str]:
    return list(dict.fromkeys(one.name for one in claims))
