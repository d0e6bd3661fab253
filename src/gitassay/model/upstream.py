"""Merged pull requests in repositories of others, as GitHub tells of them."""

from collections.abc import Iterable

from gitassay.model.document import Document


class MergedPull(Document):
    """One pull request that others merged into a repository of theirs. `lines` are those added and taken away; `merged` is a day in UTC."""

    repository: str
    number: int
    url: str
    merged: str
    lines: int | None = None


class Upstream(Document):
    """Merged pull requests elsewhere up to the day of the assessment, newest first. `total` counts those that are not listed, too.

    That others took the work is GitHub's word and not a claim; what is in it is not read, so no score rests on it.
    """

    total: int = 0
    pulls: tuple[MergedPull, ...] = ()


def newest_first(pulls: Iterable[MergedPull]) -> tuple[MergedPull, ...]:
    """In an order that does not depend on how a server sorts."""
    named = sorted(pulls, key=lambda one: (one.repository.lower(), one.number))
    return tuple(sorted(named, key=lambda one: one.merged, reverse=True))
