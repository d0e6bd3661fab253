"""Whether decisions are written down with their reasons."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.places import counted, first_line
from gitassay.signals.reading import words
from gitassay.signals.records import RECORD, foreign_records
from gitassay.signals.signal import signal

WORDS = 60
_DESIGN = re.compile(
    r"(?:^|/)(?:design|architecture|technical[-_]design|tech[-_]?spec|plan|spec|proposal)[\w-]*\.(?:md|rst|txt|adoc)$", re.IGNORECASE
)
_HEADING = re.compile(
    r"^[\W\d]*(?:design (?:decisions?|choices?|rationale)|(?:key |technical |architectural )?decisions?|why (?:not|we chose"
    r"|i chose|this|these|\S.{0,60}\b(?:instead of|rather than|over)\b)|rationale|alternatives considered)",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:because|since|so that|in order to|instead of|rather than|therefore|the reason|trade-?offs?|consequences?"
    r"|alternatives?|rationale|justification|we chose|i chose|was chosen|chosen|decided)\b",
    re.IGNORECASE,
)


@signal("Are decisions recorded with their reasons?")
def records_decisions(facts: Facts, answer: Answer) -> Finding:
    """A recorded decision shows what was weighed, and spares the next person from weighing it again.

    Seen: decision records and design documents of some length with words of reasoning, and README sections on design decisions.
    Not seen: decisions recorded in issues or in a wiki; records in other languages are left to a person, and an empty record from a
    template has no reasons.
    """
    places: list[Place] = []
    for file in facts.files:
        is_record = bool(RECORD.search(file.path))
        if file.role == "vendored" or not (is_record or _DESIGN.search(file.path)):
            continue
        place = _reasoned(facts, file.path, 1 if is_record else 3)
        if place:
            places.append(place)
    sections = facts.readme.sections if facts.readme else ()
    told = [
        one
        for one in sections
        if _HEADING.search(one.heading[:200]) and words(one.text[:20_000]) >= WORDS // 2 and _REASON.search(one.text[:20_000])
    ]
    if facts.readme:
        places += [Place(facts.readme.path, one.start, one.end) for one in told]
    if places:
        documents = counted(len(places), "document or section", "documents or sections")
        confidence = Confidence.HIGH if len(places) > len(told) else Confidence.MEDIUM
        return answer.yes(f"Decisions are recorded with reasons in {documents}.", places, confidence, {"records": len(places)})
    foreign = foreign_records(facts)
    if foreign:
        said = "Documents that by their names record decisions are not in English; a person has to read them."
        return answer.needs_review(said, [first_line(path) for path in foreign])
    if facts.readme and not facts.readme.english:
        return answer.not_available("The README does not read as English, so its sections could not be told apart.")
    return answer.no("No record of decisions was found.")


def _reasoned(facts: Facts, path: str, least: int) -> Place | None:
    """The first line that gives a reason in a document of some length with at least `least` such lines."""
    lines = (facts.texts.text(path) or "").split("\n")[:5_000]
    if sum(words(line[:2_000]) for line in lines) < WORDS:
        return None
    reasons = [number for number, line in enumerate(lines, start=1) if _REASON.search(line[:2_000])]
    return Place(path, reasons[0], reasons[0]) if len(reasons) >= least else None
