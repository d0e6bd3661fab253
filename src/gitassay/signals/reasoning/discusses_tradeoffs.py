"""Whether alternatives are weighed against each other."""

import re
from collections.abc import Iterator

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.places import counted
from gitassay.signals.reading import sentences
from gitassay.signals.signal import signal
from gitassay.signals.weighing import answered, weighs

MAX_DOCUMENTS = 40
_DOCUMENT = re.compile(
    r"^(?:docs?|documentation|adrs?|design|\.github)/.{1,120}\.(?:md|rst|txt)$|^(?:architecture|design|decisions?|notes"
    r"|rationale|methodology)[\w-]*\.(?:md|rst)$",
    re.IGNORECASE,
)


@signal("Are alternatives weighed by cost, speed or quality, with a reason?")
def discusses_tradeoffs(facts: Facts, answer: Answer) -> Finding:
    """Whoever weighs alternatives by their price knows why the system is as it is.

    Seen: sentences in the README and documents that name a choice, give a reason and speak of cost, latency, quality or upkeep, and
    questions why not another way, with such an answer.
    Not seen: trade-offs spread over several sentences, in comments, or in other languages; advice to the reader is no trade-off.
    """
    spoken = [*_in_readme(facts), *_in_documents(facts)]
    if spoken:
        confidence = Confidence.HIGH if len(spoken) > 1 else Confidence.MEDIUM
        return answer.yes(
            f"Alternatives are weighed in {counted(len(spoken), 'sentence')}.", spoken, confidence, {"sentences": len(spoken)}
        )
    if facts.readme and not facts.readme.english:
        return answer.not_available("The README does not read as English, so its sentences were not judged.")
    return answer.no("No sentence that weighs alternatives was found.")


def _in_readme(facts: Facts) -> Iterator[Place]:
    if facts.readme and facts.readme.english:
        yield from (Place(facts.readme.path, line, line) for line, text in sentences(facts.readme) if weighs(text))
        yield from _answers(facts, facts.readme.path)


def _in_documents(facts: Facts) -> Iterator[Place]:
    own = facts.readme.path if facts.readme else ""
    paths = [file.path for file in facts.files if file.role != "vendored" and _DOCUMENT.match(file.path)]
    for path in [path for path in paths if path != own][:MAX_DOCUMENTS]:
        yield from _answers(facts, path)
        for number, line in enumerate((facts.texts.text(path) or "").split("\n")[:3_000], start=1):
            if any(weighs(sentence) for sentence in re.split(r"(?<=[.!?])\s+", line[:2_000])):
                yield Place(path, number, number)


def _answers(facts: Facts, path: str) -> Iterator[Place]:
    yield from (Place(path, first, last) for first, last in answered((facts.texts.text(path) or "").split("\n")[:3_000]))
