"""Whether the README says what the project can't do."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.places import without_words
from gitassay.signals.reading import at, prose_in, sections, sentences, words
from gitassay.signals.signal import signal

WORDS = 8
_IF = re.compile(r"\bif (?:you|it|this|your)\b.{0,80}\b(?:isn't|is not|doesn't|does not)\b", re.IGNORECASE)
_HEADING = re.compile(
    r"\b(?:limitations?|known (?:issues|bugs|problems|limits)|caveats?|shortcomings?|what (?:it|this) (?:does not|doesn't"
    r"|is not)|out of scope|non-goals?|pitfalls?|gotchas)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"\b(?:(?:known|current|main|one|a|the) (?:limitations?|shortcomings?|drawbacks?)\b|does(?: not"
    r"|n't) (?:yet )?(?:support|handle|work|scale|cover|generali[sz]e)"
    r"|(?:is|are)(?: not|n't) (?:yet )?(?:supported|suitable|intended|production[- ]ready|accurate enough)|only (?:works"
    r"|supports|tested|runs|handles)\b|not (?:yet )?(?:supported|production[- ]ready)"
    r"|fails? (?:when|if|on|for)\b|has only been tested\b|will not work (?:on|with|for|if|when))",
    re.IGNORECASE,
)


@signal("Does the README state limits of the project?")
def states_limitations(facts: Facts, answer: Answer) -> Finding:
    """Naming what does not work shows judgement, and spares others the search.

    Seen: a section on limits or known issues with text, or sentences that say what is not supported or when it fails.
    Not seen: lists of plans and to-dos, which name wishes; limits stated in other documents or in other languages.
    """
    readme = facts.readme
    missing = without_words(facts, answer)
    if readme is None or missing:
        return missing or answer.no("There is no README.")
    told = [one for one in sections(readme, _HEADING) if words(prose_in(readme, one)) >= WORDS]
    if told:
        return answer.yes("The README has a section on limits.", [at(readme, one.start, one.end) for one in told])
    spoken = [line for line, sentence in sentences(readme) if _SENTENCE.search(sentence) and not _IF.search(sentence)]
    if spoken:
        return answer.yes("The README says what the project does not do.", [at(readme, line) for line in spoken], Confidence.MEDIUM)
    return answer.no("The README states no limits of the project.")
