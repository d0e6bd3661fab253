"""Numbers: each must occur in the evidence, of the same thing."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gitassay.llm.verify.evidence import Exhibit
from gitassay.llm.verify.words import ONES, TENS, Token, stem, stems, tokens, vocabulary

TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
SPELLED = (
    {word: value for word, value in ONES.items() if word != "one"}
    | TENS
    | {word: value for value, word in enumerate(TEENS, start=10)}
    | {"zero": 0, "single": 1, "twice": 2, "dozen": 12, "hundred": 100, "thousand": 1000}
)
"""Numbers in words. "One" is left out: it counts as often as it stands for a thing."""
COMPARING = re.compile(
    r"\b(?:more|fewer|less|greater|higher|lower|bigger|smaller|longer) than"
    r"|\b(?:over|under|above|below|beyond|within|nearly|almost|about|around|approximately|roughly|circa|some|exceed\w*)\b"
    r"|\b(?:up to|at most|close to|just under|just over|well over|as many as)\b",
    re.IGNORECASE,
)
_SPREAD = re.compile(r"\b(?:spread|extend\w*|distributed|span\w*)\s+(?:out\s+)?over\Z", re.IGNORECASE)
_TIME = re.compile(r"(?:an?\s+(?:period|span)\s+of|\S+\s+(?:day|month|week|year)s?\b)", re.IGNORECASE)
_PAIR = re.compile(
    r"(?<![\w.,])(\d+)\s+(?:[a-z]+\s+){0,2}?of\s+(?:the\s+|its\s+|all\s+|a total of\s+)?(\d+)(?![\w%]|[.,]\d)", re.IGNORECASE
)
_TURNED_PAIR = re.compile(
    r"\b(?:of|among|out of)\s+(?:the\s+|its\s+|all\s+)?(\d+)(?:\s+[a-z]+){1,3},?\s+(?:only\s+)?(\d+)(?![\w%.])", re.IGNORECASE
)
_NAMING = frozenset({"name", "names", "named"})
_NEAR = 3
_BETWEEN = frozenset({"a", "the", "of", "period", "span", "total"})
_JOINTS = dict.fromkeys(("over", "across", "within", "during", "spanning", "span", "spans", "spanned", "throughout"), "over") | {"on": "on"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts: `after` are the words right behind it, `before` those in front, as stems.

    `joint` is the preposition right in front: "on" 20 days is not "over" 20 days.
    """

    value: float
    percent: bool
    text: str
    after: tuple[str, ...]
    before: tuple[str, ...]
    joint: str = ""

    @property
    def same_number(self) -> tuple[float, bool]:
        """What makes two numbers equal: 0.5 and 0.50, but not 25 and 25 %."""
        return self.value, self.percent


def figures(text: str, break_words: frozenset[str]) -> list[Figure]:
    """The numbers of a text, written in digits or spelled. What they count ends at a mark, another number or one of `break_words`."""
    row = tokens(text)
    return [_figure(row, index, value, break_words) for index, token in enumerate(row) if (value := _value(token)) is not None]


def _value(token: Token) -> tuple[float, bool] | None:
    if token.kind == "number":
        digits = re.sub(r"[^\d.]", "", token.text)
        if digits.count(".") > 1 or not digits:
            return None  # versions and addresses are names
        return float(digits), bool(re.search(r"%|percent", token.text, re.IGNORECASE))
    if token.is_word and token.text.lower() in SPELLED:
        return float(SPELLED[token.text.lower()]), False
    return None


def _figure(row: Sequence[Token], index: int, value: tuple[float, bool], break_words: frozenset[str]) -> Figure:
    start = index + 1
    if start < len(row) and row[start].text.lower() == "of" and _far(row, start):
        start = _far(row, start)
    after = _run(row[start : start + 6], break_words, None)
    before = _run(row[max(index - 4, 0) : index][::-1], break_words, frozenset({"of", "an", "a", "the", "to", "is", "from", "at"}))
    return Figure(value[0], value[1], row[index].text, after, before, _joint(row[:index]))


def _joint(row: Sequence[Token]) -> str:
    """The preposition in front of a number, behind words such as "a period of"."""
    words = (token.text.lower() for token in reversed(row[-5:]))
    return next((_JOINTS.get(word, "") for word in words if word not in _BETWEEN), "")


def _far(row: Sequence[Token], start: int) -> int:
    """Behind the second number of "10 of 10", "10 of the 12"; else 0."""
    for index in range(start + 1, min(start + 3, len(row))):
        if _value(row[index]) is not None:
            return index + 1
    return 0


def _run(row: Iterable[Token], break_words: frozenset[str], skipped: frozenset[str] | None) -> tuple[str, ...]:
    found: list[str] = []
    for token in row:
        word = token.text.lower()
        if skipped is not None and word in skipped:
            continue
        if not token.is_word or word in break_words or _value(token) is not None:
            break
        found.append(token.stem)
        if len(found) == _NEAR:
            break
    return tuple(found)


def number_fault(clause: str, scope: Sequence[Exhibit]) -> str | None:
    """What is wrong with the numbers of a clause, or None: each must stand in one exhibit, of the same thing, compared the same way."""
    breaks = vocabulary().neutral | vocabulary().use | vocabulary().negations
    told = [figure for one in scope for figure in figures(one.message, breaks - _NAMING)]
    known = [figure for one in scope for figure in evidence_figures(one, breaks)]
    quoted = [figure for one in scope for figure in excerpt_figures(one, breaks)]
    for figure in figures(clause, breaks):
        # What the message says goes before its measures, and these before what stands in the files.
        rows = ([one for one in row if one.same_number == figure.same_number] for row in (told, known, quoted))
        same = next((row for row in rows if row), [])
        if _is_line(figure, scope):
            continue
        if not same:
            return f"the number {figure.text} is not in the cited evidence"
        if not any(_counts_the_same(figure, one, known) for one in same) or _told_otherwise(figure, scope, breaks):
            return f"the cited evidence does not count {figure.text} of that"
    return _pair_fault(clause, scope) or _compared(clause, scope)


def _told_otherwise(said: Figure, scope: Sequence[Exhibit], breaks: frozenset[str]) -> bool:
    """Whether the messages give another number for the same noun: a measure may count the same word in another sense."""
    told = [figure for one in scope for figure in figures(one.message, breaks)]
    if not said.after or any(one.same_number == said.same_number for one in told):
        return False
    alike = vocabulary().alike(said.after[0])
    return any(one.after and one.after[0] in alike for one in told)


def _pair_fault(clause: str, scope: Sequence[Exhibit]) -> str | None:
    """A pair such as "3 of 5" must be one of the evidence, where that has pairs."""
    known = {pair for one in scope for pair in _PAIR.findall(one.message)}
    text = _in_digits(clause)
    said = [*_PAIR.findall(text), *((part, whole) for whole, part in _TURNED_PAIR.findall(text))]
    wrong = [pair for pair in said if pair not in known]
    return f"“{wrong[0][0]} of {wrong[0][1]}” is not in the cited evidence" if known and wrong else None


def _in_digits(text: str) -> str:
    return re.sub(r"[A-Za-z]+", lambda match: str(SPELLED.get(match.group().lower(), match.group())), text)


def evidence_figures(one: Exhibit, breaks: frozenset[str]) -> list[Figure]:
    """The numbers of one finding: of its message, its measures and its excerpts."""
    found = figures(one.message, breaks - _NAMING)
    for key, value in one.measures:
        named = tuple(stems([key.replace("_", " ")]))
        if isinstance(value, str):
            found += figures(value, breaks)
        else:
            found.append(Figure(float(value), False, str(value), named, named))
            if isinstance(value, float) and 0 <= value <= 1:
                found.append(Figure(round(value * 100.0, 1), True, str(value), named, named))
                found.append(Figure(float(round(value * 100)), True, str(value), named, named))
    return found


def excerpt_figures(one: Exhibit, breaks: frozenset[str]) -> list[Figure]:
    """The numbers of an exhibit's excerpts; what one counts may stand anywhere on its line."""
    lines = (line for seat in one.seats for line in seat.excerpt[:2_000].splitlines())
    return [replace(figure, after=(), before=tuple(stems([line]) | one.told)) for line in lines for figure in figures(line, breaks)]


def _counts_the_same(said: Figure, known: Figure, others: Sequence[Figure]) -> bool:
    """Whether two equal numbers count the same: by the words behind them, or in front where nothing stands behind."""
    context = _alike((*known.after, *known.before) if not known.after or said.percent else known.after)
    wanted = said.after or said.before
    if not wanted or not (known.after or known.before):
        return True
    if not any(word in context for word in wanted):
        return not said.after and any(word in _alike(known.before) for word in said.before)
    twins = {other.joint for other in others if other.after[:1] == known.after[:1] and other.joint}
    if len(twins) > 1 and known.joint and said.joint and said.joint != known.joint:
        return False
    head = said.after[1] if len(said.after) > 1 else ""
    if not head or head in context:
        return True
    # "40 test files" where 40 counts tests and another number counts files.
    return not any(head in _alike(other.after) for other in others if other.same_number != said.same_number)


def _alike(words: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*(vocabulary().alike(word) for word in words)) if words else frozenset()


def _is_line(figure: Figure, scope: Sequence[Exhibit]) -> bool:
    """Whether it is the number of a line that an exhibit points at."""
    if stem("line") not in figure.before[:2]:
        return False
    return any(figure.value in (seat.start, seat.end) for one in scope for seat in one.seats)


def _compared(clause: str, scope: Sequence[Exhibit]) -> str | None:
    """A "more than" or "nearly" must stand in the evidence, too."""
    for match in COMPARING.finditer(clause):
        behind = clause[match.end() : match.end() + 25].lstrip()
        if _SPREAD.search(clause[: match.end()]) or (match.group().lower() in ("over", "within") and _TIME.match(behind)):
            continue  # "spread over 11 files", "over five days": where and when, no comparison
        starts = tokens(behind)[:1]
        if (
            starts
            and (_value(starts[0]) is not None or starts[0].text.lower() in ("a", "half", "all"))
            and match.group().lower() not in " ".join(one.message.lower() for one in scope)
        ):
            return f"“{match.group().lower()}” is not in the cited evidence"
    return None
