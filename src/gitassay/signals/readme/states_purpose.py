"""Whether the README says what the project is for."""

import re

from gitassay.facts.facts import Facts
from gitassay.facts.readme import Readme
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.places import unread_language, without_readme
from gitassay.signals.reading import at, sections, words
from gitassay.signals.readme.is_template_boilerplate import known_readmes
from gitassay.signals.signal import signal

WORDS = 6
_ABOUT = re.compile(
    r"^\W*(?:about|abstract|overview|introduction|intro|description|summary|motivation|background|purpose|goals?|objectives?"
    r"|problem|features?"
    r"|what\b|why\b|project (?:description|overview|summary)|use cases?|the (?:problem|project|idea)|problem statement|business)",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"\b(?:because|so that|in order to|motivat\w+|problem|purpose|goal|aims?|helps?|allows?|lets?|enables?|instead of"
    r"|without having|makes? it (?:easy|easier|possible)"
    r"|saves?|designed (?:to|for)|useful (?:for|when)|need(?:s|ed)? to|want(?:s|ed)? to|simplif\w+|solves?|predicts?"
    r"|detects?|provides?)\b",
    re.IGNORECASE,
)
_HOUSEKEEPING = re.compile(r"^\W*(?:authors?|contributors?|licen[cs]e|copyright|table of contents|built with|©|\d+\.)", re.IGNORECASE)


@signal("Does the README say what the project does and why?")
def states_purpose(facts: Facts, answer: Answer) -> Finding:
    """A stranger who knows what a project is for can judge everything else about it.

    Seen: sentences at the top, or in a section about the project, of at least six words; surer when they name a need or a use.
    Not seen: purposes told only in a picture or elsewhere, and READMEs in other languages.
    """
    readme = facts.readme
    if readme is None:
        return without_readme(facts, answer) or answer.no("There is no README.")
    spoken = _about(readme)
    told = [(line, text) for line, text in spoken if words(text) >= WORDS]
    if not readme.english and readme.words >= WORDS:
        return unread_language(readme, answer) or answer.no("The README does not say what the project is for.")
    if not told:
        return answer.no("The README does not say what the project is for.", [at(readme, 1)])
    reasons = [line for line, text in told if _WHY.search(text[:2_000])]
    line = reasons[0] if reasons else told[0][0]
    said = "The README says what the project does and what for." if reasons else "The README says what the project does."
    measures = {"words": sum(words(text) for _, text in told), "names_a_need": int(bool(reasons))}
    return answer.yes(said, [at(readme, line)], Confidence.HIGH if reasons else Confidence.MEDIUM, measures)


def _about(readme: Readme) -> list[tuple[int, str]]:
    """Prose before the second heading of the README, and in sections about the project."""
    headings = [section for section in readme.sections if section.heading]
    top = headings[1].start if len(headings) > 1 else 1_000_000_000
    about = sections(readme, _ABOUT)
    return [
        (line, text)
        for line, text in readme.prose
        if not _is_furniture(text)
        and (line < top or any(section.start <= line <= section.end for section in about))
        and not _HOUSEKEEPING.search(text[:100])
    ]


def _is_furniture(text: str) -> bool:
    """Whether a line is a row of links, or a sentence that a template brought."""
    plain = " ".join(text[:2_000].lower().split())
    return any(plain.count(mark) > 1 for mark in ("•", "|", "·", " / ")) or any(
        part in plain for _, parts, _ in known_readmes() for part in parts
    )
