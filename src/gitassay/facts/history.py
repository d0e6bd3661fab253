"""Who committed what and when, from raw e-mails and claimed dates."""

from dataclasses import dataclass

from gitassay.model.candidate import Identity
from gitassay.model.snapshot import Snapshot


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
    raise NotImplementedError
