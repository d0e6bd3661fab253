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

MAX_DOCUMENTS = 40
_CHOICE = re.compile(
    r"\b(?:chose|chosen|opted|prefer(?:red)?|decided|picked|selected|went with|trade-?offs?|at the (?:cost|expense) of"
    r"|(?:we|i|it|project|this)\b.{0,40}\b(?:use[sd]?|avoid(?:s|ed)?|kept|keeps?|stores?)\b.{1,80}\b(?:instead of"
    r"|rather than|over))\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:because|since|so that|due to|as it|which (?:makes|keeps|avoids|reduces|means|allows)|to (?:avoid|reduce|keep|save"
    r"|minimi[sz]e|limit|stay|cut)|at the (?:cost|expense) of|therefore|but|although|while|whereas|however|in exchange)\b",
    re.IGNORECASE,
)
_WEIGHT = re.compile(
    r"\b(?:costs?|cheap(?:er)?|expensive|pric(?:e|ing)|latency|slow(?:er|s)?|fast(?:er)?|speed|throughput|memory|accura(?:cy"
    r"|te)|quality|precision|recall|scal(?:e|es|able|ability|ing)|maintain(?:able|ability)?"
    r"|complex(?:ity)?|simpl(?:e|er|icity)|overhead|privacy|security|reliab(?:le|ility)|lock-?in|tokens?|dependenc(?:y|ies)"
    r"|readab(?:le|ility)|performance)\b",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"\b(?:if you|here are|new paper|you can|you may|you should|you want|feel free|please|click|run the|install)\b", re.IGNORECASE
)
_DOCUMENT = re.compile(
    r"^(?:docs?|documentation|adrs?|design|\.github)/.{1,120}\.(?:md|rst|txt)$|^(?:architecture|design|decisions?|notes"
    r"|rationale|methodology)[\w-]*\.(?:md|rst)$",
    re.IGNORECASE,
)


@signal("Are alternatives weighed by cost, speed or quality, with a reason?")
def discusses_tradeoffs(facts: Facts, answer: Answer) -> Finding:
    """Whoever weighs alternatives by their price knows why the system is as it is.

    Seen: sentences in the README and documents that name a choice, give a reason and speak of cost, latency, quality or upkeep.
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


def _weighs(sentence: str) -> bool:
    cut = sentence[:1_000]
    if len(cut.split()) < 8 or _OFFER.search(cut):
        return False
    return bool(_CHOICE.search(cut) and _REASON.search(cut) and _WEIGHT.search(cut))


def _in_readme(facts: Facts) -> Iterator[Place]:
    if facts.readme and facts.readme.english:
        yield from (Place(facts.readme.path, line, line) for line, text in sentences(facts.readme) if _weighs(text))


def _in_documents(facts: Facts) -> Iterator[Place]:
    own = facts.readme.path if facts.readme else ""
    paths = [file.path for file in facts.files if file.role != "vendored" and _DOCUMENT.match(file.path)]
    for path in [path for path in paths if path != own][:MAX_DOCUMENTS]:
        for number, line in enumerate((facts.texts.text(path) or "").split("\n")[:3_000], start=1):
            if any(_weighs(sentence) for sentence in re.split(r"(?<=[.!?])\s+", line[:2_000])):
                yield Place(path, number, number)
