"""The skill map: what was seen in which repository, for everything that a suggestion rests on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gitassay.model.assessment import Assessment, CategoryAssessment, FindingDocument
from gitassay.model.outcome import Outcome
from gitassay.report.words import is_read

MOST_COLUMNS = 12
"""Repositories with a column of their own: those that show most."""
_ACRONYMS = {word.lower(): word for word in ("AI", "API", "CI", "LLM", "MCP", "RAG", "README", "SQL")}


@dataclass(frozen=True, slots=True)
class SkillRow:
    """One thing that was seen, in words, with the question behind it; a cell for each column and how many further repositories show it.

    A cell is "seen", "discounted" (seen, but it does not count), "check" (for a person to look at) or "".
    """

    label: str
    question: str
    cells: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class SkillGroup:
    """The rows of one category."""

    title: str
    rows: tuple[SkillRow, ...]


@dataclass(frozen=True, slots=True)
class SkillMap:
    """The whole map: repositories with a column, how many have none, and the groups of rows."""

    columns: tuple[str, ...]
    beyond: int
    groups: tuple[SkillGroup, ...]


def skill_map(assessment: Assessment) -> SkillMap:
    """Arrange the findings that support a suggestion by category and repository."""
    by_id = {finding.id: finding for finding in assessment.findings}
    signals = {category.id: _supporting(category, by_id) for category in assessment.categories}
    wanted = {signal for found in signals.values() for signal in found}
    shown: dict[str, dict[str, FindingDocument]] = {}
    for finding in assessment.findings:
        if finding.signal in wanted:
            shown.setdefault(finding.signal, {})[finding.repository] = finding
    names = _columns(assessment, shown)
    columns, rest = names[:MOST_COLUMNS], names[MOST_COLUMNS:]
    groups = (
        SkillGroup(category.title, tuple(_row(signal, shown[signal], columns, rest) for signal in signals[category.id]))
        for category in assessment.categories
    )
    return SkillMap(tuple(columns), len(rest), tuple(group for group in groups if group.rows))


def _supporting(category: CategoryAssessment, by_id: dict[str, FindingDocument]) -> tuple[str, ...]:
    """The signals whose findings the suggestion of a category rests on, lowest level first."""
    named = (by_id[name] for reason in category.reasons for name in reason.findings if name in by_id)
    return tuple(dict.fromkeys(finding.signal for finding in named if cell(finding) == "seen"))


def _columns(assessment: Assessment, shown: dict[str, dict[str, FindingDocument]]) -> list[str]:
    """The repositories that were read, those that show most first; what shows equally much keeps its order."""
    seen = {
        card.id: sum(cell(found[card.id]) == "seen" for found in shown.values() if card.id in found)
        for card in assessment.repositories
        if is_read(card.status)
    }
    return sorted(seen, key=lambda name: -seen[name])


def _row(signal: str, found: dict[str, FindingDocument], columns: Sequence[str], rest: Iterable[str]) -> SkillRow:
    first = next(iter(found.values()))
    return SkillRow(
        label=label(signal),
        question=first.question,
        cells=tuple(cell(found[name]) if name in found else "" for name in columns),
        more=sum(cell(found[name]) == "seen" for name in rest if name in found),
    )


def label(signal: str) -> str:
    """A signal's name in words: what a repository does."""
    return " ".join(_ACRONYMS.get(word, word) for word in signal.rpartition("/")[2].split("_"))


def cell(finding: FindingDocument) -> str:
    """What a finding puts into its cell."""
    if finding.outcome is Outcome.NEEDS_REVIEW:
        return "check"
    if finding.outcome is not Outcome.YES:
        return ""
    return "seen" if finding.discount is None else "discounted"
