"""Failures of sources: what happened, why, the one thing to do."""

from gitassay.model.candidate import Status


class SourceError(Exception):
    """A source can't be used as given. The message is meant for the person who asked."""


class NothingThereError(SourceError):
    """There is nothing to assess: no such user, no repositories."""


class TokenError(SourceError):
    """GitHub wants a token, refuses the one given, or has no requests left."""


class UnreachableError(SourceError):
    """The server could not be reached or did not answer sensibly."""


class RepositoryError(Exception):
    """One repository can't be had: its state and the reason in plain words. The others go on."""

    def __init__(self, status: Status, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
