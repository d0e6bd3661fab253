"""Whether it is said how to contribute and what may be done with the code."""

import re

from gitassay.facts.facts import Facts
from gitassay.facts.readme import Readme
from gitassay.model.finding import Finding, Place
from gitassay.signals.answer import Answer
from gitassay.signals.places import first_line
from gitassay.signals.reading import at, has_content, sections
from gitassay.signals.signal import signal

_CONTRIBUTING = re.compile(r"^(?:\.github/|docs/)?contributing(?:\.[\w-]+)?(?:\.(?:md|rst|txt))?$", re.IGNORECASE)
_LICENCE = re.compile(r"^(?:licen[cs]es?|copying|unlicense|copyright)(?:[-_.][\w.-]+)?$", re.IGNORECASE)
_CONTRIBUTION_HEADING = re.compile(
    r"\b(?:contribut(?:e|es|ing|ions?)|development|how to help|get(?:ting)? involved|pull requests?)\b", re.IGNORECASE
)
_LICENCE_HEADING = re.compile(r"\blicen[cs](?:e|es|ing)\b", re.IGNORECASE)


@signal("Does the project say how to contribute and under which licence it stands?")
def names_contribution_and_licence(facts: Facts, answer: Answer) -> Finding:
    """Code without a licence may not be used by others; a way to contribute invites them.

    Seen: a licence file or section, and a contribution guide or section, in the README or beside it.
    Not seen: a heading with nothing below it, a list of contributors, which invites nobody, whether the licence fits the code it
    covers, and headings in other languages.
    """
    paths = [file.path for file in facts.files]
    contribution: list[Place] = [first_line(path) for path in paths if _CONTRIBUTING.match(path)]
    licence: list[Place] = [first_line(path) for path in paths if _LICENCE.match(path)]
    if facts.readme:
        contribution += _said(facts.readme, _CONTRIBUTION_HEADING)
        licence += _said(facts.readme, _LICENCE_HEADING)
    if contribution and licence:
        return answer.yes("The project says how to contribute and names its licence.", [contribution[0], licence[0]])
    if facts.readme and not facts.readme.english and not licence and not contribution:
        return answer.not_available("The README does not read as English, so its sections could not be told apart.")
    if licence:
        return answer.no("The project names a licence, but not how to contribute.", licence)
    if contribution:
        return answer.no("The project says how to contribute, but names no licence.", contribution)
    return answer.no("The project names neither a licence nor a way to contribute.")


def _said(readme: Readme, heading: re.Pattern[str]) -> list[Place]:
    return [at(readme, one.start, one.end) for one in sections(readme, heading) if has_content(readme, one)]
