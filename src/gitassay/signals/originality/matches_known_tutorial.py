"""Whether the project's code matches a well-known tutorial, course or example."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence, Outcome
from gitassay.signals.answer import Answer
from gitassay.signals.known_work import KnownWork, developed_further, known_work, titled
from gitassay.signals.places import without_code
from gitassay.signals.signal import signal

SHOWN_REGION = 60
SURE = 0.5


@signal("Does the code match a well-known tutorial?")
def matches_known_tutorial(facts: Facts, answer: Answer) -> Finding:
    """Work that follows a tutorial shows less of one's own design; what was added counts in full.

    Seen: regions that match indexed tutorials, courses and examples, also with other names, when they make up the project.
    Not seen: sources that are not in the index; branches other than the assessed one. A match says nothing about how it came about:
    a course, a shared starting point, the same author or a licence that allows it explain many. Dates are those the commits state.
    """
    matches = facts.matches
    if matches is None:
        return answer.not_available("The index of tutorials can't be read.")
    if not matches.tokens:
        missing = without_code(facts, answer)
        unread = missing is not None and missing.outcome == Outcome.NOT_AVAILABLE
        return missing if missing and unread else answer.not_applicable("The assessed commit has too little code; no other branch is read.")
    first = [match for match in matches.regions if match.older and not match.common and match.tokens >= SHOWN_REGION]
    if sum(match.tokens for match in first) >= SURE * matches.tokens:
        said = f"Most of the code also stands in {titled(first[0].source)}; by the dates that commits state it stood here first."
        return answer.needs_review(said, [match.place for match in first])
    work = known_work(facts)
    if work is None or not work.regions:
        return answer.no(f"No part of the code matches one of {matches.indexed} known tutorials, courses and examples.")
    message = _message(work)
    if not work.is_the_project:
        shown = [match.place for match in work.regions if match.tokens >= SHOWN_REGION]
        said = f"{message} The project as a whole does not match." if shown else "Only short parts of the code match known tutorials."
        return answer.no(said, shown, measures=work.measures)
    named = developed_further(facts, work)
    if named:
        said = f"{message} The README names it, and the project goes further: look at what was added."
        return answer.needs_review(said, [named, *work.places], measures=work.measures)
    confidence = Confidence.HIGH if work.share >= SURE else Confidence.MEDIUM
    return answer.yes(message, work.places, confidence, work.measures)


def _message(work: KnownWork) -> str:
    longest = work.regions[0]
    return f"{work.share:.0%} of the code matches {titled(work.top.source)}; the longest region has {longest.tokens} tokens."
