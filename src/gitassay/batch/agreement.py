"""How far persons confirm what was suggested: the share they changed, and weighted kappa, which leaves out what chance agrees on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

TOP = 5
FEW = 30
"""Fewer pairs say little."""

Pair = tuple[int, int]
"""A suggestion and what a person decided, 0 to 5 each."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """One category: pairs, the share a person changed, the mean of decided minus suggested, and kappa (None where it is not defined)."""

    category: str
    pairs: int
    changed: float
    shift: float
    kappa: float | None


def agreements(by_category: Mapping[str, Sequence[Pair]]) -> tuple[Agreement, ...]:
    """The agreement in each category that has pairs, and in all together."""
    every = [pair for pairs in by_category.values() for pair in pairs]
    named = [(category, list(pairs)) for category, pairs in by_category.items() if pairs]
    return tuple(_of(category, pairs) for category, pairs in (*named, *([("all", every)] if every else [])))


def _of(category: str, pairs: Sequence[Pair]) -> Agreement:
    changed = sum(one != other for one, other in pairs) / len(pairs)
    shift = sum(other - one for one, other in pairs) / len(pairs)
    return Agreement(category, len(pairs), changed, shift, kappa(pairs))


def kappa(pairs: Sequence[Pair]) -> float | None:
    """Cohen's kappa with quadratic weights: 1 for the same throughout, 0 for what chance would give; None when all are one score."""
    seen = sum((one - other) ** 2 for one, other in pairs) / len(pairs)
    first, second = ([sum(pair[side] == score for pair in pairs) / len(pairs) for score in range(TOP + 1)] for side in (0, 1))
    chance = sum(first[one] * second[other] * (one - other) ** 2 for one in range(TOP + 1) for other in range(TOP + 1))
    return 1 - seen / chance if chance else None
