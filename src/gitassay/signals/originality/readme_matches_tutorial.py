"""Whether the README's text matches that of a well-known tutorial."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer, Measures
from gitassay.signals.known_work import developed_further, known_work, said, titled
from gitassay.signals.places import without_readme
from gitassay.signals.signal import signal

SHARE = 0.5
WORDS = 60


@signal("Does the README match that of a well-known tutorial?")
def readme_matches_tutorial(facts: Facts, answer: Answer) -> Finding:
    """A README taken over as it is describes another project.

    Seen: runs of words that also stand in the README of an indexed tutorial, when they make up half of the text or more.
    Not seen: texts written anew or translated; the text of a generator's template is another question.
    """
    missing = without_readme(facts, answer)
    if missing:
        return missing
    matches = facts.matches
    if matches is None:
        return answer.not_available("The index of tutorials can't be read.")
    regions = [match for match in matches.readme if match.counts and match.source.kind in ("tutorial", "example")]
    words = sum(match.tokens for match in regions)
    share = min(1.0, words / max(1, matches.readme_words))
    if share < SHARE or words < WORDS:
        return answer.no("The README does not match that of a known tutorial.", measures={"share": round(share, 3)})
    longest = max(regions, key=lambda match: (match.tokens, -match.place.start))
    pairs = {f"match_{number}": said(match) for number, match in enumerate(regions[:8], start=1)}
    measures: Measures = {"share": round(share, 3), "source": longest.source.name, **pairs}
    message = f"{share:.0%} of the README matches that of {titled(longest.source)}."
    places = [match.place for match in regions]
    work = known_work(facts)
    if work is not None and developed_further(facts, work):
        return answer.needs_review(f"{message} The code goes further than it.", places, measures=measures)
    return answer.yes(message, places, Confidence.HIGH, measures)
