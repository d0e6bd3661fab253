"""Which lines are a known tutorial's, course's, example's or template's, and which can't be told apart from them."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from gitassay.facts.matches import Lines, Matches
from gitassay.model.finding import Place

FEW = 12
"""Visible words that no match can be made of: the indexes know runs of that many."""

_HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True)
class TakenOver:
    """What was taken over from known works; `page` is the README's path and `text` its text, both empty without one."""

    matches: Matches
    page: str
    text: str

    def holds(self, place: Place) -> bool:
        """Whether a place matches known work, or can't be told apart from what does: a picture in a README that is mostly a source's."""
        widened = self._with_gaps if self.matches.readme_is_known and place.path == self.page else ()
        return self.has_matching(place) or self._lies_in(widened, place)

    def has_matching(self, place: Place) -> bool:
        """Whether a place lies in a region that matches, of the README mostly.

        A section of a README counts with its heading, which no region reaches when it was written anew.
        """
        return self._lies_in(self._lines.get(place.path, ()), place)

    def _lies_in(self, known: Lines, place: Place) -> bool:
        if any(start <= place.start and place.end <= end for start, end in known):
            return True
        if not known or place.path != self.page:
            return False
        rows = self.text.split("\n")[place.start - 1 : place.end]
        said = [number for number, row in enumerate(rows, start=place.start) if row.strip()]
        return sum(any(start <= number <= end for start, end in known) for number in said) * 2 > len(said)

    @cached_property
    def _lines(self) -> dict[str, Lines]:
        return self.matches.known_lines()

    @cached_property
    def _with_gaps(self) -> Lines:
        return with_gaps(self._lines.get(self.page, ()), self.text)


def hidden_words(text: str) -> int:
    """How many words stand in comments of HTML, which no reader sees."""
    return sum(len(_WORD.findall(comment)) for comment in _HIDDEN.findall(text))


def with_gaps(known: Lines, text: str) -> Lines:
    """The known lines (from, to; in order) with the lines before and behind each that come to fewer than FEW words to be seen."""
    rows = _HIDDEN.sub(lambda comment: "\n" * comment.group().count("\n"), text).split("\n")
    words = [len(_WORD.findall(row)) for row in rows]
    return tuple((start - _few(words[: start - 1][::-1]), end + _few(words[end:])) for start, end in known if end <= len(rows))


def _few(words: list[int]) -> int:
    """How many lines come to fewer than FEW words, from the first on."""
    return sum(1 for total in accumulate(words) if total < FEW)
