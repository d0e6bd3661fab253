"""Whether results are held against something."""

import re

from gitassay.facts.facts import Facts
from gitassay.facts.results.prose import in_sentence
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.comparing import compared_rows, computed_here
from gitassay.signals.places import unread_language, without_code
from gitassay.signals.reading import at, sentences
from gitassay.signals.signal import signal

_CLAIMED = "nothing here computes them, so it is a claim to ask about."
_BASELINE = re.compile(
    r"\b(?:baselines?|naive|majority(?: class)?|random (?:guess|classifier|baseline)|zero[- ]shot|vanilla|before|without"
    r"|previous|state of the art|sota|original)\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\b(?:baselines?|compared (?:to|with)|versus|vs\.?|outperform\w*|better than|faster than|slower than|worse than"
    r"|improve\w* (?:on|over|from))\b",
    re.IGNORECASE,
)


@signal("Are results compared with a baseline or with other methods?")
def compares_to_baseline(facts: Facts, answer: Answer) -> Finding:
    """A figure means something only beside another one.

    Seen: a table with figures of at least two methods or a sentence that holds a figure against another approach, where the repository
    computes or shows one of the figures; a dummy model in code. Figures that nothing here computes are a claim, for a person to ask about.
    Not seen: comparisons drawn only in charts, and sentences in other languages.
    """
    dummies = [
        Place(unit.path, call.line, call.end)
        for unit in facts.code.own
        for call in unit.calls
        if call.name.startswith("sklearn.dummy.") and call.name.count(".") == 2
    ]
    if dummies:
        return answer.yes("A dummy model serves as the baseline.", dummies)
    readme = facts.readme
    if readme:
        rows = compared_rows(facts, readme)
        if rows:
            named_so = any(_BASELINE.search(label) for label, _ in rows)
            places = [place for _, place in rows]
            if not computed_here(facts, places):
                return answer.needs_review(f"The README compares figures of several methods; {_CLAIMED}", places, {"rows": len(rows)})
            confidence = Confidence.HIGH if named_so else Confidence.MEDIUM
            return answer.yes("The README compares figures of several methods.", places, confidence, {"rows": len(rows)})
        spoken = [line for line, text in sentences(readme) if _AGAINST.search(text) and in_sentence(text)] if readme.english else []
        if spoken:
            places = [at(readme, line) for line in spoken]
            if not computed_here(facts, places):
                return answer.needs_review(f"The README holds a figure against another approach; {_CLAIMED}", places)
            return answer.yes("The README holds a figure against another approach.", places, Confidence.MEDIUM)
        if not readme.english:
            return unread_language(readme, answer) or answer.no("No comparison was found.")
    return (without_code(facts, answer) if readme is None else None) or answer.no(
        "No comparison with a baseline or another method was found."
    )
