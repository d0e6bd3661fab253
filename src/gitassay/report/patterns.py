"""Translates a sentence with values in it by its pattern: whole, or not at all.

Patterns are messages with slots: `{number}` and `{names}` keep their value, `{count}` and `{text}` hold words to translate in their turn.
No regular expression is made of them, so that no text can make the search slow.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from gitassay.resources import resource

MOST = 2_000
"""Characters of a text that is looked at; sentences are far shorter."""
MOST_DEEP = 5
MOST_TOGETHER = 3
"""Sentences that one message holds."""
MOST_JOINED = 3
"""Commas and "and"s within one known phrase."""
_SLOT = re.compile(r"\{(\w+?)(\d*)\}")
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?%?\Z")
_END = re.compile(r"(?<=[.?!”]) (?=\S)")
_LIST = re.compile(r"(, | and |; )")

Known = Callable[[str], str | None]
Marks = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A message with slots: the text before, between and after them, and their names."""

    message: str
    literals: tuple[str, ...]
    slots: tuple[str, ...]

    @property
    def weight(self) -> int:
        """How much of a text it explains by itself."""
        return sum(map(len, self.literals))

    def values(self, text: str) -> tuple[str, ...] | None:
        """What stands in the slots if the text is of this pattern; each value as short as it can be."""
        first, *middle, last = self.literals
        end = len(text) - len(last)
        if not text.startswith(first) or not text.endswith(last) or end < len(first):
            return None
        at, found = len(first), []
        for literal in middle:
            place = text.find(literal, at + 1, end)
            if place < 0:
                return None
            found.append(text[at:place])
            at = place + len(literal)
        found.append(text[at:end])
        return tuple(found) if all(found) else None


def pattern(message: str) -> Pattern:
    """A message taken apart at its slots."""
    return Pattern(message, tuple(_SLOT.sub("\0", message).split("\0")), tuple(match[0][1:-1] for match in _SLOT.finditer(message)))


@cache
def patterns() -> tuple[Pattern, ...]:
    """Every pattern that ships, those that explain most first."""
    lines = resource("reports/locale/patterns.txt").read_text(encoding="utf-8").splitlines()
    return tuple(sorted(map(pattern, lines), key=lambda one: (-one.weight, one.message)))


class Translator:
    """Translates texts with the messages that `known` has; `marks` writes a number in the manner of the language."""

    def __init__(self, known: Known, marks: Marks) -> None:
        self._known = known
        self._marks = marks
        self._said: dict[str, str | None] = {}

    def sentence(self, text: str) -> str | None:
        """A text of one sentence or several; None when any of it can't be translated."""
        if len(text) > MOST:
            return None
        if text not in self._said:
            if len(self._said) > 10_000:
                self._said.clear()
            self._said[text] = self._sentence(text, 0)
        return self._said[text]

    def _sentence(self, text: str, deep: int) -> str | None:
        parts, told, at = _END.split(text), [], 0
        while at < len(parts):
            end, found = self._run(parts, at, deep)
            if found is None:
                return None
            told.append(found)
            at = end
        return " ".join(told)

    def _run(self, parts: list[str], at: int, deep: int) -> tuple[int, str | None]:
        """Some messages are several sentences: as many as make one are taken together."""
        for end in range(min(at + MOST_TOGETHER, len(parts)), at, -1):
            found = self._one(" ".join(parts[at:end]), deep)
            if found is not None:
                return end, found
        return at + 1, None

    def _one(self, text: str, deep: int) -> str | None:
        found = self._known(text)
        if found is not None or deep > MOST_DEEP:
            return found
        return next(self._by_pattern(text, deep), None)

    def _by_pattern(self, text: str, deep: int) -> Iterator[str]:
        for one in patterns():
            values = one.values(text)
            form = self._known(one.message) if values else None
            if values and form is not None:
                told = [self._value(kind, value, deep + 1) for kind, value in zip(one.slots, values, strict=True)]
                if None not in told:
                    yield _filled(form, dict(zip(one.slots, told, strict=True)))

    def _value(self, slot: str, value: str, deep: int) -> str | None:
        kind = slot.rstrip("0123456789")
        if _NUMBER.match(value):
            return self._marks(value)
        if kind == "number":
            return None
        if kind == "names":
            return None if _END.search(value) else self._listed(value, deep, strict=False)
        return self._sentence(value, deep) or self._clause(value, deep) or self._listed(value, deep, strict=True)

    def _clause(self, value: str, deep: int) -> str | None:
        """A sentence that lost its full stop to the one around it."""
        found = self._one(f"{value}.", deep) if " " in value else None
        return found.removesuffix(".") if found else None

    def _listed(self, value: str, deep: int, strict: bool) -> str | None:
        """Words we know and names, with what joins them. With `strict` only a single word may be a name."""
        parts, told, at = _LIST.split(value), [], 0
        while at < len(parts):
            end, found = self._longest(parts, at, deep)
            if found is None and strict and " " in parts[at]:
                return None
            told.append(parts[at] if found is None else found)
            told += [self._joint(parts[end])] if end < len(parts) else []
            at = end + 1
        return "".join(told)

    def _longest(self, parts: list[str], at: int, deep: int) -> tuple[int, str | None]:
        """Titles may hold a comma or an "and" themselves: what is known is taken as long as it can be."""
        for end in range(min(at + 2 * MOST_JOINED + 1, len(parts)), at, -2):
            text = "".join(parts[at:end])
            found = self._known(text) or (self._one(text, deep) if text[:1].isdigit() else None)
            if found is not None:
                return end, found
        return at + 1, None

    def _joint(self, text: str) -> str:
        word = text.strip()
        return text if word != "and" else text.replace(word, self._known(word) or word)


def _filled(form: str, values: dict[str, str | None]) -> str:
    return _SLOT.sub(lambda match: values.get(match[0][1:-1]) or match[0], form)


def slots(message: str) -> Iterable[str]:
    """The names of the slots of a message."""
    return sorted(match[0] for match in _SLOT.finditer(message))
