"""What a person should look at first."""

from collections.abc import Sequence

from gitassay.model.assessment import Attention, CategoryAssessment, Flag, RepositoryCard
from gitassay.model.candidate import Status
from gitassay.model.outcome import Outcome
from gitassay.scoring.evidence import Evidence

CALM = frozenset({Status.READ, Status.SKIPPED, Status.EMPTY})
"""States of a repository that need nobody's eyes."""
WIDE = 2
"""A range of this many levels or more is shown as needing a look."""


def attention(
    cards: Sequence[RepositoryCard], categories: Sequence[CategoryAssessment], flags: Sequence[Flag], evidence: Evidence
) -> tuple[Attention, ...]:
    """Repositories that could not be read whole, red flags, doubts of signals, then what could not be assessed well.

    A red flag weighs most against a person, so it is looked at before a doubt.
    """
    return (*_unread(cards), *_red(flags), *_doubts(evidence), *_weak(categories))


def _unread(cards: Sequence[RepositoryCard]) -> list[Attention]:
    return [Attention(text=f"{card.id}: {card.reason}", repository=card.id) for card in cards if card.status not in CALM]


def _doubts(evidence: Evidence) -> list[Attention]:
    """Doubts by what is asked: the same doubt about ten repositories is one row."""
    grouped: dict[str, list[tuple[str, str]]] = {}
    for repository, rows in sorted(evidence.by_repository.items()):
        for signal, finding in rows.items():
            if finding.outcome in (Outcome.NEEDS_REVIEW, Outcome.ERROR):
                grouped.setdefault(signal, []).append((repository, finding.message))
    return [_doubt(signal, group, evidence) for signal, group in grouped.items()]


def _doubt(signal: str, group: list[tuple[str, str]], evidence: Evidence) -> Attention:
    repository, message = group[0]
    more = len(group) - 1
    again = f"The same is to be looked at in {more} more {'repository' if more == 1 else 'repositories'}."
    return Attention(
        text=f"{repository}: {message} {again}" if more else message,
        findings=tuple(evidence.id(name, signal) for name, _ in group),
        repository=None if more else repository,
    )


def _red(flags: Sequence[Flag]) -> list[Attention]:
    """Red flags by what they say: ten repositories with the same flag are one row."""
    grouped: dict[str, list[Flag]] = {}
    for flag in flags:
        if flag.polarity == "red":
            grouped.setdefault(flag.message, []).append(flag)
    return [
        Attention(
            text=message if len(group) == 1 else f"{message.rstrip('.')} ({len(group)} repositories).",
            findings=tuple(flag.finding for flag in group),
            repository=group[0].repository if len(group) == 1 else None,
        )
        for message, group in grouped.items()
    ]


def _weak(categories: Sequence[CategoryAssessment]) -> list[Attention]:
    rows: list[Attention] = []
    for one in categories:
        if one.suggested is None:
            rows.append(Attention(text=f"{one.title}: not assessed, no public evidence was seen.", category=one.id))
        elif one.high - one.low >= WIDE:
            rows.append(Attention(text=f"{one.title}: the evidence allows {one.low} to {one.high}.", category=one.id))
    return rows
