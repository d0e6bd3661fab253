"""Whether it is said what the model and the data are not good for."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.signals.answer import Answer
from gitassay.signals.places import first_line
from gitassay.signals.reading import prose_in, sections, words
from gitassay.signals.signal import signal

_CARD = re.compile(
    r"(?:^|/)(?:model[-_ ]?cards?|data[-_ ]?(?:sheets?|cards?)|datasheet[\w-]*|responsible[-_]ai)(?:[-_][\w-]+)?\.(?:md|rst|txt|adoc)$",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"limitation|intended use|out[- ]of[- ]scope|not intended|ethic|responsible (?:ai|use)|\bbias(?:es)?\b|\brisks?\b|caveats?",
    re.IGNORECASE,
)
_MODEL_OR_DATA = re.compile(
    r"\b(?:models?|data ?sets?|training|trained|predict\w*|accura\w+|LLMs?|AI|bias\w*|hallucinat\w+"
    r"|classif\w+|samples?|inference|agents?|data)\b",
    re.IGNORECASE,
)
_OF_MODELS = re.compile(r"intended use|out[- ]of[- ]scope|not intended|ethic|responsible|bias", re.IGNORECASE)
_DISCLAIMER = re.compile(r"disclaimer", re.IGNORECASE)
_ABOUT_OUTPUT = re.compile(
    r"accura|advice|educational|hallucinat|mistake|incorrect|wrong|error|reliab|diagnos|protect|guarantee|prototype"
    r"|not (?:for|meant for) production",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"\b(?:not|no|never|only|nor|neither|without|may|might|could|can ?not|can't|don't|doesn't|won't|isn't|aren't|limit\w*|fail\w*|wrong\w*"
    r"|incorrect\w*|inaccura\w+|mistakes?|errors?|bias\w*|hallucinat\w+|incomplete|outdated|unreliable|should|must|depends?|risks?|caution)\b",
    re.IGNORECASE,
)
_BLANK = re.compile(r"\[more information needed\]|<!--", re.IGNORECASE)
CARD_WORDS = 40
SECTION_WORDS = 12


@signal("Are the limits of the model and data stated?")
def states_model_and_data_limits(facts: Facts, answer: Answer) -> Finding:
    """Who says what a system is not good for keeps others from using it where it harms.

    Seen: model cards and data sheets with real text, and sections on limitations, intended use, bias, ethics or risks with real
    sentences about a model or data.
    Not seen: limits stated inside other sections, and texts in languages other than English; an untouched card template counts as none.
    """
    cards = [file.path for file in facts.files if file.role != "vendored" and _CARD.search(file.path) and _is_written(facts, file.path)]
    if cards:
        return answer.yes("A model card or data sheet states limits.", [first_line(path) for path in cards])
    readme = facts.readme
    if readme is None:
        return answer.no("There are neither a README nor a model card.")
    if not readme.english:
        return answer.not_available("The README does not read as English, so its sentences were not judged.")
    found = [section for section in sections(readme, _HEADING) if _is_about(section.heading, prose_in(readme, section))]
    found += [section for section in sections(readme, _DISCLAIMER) if _ABOUT_OUTPUT.search(prose_in(readme, section))]
    if found:
        places = [Place(readme.path, section.start, section.end) for section in found]
        return answer.yes("The README states limits of the system.", places)
    return answer.no("No limits of the model or the data are stated.")


def _is_about(heading: str, prose: str) -> bool:
    """Whether a section of some length speaks of limits of a model or of data; limits of a program's commands are none of theirs.

    One sentence has to name both: words that were put below such a section, as every other text at the end of a README, say nothing.
    """
    if words(prose) < SECTION_WORDS:
        return False
    told = (f"{heading[:200]} {sentence}" for sentence in re.split(r"(?<=[.!?])\s+", prose[:20_000]) if _LIMIT.search(sentence))
    return bool(_OF_MODELS.search(heading[:200])) or any(_MODEL_OR_DATA.search(one) for one in told)


def _is_written(facts: Facts, path: str) -> bool:
    text = (facts.texts.text(path) or "")[:50_000]
    return words(text) >= CARD_WORDS and len(_BLANK.findall(text)) < 5
