"""Who committed what and when, from raw e-mails and claimed dates."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from gitassay.facts.authorship import part_of, shares_by_path
from gitassay.model.candidate import Identity
from gitassay.model.snapshot import Commit, Snapshot

DAY = 86_400
LATE = 2 * DAY
"""How far a date may lie after the day of the assessment: clocks and time zones differ."""
EARLIEST = 315_532_800
"""1 January 1980: no history of a project under version control begins before."""
CROWD = 20
"""Commits that may share one second of the committer's clock, as they do after a rebase."""
GAP = 30 * DAY
GAP_COMMITS = 10


@dataclass(frozen=True, slots=True)
class History:
    """The history as far as it was read.

    `own` counts commits by the candidate, alone or as a co-author (None when nobody said who that is), `days` the distinct UTC days of own
    commits, `months` (YYYY-MM, own commits) ascending; `first` and `last` are seconds since 1970 of own commits. Dates that can't be
    true are left out of these four; when nobody said who the candidate is, they cover the commits of all.
    `largest_share` is the share of all changes of paths that one commit brought (1.0: everything came at once).
    `forged` lists what can't be true about dates, in plain words.
    `shares` is, per path, the share of the commits touching it that are the candidate's, co-authors counted; empty when that can't be told.
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
    parts = [part_of(commit, identity) for commit in commits] if identity.known else None
    own = None if parts is None else [commit for commit, part in zip(commits, parts, strict=True) if part]
    written = [commit for commit in commits if own is None or identity.wrote(commit.author_email)]
    considered = commits if own is None else own
    times = sorted(commit.author_time for commit in considered if _is_believable(commit.author_time, as_of))
    return History(
        commits=len(commits),
        own=None if own is None else len(own),
        authors=len({commit.author_email.strip().lower() for commit in commits}),
        days=len({time // DAY for time in times}),
        months=tuple(sorted(Counter(_month(time) for time in times).items())),
        first=times[0] if times else None,
        last=times[-1] if times else None,
        largest_share=_largest_share(commits),
        forged=_forged(written, identity, own is not None, as_of),
        shares={} if parts is None else shares_by_path(commits, parts),
    )


def _is_believable(time: int, as_of: int) -> bool:
    return EARLIEST <= time <= as_of + LATE


def _month(time: int) -> str:
    return datetime.fromtimestamp(time, UTC).strftime("%Y-%m")


def _largest_share(commits: Sequence[Commit]) -> float:
    sizes = [len(set(commit.paths)) for commit in commits]
    return max(sizes) / sum(sizes) if any(sizes) else 0.0


def _forged(commits: Sequence[Commit], identity: Identity, recognised: bool, as_of: int) -> tuple[str, ...]:
    """What can't be true, or hardly can, one sentence each."""
    late = sum(commit.author_time > as_of + LATE or commit.committer_time > as_of + LATE for commit in commits)
    early = sum(commit.author_time < EARLIEST for commit in commits)
    created = identity.created_at if recognised else None
    before = 0 if created is None else sum(EARLIEST <= commit.author_time < created for commit in commits)
    crowd = max(Counter(commit.committer_time for commit in commits).values(), default=0)
    apart = sum(abs(commit.committer_time - commit.author_time) > GAP for commit in commits)
    said = (
        (late, f"{_commits(late)} dated after the day of the assessment."),
        (early, f"{_commits(early)} dated before 1980."),
        (before, f"{_commits(before)} dated before the account existed."),
        (crowd > CROWD, f"{_commits(crowd)} recorded within one second."),
        (
            len(commits) >= GAP_COMMITS and apart * 2 > len(commits),
            f"{_commits(apart)} recorded more than 30 days away from the date that the author gave.",
        ),
    )
    return tuple(sentence for holds, sentence in said if holds)


def _commits(number: int) -> str:
    return f"{number:,} commit is" if number == 1 else f"{number:,} commits are"
