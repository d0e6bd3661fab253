"""Sentences that weigh one way of doing something against another."""

import re
from collections.abc import Iterator

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
_ASKED = re.compile(
    r"\bwhy\b.{1,80}\b(?:instead of|rather than|over|not|isn't|doesn't|don't|no)\b|\b(?:differ\w*|compared?)\b.{1,60}\b(?:from|to|with)\b",
    re.IGNORECASE,
)
ANSWER = 12
"""Lines below a question in which its answer stands."""


def weighs(sentence: str) -> bool:
    """Whether a sentence names a choice, gives a reason and speaks of what it costs."""
    cut = sentence[:1_000]
    if len(cut.split()) < 8 or _OFFER.search(cut):
        return False
    return bool(_CHOICE.search(cut) and _REASON.search(cut) and _WEIGHT.search(cut))


def answered(lines: list[str]) -> Iterator[tuple[int, int]]:
    """First and last lines of questions why one thing is used and not another, whose answers name a price."""
    for number, line in enumerate(lines, start=1):
        if "?" not in line or not _ASKED.search(line[:500]):
            continue
        answer = " ".join(lines[number : number + ANSWER])[:2_000]
        if len(_WEIGHT.findall(answer)) > 1 and _REASON.search(answer):
            yield number, min(number + ANSWER, len(lines))
