"""Whether the README says why the project exists."""

import re
from collections.abc import Sequence

from gitassay.facts.facts import Facts
from gitassay.facts.readme import Readme, Section
from gitassay.facts.readme.kinds import Kind
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.places import without_words
from gitassay.signals.reading import at, sentences, words
from gitassay.signals.signal import signal

WORDS = 8
_REASON = re.compile(
    r"\b(?:because|in order to|so that|instead of|rather than|without having to|unlike|motivat\w+|the (?:problem|goal|aim|purpose|idea)\b"
    r"|(?:i|we) (?:built|made|wrote|created|needed|wanted|started)|was (?:built|made|written|created|born)|designed (?:to|for)"
    r"|help(?:s|ing)? (?:you|users?|people|teams?|developers?|students?|\w+s)\b|makes? it (?:easy|easier|possible|simple)"
    r"|saves? (?:you )?time|existing (?:tools|solutions|approaches)|lack(?:s|ed)?|tedious|time-consuming"
    r"|too (?:slow|expensive|hard|complex)|solves?|alternative to)\b",
    re.IGNORECASE,
)
_TOP = frozenset({Kind.WHAT, Kind.WHY})


@signal("Does the README say why the project exists?")
def explains_why(facts: Facts, answer: Answer) -> Finding:
    """A project with a reason was made for somebody; one that can name its reason can be judged by it.

    Seen: a section about reasons, and sentences in the introduction that name a need, a problem, a user or what is better than before.
    Not seen: reasons told elsewhere, in pictures, or in a language other than English.
    """
    unread = without_words(facts, answer)
    readme = facts.readme
    if unread is not None or readme is None:
        return unread or answer.no("There is no README.")
    told = list(zip(readme.sections, facts.readme_kinds, strict=True))
    reasons = _about(readme, told)
    if reasons:
        return answer.yes("A section of the README tells why the project exists.", reasons)
    lines = [line for line, text in sentences(readme) if words(text) >= WORDS and _REASON.search(text) and _introduces(told, line)]
    if lines:
        return answer.yes(
            "The README names a reason for the project.", [at(readme, line) for line in dict.fromkeys(lines)], Confidence.MEDIUM
        )
    return answer.no("The README does not say why the project exists.", [at(readme, 1)])


def _about(readme: Readme, told: Sequence[tuple[Section, tuple[Kind, ...]]]) -> list[Place]:
    """Sections that are about reasons and have prose."""
    spoken = {line for line, text in readme.prose if words(text) >= WORDS}
    return [
        at(readme, section.start, section.end)
        for section, several in told
        if Kind.WHY in several and section.heading and any(section.start <= line <= section.end for line in spoken)
    ]


def _introduces(told: Sequence[tuple[Section, tuple[Kind, ...]]], line: int) -> bool:
    """Whether a line stands in a section that says what the project is, or before any heading."""
    return any(section.start <= line <= section.end and (not section.level or not _TOP.isdisjoint(several)) for section, several in told)
