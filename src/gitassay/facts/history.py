"""Who committed what and when, from raw e-mails and claimed dates."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from gitassay.model.candidate import Identity
from gitassay.model.snapshot import Commit, Snapshot

DAY = 86_400
GRACE = 2 * DAY
BURST = 20
"""Commits that share one committer second: more than this many were written by a script or a rebase."""
GAP = 30 * DAY
FEW = 10
GIT_BEGAN = 1_112_000_000
"""April 2005: no commit is older than git; imported histories may claim to be."""


@dataclass(frozen=True, slots=True)
class History:
    """The history as far as it was read.

    `own` counts commits by the candidate (None when nobody said who that is), `days` the distinct UTC days of own commits,
    `months` (YYYY-MM, own commits) ascending; `first` and `last` are seconds since 1970 of own commits with believable dates.
    `largest_share` is the share of all changed paths that one commit brought (1.0: everything came at once).
    `forged` lists what can't be true about dates (after `as_of`, before the account, many in one second), in plain words.
    `shares` is, per path, the share of the commits touching it that are the candidate's.
    """

    commits: int
    own: int | None
    authors: int
    days: int
    months: tuple[tuple[str, int], ...]
    first: int | None
    last: int | None
    largest_share: float
    forged: tuple[str, ...]
    shares: dict[str, float]

    def share(self) -> float | None:
        """The candidate's share of the commits, or None when it can't be told."""
        return None if self.own is None or self.commits == 0 else self.own / self.commits


def read_history(snapshot: Snapshot, identity: Identity, as_of: int) -> History:
    """Summarise the commits of a snapshot. Uses no mailmap: a `.mailmap` is the candidate's claim."""
    commits = snapshot.commits
    own = [commit for commit in commits if identity.wrote(commit.author_email)] if identity.known else list(commits)
    believable = [commit for commit in own if GIT_BEGAN <= commit.author_time <= as_of + GRACE]
    times = [commit.author_time for commit in believable]
    touched = [len(commit.paths) for commit in commits]
    return History(
        commits=len(commits),
        own=len(own) if identity.known else None,
        authors=len({commit.author_email.strip().lower() for commit in commits}),
        days=len({time // DAY for time in times}),
        months=tuple(sorted(Counter(datetime.fromtimestamp(time, UTC).strftime("%Y-%m") for time in times).items())),
        first=min(times, default=None),
        last=max(times, default=None),
        largest_share=round(max(touched) / sum(touched), 4) if sum(touched) else 0.0,
        forged=_forged(own, identity, as_of),
        shares=_shares(commits, identity) if identity.known else {},
    )


def _forged(own: Sequence[Commit], identity: Identity, as_of: int) -> tuple[str, ...]:
    """What can't be true, or is unlikely, about the dates of the candidate's commits; each a hint for a person."""
    hints: list[str] = []
    future = sum(commit.author_time > as_of + GRACE for commit in own)
    if future:
        hints.append(f"{future} commits are dated after the day of the assessment")
    created = identity.created_at
    if created is not None:
        before = sum(commit.author_time < created - GRACE for commit in own)
        if before > len(own) / 2:
            hints.append(f"{before} of {len(own)} commits are dated before the account existed")
    burst = max(Counter(commit.committer_time for commit in own).values(), default=0)
    if burst > BURST:
        hints.append(f"{burst} commits share one second")
    late = sum(commit.committer_time - commit.author_time > GAP for commit in own)
    if len(own) >= FEW and late > len(own) / 2:
        hints.append(f"{late} of {len(own)} commits were committed more than 30 days after they claim to be written")
    return tuple(hints)


def _shares(commits: Sequence[Commit], identity: Identity) -> dict[str, float]:
    """Per path, the share of the commits touching it that are the candidate's."""
    every: Counter[str] = Counter()
    own: Counter[str] = Counter()
    for commit in commits:
        every.update(commit.paths)
        if identity.wrote(commit.author_email):
            own.update(commit.paths)
    return {path: round(own[path] / count, 4) for path, count in every.items()}
