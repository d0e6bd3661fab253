"""Whether text speaks to an automated reader: a grader, a screening system, a language model."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice

from gitassay.resources import resource

MOST = 4_000
"""Characters of one text that are looked at."""
NEAR = 200
"""Characters behind a call, and half as many before it, in which what it asks for is looked for."""
TRIED = 8


@dataclass(frozen=True, slots=True)
class Patterns:
    """What config/addressing.toml says, ready to search with."""

    called: re.Pattern[str]
    verdict: re.Pattern[str]
    override: re.Pattern[str]
    command: re.Pattern[str]
    purpose: re.Pattern[str]
    foreign: re.Pattern[str]
    tokens: re.Pattern[str]
    anchors: tuple[str, ...]
    foreign_anchors: tuple[str, ...]


def addresses_reader(text: str) -> bool:
    """Whether the text asks whoever grades it automatically for something: to forget its rules, to give a verdict, to leave something out.

    Text that only tells of such attacks, a prompt for a grader of the project's own, or an "ignore" of something else is none.
    """
    if not mentions_reader(text):
        return False
    look, cut = patterns(), text[:MOST]
    if _orders_in_another_language(cut):
        return True
    return any(_asks(cut, match) for pattern in (look.override, look.called, look.tokens) for match in islice(pattern.finditer(cut), TRIED))


def _asks(text: str, match: re.Match[str]) -> bool:
    """Whether a verdict is asked for around a call: a demand stands near what it is addressed to."""
    look = patterns()
    near = text[max(match.start() - NEAR // 2, 0) : match.end() + NEAR]
    return bool(look.verdict.search(near) or (look.command.search(near) and look.purpose.search(near)))


def overrides(text: str) -> bool:
    """Whether the text tells a model to forget its instructions, whatever it is after."""
    if not mentions_reader(text):
        return False
    look, cut = patterns(), text[:MOST]
    return bool(look.override.search(cut)) or _orders_in_another_language(cut)


def _orders_in_another_language(cut: str) -> bool:
    look, lowered = patterns(), cut.lower()
    return any(anchor in lowered for anchor in look.foreign_anchors) and look.foreign.search(cut) is not None


@lru_cache(maxsize=8)
def mentions_reader(text: str) -> bool:
    """Whether a closer look is worth its time: one of the words without which nobody is addressed is in the text."""
    lowered = text.lower()
    return any(anchor in lowered for anchor in patterns().anchors)


@cache
def patterns() -> Patterns:
    """The patterns that ship."""
    rows = tomllib.loads((resource("config") / "addressing.toml").read_text(encoding="utf-8"))
    who = rf"(?:{'|'.join(rows['who'])})"
    called = (
        rf"\b(?:attention|note|notice|message|instructions?|dear|hello|hey|hi|important)\b[^.!?\n]{{0,25}}?\b{who}\b",
        rf"\bif you are (?:an? |the )?{who}\b",
        rf"\bas (?:an? |the ){who},? (?:you|please|give|rate|score)\b",
        rf"\b{who}\s?[:,]\s?(?:please|you|give|rate|score|ignore|treat|note|this candidate)\b",
        rf"\b(?:to|for) (?:any|all|the|every|whatever) {who} (?:(?:that |who )?reads?|(?:read|grad|review|assess|scor|evaluat)ing)\b",
    )
    names = ("verdict", "override", "command", "purpose", "foreign", "tokens")
    joined = {name: _any(rows[name]) for name in names}
    return Patterns(called=_any(called), **joined, anchors=tuple(rows["anchors"]), foreign_anchors=tuple(rows["foreign_anchors"]))


def _any(alternatives: list[str] | tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)
