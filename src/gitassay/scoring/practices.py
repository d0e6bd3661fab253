"""How much of a trade's good practice was seen: a figure between 0 and 1, finer than the levels and no score.

A level is a sentence one can defend; six of them are too coarse to order many projects. For that the practices of a category are
counted alike, and the signs of each practice alike: whoever has no outcome to fit weights to does best with equal ones (Dawes, "The
robust beauty of improper linear models", American Psychologist 34, 1979). The practices follow what studies of engineered projects ask
for (Munaiah et al., "Curating GitHub for engineered software projects", EMSE 2017: architecture, community, continuous integration,
documentation, history, issues, licence, unit tests). What can't be told, or makes no sense for a project, is left out and lowers nothing.
"""

from collections.abc import Iterable

from gitassay.model.outcome import Outcome
from gitassay.model.rubric import Category, Practice
from gitassay.scoring.ladder import Answers, Reading, term_holds

_TOLD = frozenset({Outcome.YES, Outcome.NO})


def practice_seen(category: Category, answers: Answers) -> float | None:
    """The mean share over the category's practices, 0 to 1; None when none of them can be told."""
    return _mean(_share(practice, answers) for practice in category.practices)


def practices_seen(categories: Iterable[Category], answers: Answers) -> float | None:
    """The mean of several categories, each weighing as much as the rubric says; None when none can be told."""
    rows = [(category.weight, seen) for category in categories if (seen := practice_seen(category, answers)) is not None]
    return sum(weight * seen for weight, seen in rows) / sum(weight for weight, _ in rows) if rows else None


def _share(practice: Practice, answers: Answers) -> float | None:
    return _mean(_sign(sign, answers) for sign in practice.signs)


def _sign(sign: tuple[str, ...], answers: Answers) -> float | None:
    """1 when one of the signals shows it, 0 when those that can be told do not, None when none can be told."""
    if any(term_holds(term, answers, Reading.SHOWN) for term in sign):
        return 1.0
    told = any(finding.outcome in _TOLD for term in sign for finding in answers.get(term.removeprefix("not "), ()))
    return 0.0 if told else None


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
