"""Which lines of a text are worth a closer look: found in the text as a whole, which costs far less than asking each line."""

from collections.abc import Iterable, Iterator


def lines_with(text: str, hints: Iterable[str]) -> list[int]:
    """Numbers of the lines, from 1, that hold one of the hints as written, ascending."""
    return line_numbers(text, (position for hint in hints for position in _positions(text, hint)))


def line_numbers(text: str, positions: Iterable[int]) -> list[int]:
    """Numbers of the lines, from 1, in which these positions of the text lie, ascending and each once."""
    found: list[int] = []
    number, last = 1, 0
    for position in sorted(set(positions)):
        number += text.count("\n", last, position)
        last = position
        if not found or found[-1] != number:
            found.append(number)
    return found


def _positions(text: str, word: str) -> Iterator[int]:
    """Where a word stands, once a line at most."""
    position = text.find(word)
    while position >= 0:
        yield position
        end = text.find("\n", position)
        position = text.find(word, end) if end >= 0 else -1
