"""Numbers: each must occur in the evidence, of the same thing, compared in a way that fits."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from gitassay.llm.verify.evidence import Exhibit
from gitassay.llm.verify.figures import SPELLED, TIMES, Figure, figures
from gitassay.llm.verify.words import stem, stems, tokens, vocabulary

_PAIR = re.compile(
    r"(?<![\w.,])(\d+)\s+(?:[a-z]+\s+){0,2}?of\s+(?:the\s+|its\s+|all\s+|a total of\s+)?(\d+)(?![\w%]|[.,]\d)", re.IGNORECASE
)
_TURNED_PAIR = re.compile(
    r"\b(?:of|among|out of)\s+(?:the\s+|its\s+|all\s+)?(\d+)(?:\s+[a-z]+){1,3},?\s+(?:only\s+)?(\d+)(?![\w%.])", re.IGNORECASE
)
_NAMING = frozenset({"name", "names", "named"})
_NEARLY = {"more": (1.0, 1.5), "less": (0.8, 1.0), "about": (0.9, 1.1)}
"""How far the true number may lie from one that is given as "more than", "nearly" or "about" it, as a share of that."""
_ROUNDED = 0.08
"""How far a number may lie from its value in another unit, as a share: 1,473 days are four years."""

_WHOLE_PERCENT = 0.6
_POINTS = 2
"""How many points a percentage may lie from one that is given as about that."""


def number_fault(clause: str, scope: Sequence[Exhibit]) -> str | None:
    """What is wrong with the numbers of a clause, or None: each must stand in one exhibit, of the same thing, compared the same way."""
    breaks = vocabulary().neutral | vocabulary().use | vocabulary().negations
    told = [figure for one in scope for figure in figures(one.message, breaks - _NAMING)]
    known = [figure for one in scope for figure in evidence_figures(one, breaks)]
    quoted = [figure for one in scope for figure in excerpt_figures(one, breaks)]
    for figure in figures(clause, breaks):
        if _is_line(figure, scope) or _approximates(figure, [*known, *_converted(scope, told)], scope):
            continue
        # What the message says goes before its measures, and these before what stands in the files.
        rows = ([one for one in row if one.same_number == figure.same_number] for row in (told, known, quoted))
        same = next((row for row in rows if row), [])
        if not same:
            return f"the number {figure.text} is not in the cited evidence"
        readings = (figure, replace(figure, after=())) if figure.partitive else (figure,)
        if not any(_counts_the_same(reading, one, known) for one in same for reading in readings) or _told_otherwise(figure, scope, breaks):
            return f"the cited evidence does not count {figure.text} of that"
        if figure.comparing in ("more", "less") and not any(one.comparing == figure.comparing for one in same):
            return f"the cited evidence says {figure.text}, not {figure.comparing}"
    return _pair_fault(clause, scope)


def _approximates(said: Figure, known: Sequence[Figure], scope: Sequence[Exhibit]) -> bool:
    """Whether a rounded number is near to one that counts the same: "more than 600" of 643, "about four years" of 1,473 days."""
    for one in known:
        if one.percent is not said.percent or not _counts_the_same(replace(said, value=one.value), one, known):
            continue
        if not (said.after or said.percent):
            continue
        if one.derived and abs(said.value - one.value) <= (_WHOLE_PERCENT if said.percent else _ROUNDED * one.value):
            return True
        least, most = _NEARLY.get(said.comparing, (0.0, 0.0))
        if said.percent and said.comparing == "about":
            least, most = 1 - _POINTS / max(said.value, 1), 1 + _POINTS / max(said.value, 1)
        over = said.joint == "over" and not said.comparing and one.derived  # "over four years" compares and tells when
        least, most = _NEARLY["more"] if over else (least, most)
        if (said.comparing or over) and one.value != said.value and least * said.value <= one.value <= most * said.value:
            return True
    return any(said.comparing == "about" and one.same_number == said.same_number and _counts_the_same(said, one, known) for one in known)


def _converted(scope: Sequence[Exhibit], told: Sequence[Figure]) -> list[Figure]:
    """What the messages say, in other units: spans of days in weeks, months and years, "61 of 68" in percent."""
    spans = [one for one in told if one.joint == "over" and one.after[:1] == (stem("day"),)]
    found = [replace(one, value=one.value / days, after=(unit,), derived=True) for one in spans for unit, days in TIMES.items() if days > 1]
    for exhibit in scope:
        for part, whole in _PAIR.findall(exhibit.message):
            counted = next((one for one in told if one.value == float(part)), None)
            if counted is not None and int(whole):
                found.append(replace(counted, value=100 * int(part) / int(whole), percent=True, derived=True))
    return found


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
        named = tuple(stems([key.replace("_", " ")])) + _asked_of(key, one)
        if isinstance(value, str):
            found += figures(value, breaks)
        else:
            found.append(Figure(float(value), False, str(value), named, named))
            if isinstance(value, float) and 0 <= value <= 1:
                found.append(Figure(round(value * 100.0, 1), True, str(value), named, named))
                found.append(Figure(float(round(value * 100)), True, str(value), named, named))
    return found


def _asked_of(key: str, one: Exhibit) -> tuple[str, ...]:
    """The word behind a measure's in the question: what is "declared" is packages in "Are all declared packages in use?"."""
    row = [token.stem for token in tokens(f"{one.question} {one.message}") if token.is_word]
    return tuple(behind for word, behind in pairwise(row) if word == stem(key))


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
