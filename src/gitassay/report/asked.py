"""The questions the tool asked for a category, with who answered what."""

from collections.abc import Sequence
from dataclasses import dataclass

from gitassay.model.assessment import Assessment, FindingDocument
from gitassay.model.outcome import Outcome
from gitassay.report.language import gettext
from gitassay.report.words import OUTCOME_WORDS, short

MOST_ALIKE = 4
"""From here on those who answered as most did are counted, which leaves the others to be seen."""


@dataclass(frozen=True, slots=True)
class AskedView:
    """One question of the tool and its answers: (answer in words, repositories that gave it)."""

    question: str
    answers: tuple[tuple[str, tuple[str, ...]], ...]


def asked_views(assessment: Assessment, category: str) -> tuple[AskedView, ...]:
    """Every question the tool asked for one category, with its answers; those who answered alike stand together."""
    rows: dict[str, list[FindingDocument]] = {}
    for finding in assessment.findings:
        if category in finding.categories:
            rows.setdefault(finding.signal, []).append(finding)
    return tuple(AskedView(found[0].question, _answers(found)) for _, found in sorted(rows.items()))


def _answers(found: Sequence[FindingDocument]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    by_word: dict[str, list[str]] = {word: [] for word in (gettext(OUTCOME_WORDS[outcome]) for outcome in Outcome)}
    discounted = gettext("Discounted")
    by_word[discounted] = []
    for finding in found:
        word = discounted if finding.discount is not None else gettext(OUTCOME_WORDS[finding.outcome])
        by_word[word].append(short(finding.repository))
    widest = max(by_word.values(), key=len)
    rest = (gettext("all %(count)s") if len(widest) == len(found) else gettext("the other %(count)s")) % {"count": len(widest)}
    if len(widest) >= MOST_ALIKE:
        by_word[next(word for word, names in by_word.items() if names is widest)] = [rest]
    return tuple((word, tuple(names)) for word, names in by_word.items() if names)
