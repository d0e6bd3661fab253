"""The weighted total as an interval, and the tier it lies in."""

from collections.abc import Sequence

from gitassay.model.assessment import CategoryAssessment, Tier, Total

POINTS = 20
"""Sum of score x weight (as a fraction) x 20 makes 100 of all fives; from the rubric's source."""


def weighted(scores: Sequence[tuple[float, float]]) -> float:
    """The total of 100 for pairs of (score, weight of 100)."""
    return sum(score * weight for score, weight in scores) / 100 * POINTS


def tier_of(total: float, tiers: Sequence[Tier]) -> str:
    """The tier of an unrounded total; tiers run from the highest to the lowest."""
    # Totals are sums of multiples of a fifth of a weight: beyond nine digits there is only floating point noise.
    return next((tier.name for tier in tiers if round(total, 9) >= tier.at_least), tiers[-1].name)


def total_of(categories: Sequence[CategoryAssessment], tiers: Sequence[Tier]) -> Total:
    """Add up the ranges: an unassessed category spans 0 to 5. A tier is named only when the whole interval lies in it."""
    low = round(weighted([(one.low, one.weight) for one in categories]), 9)
    high = round(weighted([(one.high, one.weight) for one in categories]), 9)
    assessed = sum(one.suggested is not None for one in categories)
    if assessed == 0:
        statement = "Insufficient public evidence. No public code is not weakness: the total was not estimated."
        return Total(low=low, high=high, tier=None, tiers_possible=(), assessed=0, of=len(categories), statement=statement)
    names = [tier.name for tier in tiers]
    best, worst = names.index(tier_of(high, tiers)), names.index(tier_of(low, tiers))
    possible = tuple(reversed(names[best : worst + 1]))
    deciding = _deciding(categories)
    return Total(
        low=low,
        high=high,
        tier=possible[0] if len(possible) == 1 else None,
        tiers_possible=possible,
        assessed=assessed,
        of=len(categories),
        statement=_statement(possible, deciding, categories),
        deciding=deciding if len(possible) > 1 else (),
    )


def _deciding(categories: Sequence[CategoryAssessment]) -> tuple[str, ...]:
    """Ids of the categories that make the interval wide, widest first, two at most."""
    wide = sorted((one for one in categories if one.high > one.low), key=lambda one: (-(one.high - one.low) * one.weight, one.id))
    return tuple(one.id for one in wide[:2])


def _statement(possible: tuple[str, ...], deciding: tuple[str, ...], categories: Sequence[CategoryAssessment]) -> str:
    if len(possible) == 1:
        return f"{possible[0]}: the whole range lies in this tier."
    titles = {one.id: one.title for one in categories}
    decide = " and ".join(titles[one] for one in deciding)
    return f"{possible[0]} to {possible[-1]}: {decide} {'decide' if len(deciding) > 1 else 'decides'}."
