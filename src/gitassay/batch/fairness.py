"""Selection and scoring rates of groups, and their impact ratios. Groups come from a list that is kept apart; nothing is ever inferred.

The rules are those of New York City's Local Law 144 (6 RCNY 5-300) and the four-fifths rule of 29 CFR 1607.4(D).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from statistics import median

FOUR_FIFTHS = 0.8
SMALL = 30
"""Groups with fewer members: one person more or less changes their rates by several points."""
LEFT_OUT = 0.02
"""Groups below this share of all may be left out of impact ratios, as the rule has it."""
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the sample: the group in each category ("" unknown), and whether they were chosen (None: not known)."""

    groups: Mapping[str, str]
    chosen: bool | None


@dataclass(frozen=True, slots=True)
class Rate:
    """One group: how many, how many were chosen, the rate, its ratio to the highest rate, and how likely chance alone does as much.

    `ratio` and `chance` are None for those that are unknown or too few to compare.
    """

    category: str
    group: str
    n: int
    chosen: int
    rate: float
    ratio: float | None
    chance: float | None

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a reader should know of this row."""
        told = []
        if self.group == UNKNOWN:
            return ("not compared: the group is unknown",)
        if self.ratio is None:
            return (f"not compared: below {LEFT_OUT:.0%} of all",)
        if self.ratio < FOUR_FIFTHS:
            told.append("below four fifths of the highest rate")
        if self.n < SMALL:
            told.append(f"fewer than {SMALL}: one person changes much")
        return tuple(told)


def above_median(scores: Mapping[str, float]) -> dict[str, bool]:
    """Whether each score is above the median of all, which is what counts as chosen where scores are compared."""
    middle = median(scores.values()) if scores else 0.0
    return {key: score > middle for key, score in scores.items()}


def rates(people: Sequence[Person], categories: Sequence[str]) -> tuple[Rate, ...]:
    """The rates in each category and in all pairs and more of them together. Who is neither chosen nor not is left out."""
    known = [one for one in people if one.chosen is not None]
    found: list[Rate] = []
    for size in range(1, len(categories) + 1):
        for names in combinations(categories, size):
            found += _within(known, names)
    return tuple(found)


def _within(people: Sequence[Person], names: tuple[str, ...]) -> list[Rate]:
    """The rates of the groups of one category, or of several together."""
    groups: dict[str, list[bool]] = {}
    for one in people:
        parts = [one.groups.get(name, "") for name in names]
        groups.setdefault(" / ".join(parts) if all(parts) else UNKNOWN, []).append(bool(one.chosen))
    compared = {name: made for name, made in groups.items() if name != UNKNOWN and len(made) >= LEFT_OUT * len(people)}
    best = max(compared, key=lambda name: (_share(compared[name]), len(compared[name]), name), default=None)
    rows = []
    for name, made in sorted(groups.items()):
        ratio = chance = None
        if best is not None and name in compared and _share(compared[best]):
            ratio = _share(made) / _share(compared[best])
            chance = fisher(sum(made), len(made), sum(compared[best]), len(compared[best]))
        rows.append(Rate(" and ".join(names), name, len(made), sum(made), _share(made), ratio, chance))
    return rows


def _share(made: Sequence[bool]) -> float:
    return sum(made) / len(made)


def fisher(chosen: int, of: int, other_chosen: int, other_of: int) -> float:
    """Fisher's exact test, two-sided: how likely two groups of one kind differ as much by chance."""
    total, drawn = of + other_of, chosen + other_chosen
    ways = comb(total, drawn)
    each = [comb(of, k) * comb(other_of, drawn - k) for k in range(max(0, drawn - other_of), min(of, drawn) + 1)]
    seen = comb(of, chosen) * comb(other_of, other_chosen)
    return sum(one for one in each if one <= seen) / ways
