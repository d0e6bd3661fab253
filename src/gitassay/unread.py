"""The reading of a repository that could not be read: its state and why. Apart from reading, so that saying so loads nothing that reads."""

from gitassay.model.assessment import RepositoryCard
from gitassay.model.candidate import RepositorySource, Status
from gitassay.model.reading import RepositoryReading
from gitassay.plain import visible, without_secrets

MAX_DESCRIPTION = 300


def unread(source: RepositorySource, status: Status, reason: str, commit: str | None = None) -> RepositoryReading:
    """The reading of a repository that could not be read: its state and why."""
    card = RepositoryCard(
        id=source.id,
        url=source.url,
        commit=commit,
        status=status,
        reason=visible(without_secrets(reason)),
        description=_description(source),
        fork=source.fork,
        archived=source.archived,
        licence=source.licence,
    )
    return RepositoryReading(card=card)


def _description(source: RepositorySource) -> str | None:
    return visible(without_secrets(source.description), MAX_DESCRIPTION) if source.description else None
