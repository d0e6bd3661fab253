"""Geometry of the page's few drawings, as plain numbers: bars of activity, a meter, shares of languages."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gitassay.model.assessment import Assessment, CategoryAssessment, LanguageShare, Month, RepositoryCard
from gitassay.report.words import is_read, language_name, month

_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])\Z")
MOST_MONTHS = 60
STEP = 50
"""Width of one score on the meter."""
LABEL_ROOM = 110
"""Width that the name of a month needs, in the drawing's units."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: the month, its commits, and its left edge, width and height in the drawing's units."""

    month: str
    commits: int
    x: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Activity:
    """Own commits by month up to the "as of" day. `earlier` and `later` commits lie outside what is drawn."""

    bars: tuple[Bar, ...]
    labels: tuple[tuple[float, str], ...]
    total: int
    most: int
    busiest: str
    earlier: int
    later: int


@dataclass(frozen=True, slots=True)
class Meter:
    """Scores 0 to 5 on a line of 250 units: the band that the evidence supports, and the suggestion."""

    band_x: float
    band_width: float
    dot_x: float | None


@dataclass(frozen=True, slots=True)
class Share:
    """One language's piece of a bar of 100 units."""

    name: str
    share: float
    x: float
    width: float


def meter(category: CategoryAssessment) -> Meter:
    """The meter of one category."""
    low, high = sorted((_score(category.low), _score(category.high)))
    dot = None if category.suggested is None else float(_score(category.suggested) * STEP)
    return Meter(band_x=float(low * STEP), band_width=float((high - low) * STEP), dot_x=dot)


def portfolio_activity(assessment: Assessment, width: float = 720, height: float = 96) -> Activity:
    """Own commits of all repositories that were read, summed by month."""
    months: dict[str, int] = {}
    for card in assessment.repositories:
        for row in card.activity if is_read(card.status) else ():
            months[row.month] = months.get(row.month, 0) + row.commits
    return _activity(months, assessment.as_of[:7], width, height)


def repository_activity(card: RepositoryCard, as_of: str, width: float = 240, height: float = 28) -> Activity:
    """Own commits of one repository by month."""
    return _activity({row.month: row.commits for row in card.activity}, as_of[:7], width, height)


def shares(languages: Iterable[LanguageShare], most: int = 5) -> tuple[Share, ...]:
    """The largest languages side by side; what is left of the bar is all the others."""
    drawn: list[Share] = []
    left = 0.0
    for language in sorted(languages, key=lambda row: (-row.share, row.name))[:most]:
        width = max(min(language.share * 100, 100 - left), 0.0)
        drawn.append(Share(language_name(language.name), language.share, round(left, 2), round(width, 2)))
        left += width
    return tuple(drawn)


def table_rows(activity: Activity) -> tuple[Month, ...]:
    """The months with commits, newest first."""
    return tuple(Month(month=bar.month, commits=bar.commits) for bar in reversed(activity.bars) if bar.commits)


def _activity(months: dict[str, int], last: str, width: float, height: float) -> Activity:
    known = {name: commits for name, commits in months.items() if _MONTH.match(name) and commits > 0}
    end = _index(last) if _MONTH.match(last) else max((_index(name) for name in known), default=0)
    inside = {_index(name): commits for name, commits in known.items() if end - MOST_MONTHS < _index(name) <= end}
    start = min(inside, default=end + 1)
    slots = range(start, end + 1)
    most = max(inside.values(), default=0)
    step = width / max(len(slots), 12)
    bars = tuple(
        Bar(_name(slot), inside.get(slot, 0), round(place * step, 2), round(step * 0.78, 2), round(inside.get(slot, 0) / most * height, 2))
        for place, slot in enumerate(slots)
    )
    return Activity(
        bars=bars,
        labels=_labels(bars),
        total=sum(known.values()),
        most=most,
        busiest=next((bar.month for bar in bars if bar.commits == most), ""),
        earlier=sum(commits for name, commits in known.items() if _index(name) <= end - MOST_MONTHS),
        later=sum(commits for name, commits in known.items() if _index(name) > end),
    )


def _labels(bars: tuple[Bar, ...]) -> tuple[tuple[float, str], ...]:
    """Where to write years: at each January, and at the first month when no January follows too closely."""
    years = [(bar.x, bar.month[:4]) for bar in bars if bar.month.endswith("-01")]
    if bars and (not years or years[0][0] - bars[0].x >= LABEL_ROOM):
        years.insert(0, (bars[0].x, month(bars[0].month)))
    return tuple(years)


def _index(name: str) -> int:
    return int(name[:4]) * 12 + int(name[5:7]) - 1


def _name(index: int) -> str:
    return f"{index // 12:04}-{index % 12 + 1:02}"


def _score(score: int) -> int:
    return min(max(score, 0), 5)
