"""Whether the project names the work it builds on."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.known_work import words_of_their_own
from gitassay.signals.places import without_code
from gitassay.signals.reading import at, sections
from gitassay.signals.signal import signal

HEADER_LINES = 30
_CREDIT = re.compile(
    r"\b(?:based (?:up)?on|inspired by|adapted from|derived from|forked from|ported from|borrowed from|taken from|modified from"
    r"|originally (?:from|by|written)|credits? (?:to|goes?)|following (?:the|this) (?:tutorial|course|guide|video)"
    r"|(?:this|the) tutorial (?:by|from)|thanks to|copied from|(?:code|implementation) (?:is )?from)\b",
    re.IGNORECASE,
)
_DRAWN = re.compile(r"\b(?:logo|icons?|banner|artwork)\b", re.IGNORECASE)
"""What is drawn for a project is no work that its code builds on."""
_HEADING = re.compile(
    r"\b(?:acknowledge?ments?|credits?|references?|attributions?|inspiration|sources?|citations?|thanks)\b", re.IGNORECASE
)
_LINK = re.compile(r"https?://|github\.com/|arxiv|\bby @?[A-Z]\w+")


@signal("Does the project credit the work it builds on?")
def credits_its_source(facts: Facts, answer: Answer) -> Finding:
    """Naming a source is good practice and lets a reader tell own work from what was built on.

    Seen: a credit with a link or a name in the README or in the head of a source file, or a section of credits that links something.
    Thanks that were copied with the text they stand in are the source's, and are passed over.
    Not seen: whether everything that should be credited is; a project that builds on nothing has nobody to credit.
    """
    places: list[Place] = []
    readme = facts.readme
    if readme:
        lines = (facts.texts.text(readme.path) or "").split("\n")[:5_000]
        places += [at(readme, number) for number, line in enumerate(lines, start=1) if _credits(line)]
        linked = [one.line for one in readme.references if not one.image]
        places += [
            at(readme, one.start, one.end) for one in sections(readme, _HEADING) if any(one.start <= line <= one.end for line in linked)
        ]
    for unit in facts.code.own[:2_000]:
        head = facts.texts.lines(unit.path, 1, HEADER_LINES) or []
        places += [Place(unit.path, number, number) for number, line in enumerate(head, start=1) if _credits(line)]
    places = list(words_of_their_own(facts, places))
    if places:
        return answer.yes("The project credits work it builds on.", places, Confidence.MEDIUM, {"credits": len(places)})
    if readme is None:
        return without_code(facts, answer) or answer.no("No source is credited.")
    if not readme.english:
        return answer.not_available("The README does not read as English, so its sentences were not judged.")
    return answer.no("No source is credited.")


def _credits(line: str) -> bool:
    cut = line[:2_000]
    return bool(_CREDIT.search(cut) and _LINK.search(cut) and not _DRAWN.search(cut))
