"""Numbers as they stand in a text: their value, what they count and how they are compared."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gitassay.llm.verify.words import ONES, TENS, Token, stem, tokens

TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
SPELLED = (
    {word: value for word, value in ONES.items() if word != "one"}
    | TENS
    | {word: value for value, word in enumerate(TEENS, start=10)}
    | {"zero": 0, "single": 1, "twice": 2, "dozen": 12, "hundred": 100, "thousand": 1000}
)
"""Numbers in words. "One" is left out: it counts as often as it stands for a thing."""
_UNITS = {"second": 1 / 86_400, "minute": 1 / 1_440, "hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
TIMES = {stem(unit): days for unit, days in _UNITS.items()}
"""Units of time, in days."""
_MORE = re.compile(r"(?:more|greater|higher|larger|bigger|longer) than|over|above|beyond|upwards of|exceed\w*|surpass\w*", re.IGNORECASE)
_LESS = re.compile(
    r"(?:less|fewer|lower|smaller|shorter) than|under|below|nearly|almost|(?<!at )most|up to|at most|not quite|within|as many as",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"about|around|roughly|approximately|circa|some|close to|in the region of", re.IGNORECASE)
COMPARISONS = (("more", _MORE), ("less", _LESS), ("about", _ABOUT))
_SPREAD = re.compile(r"\b(?:spread|extend|distribut|stretch|divid|split|span|scatter)\w*\s+(?:out\s+)?(?:over|within)\Z", re.IGNORECASE)
_OVER = re.compile(r"\b(?<!well )(?<!just )(?:over|within)(?: a)?\Z", re.IGNORECASE)
_ALL_BUT = re.compile(r"\ball but (\w+)(?: of (?:the |its |all )?(\w+))?", re.IGNORECASE)
_NEAR = 3
_BETWEEN = frozenset({"a", "the", "of", "period", "span", "total"})
_JOINTS = dict.fromkeys(("over", "across", "within", "during", "spanning", "span", "spans", "spanned", "throughout"), "over") | {"on": "on"}
_ARTICLES = frozenset({"of", "an", "a", "the", "to", "is", "from", "at"})
_TIMED = frozenset(
    {
        "over",
        "within",
        "about",
        "around",
        "nearly",
        "almost",
        "under",
        "than",
        "roughly",
        "approximately",
        "half",
        "of",
        "for",
        "in",
        "across",
    }
)
"""Words behind which "a year" tells how long."""
_PRONOUNS = frozenset({"them", "these", "those", "which"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts: `after` are the words right behind it, `before` those in front, as stems.

    `joint` is the preposition right in front: "on" 20 days is not "over" 20 days. `comparing` says whether the text gives the number
    as "more" than that, "less", or "about" that. `partitive` says that an "of" stands between: "two of the files". `derived` is a
    number that the evidence gives in another unit.
    """

    value: float
    percent: bool
    text: str
    after: tuple[str, ...]
    before: tuple[str, ...]
    joint: str = ""
    comparing: str = ""
    partitive: bool = False
    derived: bool = False

    @property
    def same_number(self) -> tuple[float, bool]:
        """What makes two numbers equal: 0.5 and 0.50, but not 25 and 25 %."""
        return self.value, self.percent


def figures(text: str, break_words: frozenset[str]) -> list[Figure]:
    """The numbers of a text, written in digits or spelled. What they count ends at a mark, another number or one of `break_words`."""
    row = tokens(text)
    found: list[Figure] = []
    for index, token in enumerate(row):
        value = value_of(token) or _one(row, index)
        if value is None:
            continue
        figure = _figure(row, index, value, break_words)
        following = [one.text.lower() for one in row[index + 1 : index + 3]]
        if found and following[:1] == ["of"] and following[1:] and following[1] in _PRONOUNS:
            figure = replace(figure, after=found[-1].after)
        found.append(figure)
    return found


def value_of(token: Token) -> tuple[float, bool] | None:
    """The number a token stands for, and whether it is a percentage; None when it is no number."""
    if token.kind == "number":
        digits = re.sub(r"[^\d.]", "", token.text)
        if digits.count(".") > 1 or not digits:
            return None  # versions and addresses are names
        return float(digits), bool(re.search(r"%|percent", token.text, re.IGNORECASE))
    if token.is_word and token.text.lower() in SPELLED:
        return float(SPELLED[token.text.lower()]), False
    return None


def is_counted(row: Sequence[Token], index: int) -> bool:
    """Whether a number stands right in front of a token."""
    return any(value_of(row[at]) is not None or _one(row, at) is not None for at in range(max(index - 2, 0), index))


def _one(row: Sequence[Token], index: int) -> tuple[float, bool] | None:
    """The number in "one month"; "one that works" has none."""
    unit = row[index + 1].stem if index + 1 < len(row) else ""
    before = row[index - 1].text.lower() if index else ""
    counted = row[index].text.lower() == "one" or (row[index].text.lower() in ("a", "an") and before in _TIMED)
    return (1.0, False) if counted and unit in TIMES else None


def without_all_but(text: str) -> str:
    """The text with "all but one of the 25" in numbers: "24 of the 25"."""

    def counted(match: re.Match[str]) -> str:
        few, whole = (in_digits(group or "") for group in match.groups())
        return f"{whole - few} of the {whole}" if few and whole else match.group()

    return _ALL_BUT.sub(counted, text)


def in_digits(word: str) -> int:
    """The number that a word or its digits stand for; 0 when it is none."""
    return int(word) if word.isdigit() else (SPELLED | {"one": 1}).get(word.lower(), 0)


def _figure(row: Sequence[Token], index: int, value: tuple[float, bool], break_words: frozenset[str]) -> Figure:
    start = index + 1
    partitive = False
    if start < len(row) and row[start].text.lower() == "of" and _far(row, start):
        start = _far(row, start)
    elif start < len(row) and row[start].text.lower() == "of" and not value[1]:
        partitive = True
        start += 2 if start + 1 < len(row) and row[start + 1].text.lower() in ("the", "its", "all", "these") else 1
    after = _run(row[start : start + 6], break_words, None)
    before = _run(row[max(index - 4, 0) : index][::-1], break_words, _ARTICLES)
    in_front = " ".join(one.text for one in row[max(index - 3, 0) : index])
    return Figure(value[0], value[1], row[index].text, after, before, _joint(row[:index]), _comparing(in_front, after), partitive)


def _comparing(in_front: str, after: tuple[str, ...]) -> str:
    """How a number is compared. "Spread over 11 files", "over five days" tell where and when, and compare nothing."""
    if _SPREAD.search(in_front) or (_OVER.search(in_front) and after[:1] and after[0] in TIMES):
        return ""
    return next(
        (name for name, pattern in COMPARISONS if re.search(rf"\b(?:{pattern.pattern})(?: a| the)?\Z", in_front, re.IGNORECASE)), ""
    )


def _joint(row: Sequence[Token]) -> str:
    """The preposition in front of a number, behind words such as "a period of"."""
    words = (token.text.lower() for token in reversed(row[-5:]))
    return next((_JOINTS.get(word, "") for word in words if word not in _BETWEEN), "")


def _far(row: Sequence[Token], start: int) -> int:
    """Behind the second number of "10 of 10", "10 of the 12"; else 0."""
    for index in range(start + 1, min(start + 3, len(row))):
        if value_of(row[index]) is not None:
            return index + 1
    return 0


def _run(row: Iterable[Token], break_words: frozenset[str], skipped: frozenset[str] | None) -> tuple[str, ...]:
    found: list[str] = []
    for token in row:
        word = token.text.lower()
        if skipped is not None and word in skipped:
            continue
        if not token.is_word or word in break_words or value_of(token) is not None:
            break
        found.append(token.stem)
        if len(found) == _NEAR:
            break
    return tuple(found)
