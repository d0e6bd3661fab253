"""The final total of confirmed scores, with its arithmetic; an interval where a person could not judge."""

from dataclasses import dataclass
from fractions import Fraction

from gitassay.model.assessment import Assessment, CategoryAssessment, Tier
from gitassay.model.decision import DecisionEntry

HIGHEST = 5


@dataclass(frozen=True, slots=True)
class Part:
    """One category's share of the total. `score` is None for "cannot judge", which spans 0 to 5. Points are of 100."""

    category: str
    title: str
    score: int | None
    weight: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class FinalTotal:
    """The total of 100 from `low` to `high` (equal when every category was judged). `tier` only when both ends lie in one."""

    low: float
    high: float
    tier: Tier | None
    tiers_possible: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def exact(self) -> bool:
        """Whether the total is one number."""
        return self.low == self.high

    @property
    def statement(self) -> str:
        """The total and its tier in one sentence."""
        if self.exact and self.tier is not None:
            return f"Final total {_plain(self.low)} of 100: {self.tier.name} (the rubric says: {self.tier.hiring_signal})."
        tiers = self.tier.name if self.tier is not None else " to ".join((self.tiers_possible[0], self.tiers_possible[-1]))
        return f"Final total {_plain(self.low)} to {_plain(self.high)} of 100: {tiers}. Not every category could be judged."


def final_total(assessment: Assessment, entry: DecisionEntry) -> FinalTotal:
    """Add up what a person decided: score x weight / 5 for each category, so that all fives make 100.

    A category without a choice counts like "cannot judge". Sums are exact: a tier is never missed by a rounding error.
    """
    chosen = {choice.category: choice.score for choice in entry.decision.choices}
    sums = [_span(category, chosen.get(category.id)) for category in assessment.categories]
    parts = tuple(
        Part(category.id, category.title, chosen.get(category.id), category.weight, float(low), float(high))
        for category, (low, high) in zip(assessment.categories, sums, strict=True)
    )
    low, high = sum((low for low, _ in sums), Fraction()), sum((high for _, high in sums), Fraction())
    possible = _tiers_between(assessment.tiers, low, high)
    return FinalTotal(
        low=float(low),
        high=float(high),
        tier=possible[0] if len(possible) == 1 else None,
        tiers_possible=tuple(tier.name for tier in possible),
        parts=parts,
    )


def _span(category: CategoryAssessment, score: int | None) -> tuple[Fraction, Fraction]:
    weight = Fraction(str(category.weight)) / HIGHEST
    return (weight * 0, weight * HIGHEST) if score is None else (weight * score, weight * score)


def _tiers_between(tiers: tuple[Tier, ...], low: Fraction, high: Fraction) -> list[Tier]:
    """Tiers that meet the interval, lowest first."""
    rising = sorted(tiers, key=lambda tier: tier.at_least)
    ceilings = [Fraction(str(tier.at_least)) for tier in rising[1:]] + [None]
    return [
        tier
        for tier, ceiling in zip(rising, ceilings, strict=True)
        if Fraction(str(tier.at_least)) <= high and (ceiling is None or low < ceiling)
    ]


def _plain(points: float) -> str:
    return f"{points:.2f}".rstrip("0").rstrip(".")
