"""Words of quantity: "all", "only", "most", "half", "several" say something, too."""

import re
from collections.abc import Sequence

from gitassay.llm.verify.evidence import Exhibit
from gitassay.llm.verify.figures import in_digits
from gitassay.llm.verify.words import tokens

ALL = frozenset({"all", "every", "each", "whole", "entire", "entirely", "fully", "complete", "completely", "everything", "throughout"})
ONLY = frozenset({"only", "just", "merely", "solely", "exclusively"})
SOME = {"several": 3, "multiple": 2, "various": 2, "some": 1, "couple": 2, "few": 2, "handful": 2, "many": 3, "numerous": 3, "dozens": 20}
SHARES = {
    "most": (0.5, 1.0),
    "mostly": (0.5, 1.0),
    "majority": (0.5, 1.0),
    "minority": (0.0, 0.5),
    "half": (0.45, 0.55),
    "quarter": (0.22, 0.28),
    "third": (0.3, 0.37),
    "fifth": (0.18, 0.22),
    "usually": (0.5, 1.0),
    "handful": (0.0, 0.2),
    "few": (0.0, 0.34),
}
"""Shares of a whole that a word can stand for."""
AMOUNTS = ALL | ONLY | SOME.keys() | SHARES.keys() | {"thirds", "quarters", "fifths", "share", "fraction", "nearly", "almost", "vast"}
_PAIR = re.compile(r"(?<![\w.,])(\d+) of (?:the |its |all )?(\d+)(?![\w%]|[.,]\d)")
_AMONG = re.compile(r"(?<![\w.,])(\d+) [a-z]+(?: [a-z]+)? among (\d+)")
_PERCENT = re.compile(r"(?<![\w.])(\d{1,3}(?:\.\d+)?)\s?%")
_WORK = re.compile(r"^(?:Work on|\d[\d,]* commits? on)\b")
_ALL_WORK = re.compile(
    r"\b(?:all|every|entire|whole)(?: of)?(?: the| its)?(?: \w+)? (?:work|commits?|activity|changes?|development|history)\b", re.IGNORECASE
)
SHARE = re.compile(
    r"\b(?P<nearly>nearly|almost|virtually|practically)\s+(?:the )?(?P<all>all|every|entire|whole|half)\b"
    r"|\b(?:(?:slightly|just|a little|well|somewhat) )?(?P<amount>more|less|fewer|over|under) (?:than )?(?:an? |one )?"
    r"(?P<part>half|quarter|third)\b"
    r"|\b(?P<multiple>two|three|four)[- ](?P<parts>thirds|quarters|fifths)\b"
    r"|\b(?P<few>one|two|three|\d) in (?:every )?(?P<many>two|three|four|five|six|seven|eight|nine|ten|\d{1,3})\b"
    r"|\b(?P<vast>vast|overwhelming|large) majority\b"
    r"|\b(?:(?:a|one|the|than|about|around|roughly) )?"
    r"(?P<word>most|mostly|usually|majority|minority|half|quarter|third|fifth|handful(?= of the)|(?<!a )few(?= of the))\b(?! party)(?!-)",
    re.IGNORECASE,
)


def quantity_fault(clause: str, scope: Sequence[Exhibit]) -> str | None:
    """The first word of quantity that says more than the messages do, or None."""
    told = " ".join(one.message.lower() for one in scope)
    return _share_fault(clause, told) or _word_fault(SHARE.sub(" ", clause), scope, told)


def _share_fault(clause: str, told: str) -> str | None:
    """What stands for a part of a whole must fit one that the evidence gives."""
    known = [int(part) / int(whole) for part, whole in [*_PAIR.findall(told), *_AMONG.findall(told)] if int(whole)]
    known += [float(percent) / 100 for percent in _PERCENT.findall(told)]
    for match in SHARE.finditer(clause):
        low, high = _bounds(match)
        # "the third", "most recent": no share where the evidence has the word itself.
        if not any(low <= share <= high for share in known) and match.group().lower() not in told:
            return f"“{match.group()}” is more than the cited evidence says"
    return None


def _bounds(match: re.Match[str]) -> tuple[float, float]:
    """Lowest and highest share that the wording can stand for."""
    if match["nearly"]:
        return (0.42, 0.4999) if match["all"].lower() == "half" else (0.85, 0.9999)
    if match["amount"]:
        part = sum(SHARES[match["part"].lower()]) / 2
        return (part, part + 0.25) if match["amount"].lower() in ("more", "over") else (0.0, part)
    if match["multiple"]:
        part = {"two": 2, "three": 3, "four": 4}[match["multiple"].lower()] / {"thirds": 3, "quarters": 4, "fifths": 5}[
            match["parts"].lower()
        ]
        return part - 0.04, part + 0.04
    if match["few"]:
        share = in_digits(match["few"]) / max(in_digits(match["many"]), 1)
        return share * 0.88, share * 1.12
    return (0.75, 1.0) if match["vast"] else SHARES[match["word"].lower()]


def _word_fault(clause: str, scope: Sequence[Exhibit], told: str) -> str | None:
    said = sorted({token.text.lower() for token in tokens(clause) if token.is_word})
    shown = {token.text.lower() for one in scope for token in one.message_tokens}
    worked = any(_WORK.match(one.message) for one in scope) and bool(_ALL_WORK.search(clause))
    for word in said:
        fits = (
            (word not in ALL or bool(shown & ALL) or _is_whole(told) or worked)
            and (
                word not in ONLY
                or bool(shown & ONLY)
                or bool(re.search(r"\bof\b|\bno\b|\bnone\b|\bhardly\b|\blittle\b|\b\d{1,2}\b|single", told))
            )
            and (word not in SOME or (_amounts_to(word, clause, told, scope) and not _is_one(word, clause, told)))
        )
        if not fits:
            return f"“{word}” is more than the cited evidence says"
    return None


def _is_one(word: str, clause: str, told: str) -> bool:
    """Whether the evidence speaks of one of what the clause has "several" of: "an agent runs"."""
    behind = re.search(rf"\b{word} (?:of (?:the |its )?)?(?:[\w-]+ )?([\w-]+)", clause, re.IGNORECASE)
    return behind is not None and bool(re.search(rf"\b(?:an?|one) {re.escape(behind[1].lower().removesuffix('s'))}\b", told))


def _is_whole(told: str) -> bool:
    pairs = re.findall(r"(?<![\w.])(\d+) of (\d+)", told)
    return (
        "100%" in told or any(left == right for left, right in pairs) or bool(re.search(r"\bnone (?:broken|of which)\b|\bno value\b", told))
    )


def _amounts_to(word: str, clause: str, told: str, scope: Sequence[Exhibit]) -> bool:
    """Whether the evidence counts enough for "several"; in "several of the 12" the 12 itself does not count."""
    whole = re.search(rf"\b{word} of (?:the |its )?(\d+)", clause, re.IGNORECASE)
    rest = re.sub(rf"(?<![\w.]){whole[1]}(?![\w.])", "", told) if whole else told
    if whole and not re.search(r"(?<![\w.])[2-9]|(?<![\w.])1\d", rest):
        return False
    numbers = [int(number) for number in re.findall(r"(?<![\w.])(\d{1,6})(?![\w.%])", rest)]
    values = [value for one in scope for _, value in one.measures if isinstance(value, int)]
    return max([*numbers, *values, rest.count(",") + 1, *(len(one.seats) for one in scope)]) >= SOME[word]
