"""Gives turns to ask GitHub to all who share its tokens: whoever asks waits here, never in the answer to a refusal."""

import hashlib
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol, TypeVar

from gitassay.batch.errors import StoppedError
from gitassay.sources.budget import Allowance, closed, reserved, told, wait_for
from gitassay.sources.gate import Turn

T = TypeVar("T")
WITH_TOKEN, WITHOUT = 5_000, 60
"""Requests an hour that GitHub allows as long as it has said nothing else."""
GIVEN = "given with each turn"
"""Stands for a token where it only matters whether there is one."""
LONGEST_NAP = 30.0
"""Seconds between looks at the budget: others who share it may have learned more."""
WORTH_TELLING = 5.0


class Budget(Protocol):
    """The allowances of all holders, changed by one at a time."""

    def change(self, kind: str, change: Callable[[dict[str, Allowance]], T]) -> T:
        """Let `change` look at the allowances and replace some."""
        ...


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody whose requests GitHub counts: a person's token, or an installation of an app that is given a new one each hour."""

    id: str
    token: Callable[[], str | None]
    anonymous: bool = False


def of_token(token: str | None, server: str) -> Holder:
    """The holder of one token, known by its hash alone."""
    return Holder(hashlib.sha256(f"{server} {token or ''}".encode()).hexdigest(), lambda: token, anonymous=token is None)


class SharedGate:
    """Turns by a budget that all share. `stop` ends every wait; `remark` is told of long ones."""

    def __init__(
        self,
        budget: Budget,
        holders: Sequence[Holder],
        remark: Callable[[str], None] = lambda text: None,
        stop: threading.Event | None = None,
        now: Callable[[], float] = time.time,
        sleep: Callable[[float], None] | None = None,
    ) -> None:
        self._budget, self._holders, self._remark, self._now = budget, {one.id: one for one in holders}, remark, now
        self._stop = stop or threading.Event()
        self._sleep = sleep or self._stop.wait
        self._told_until = 0.0
        self.size = len(self._holders)
        self.token = None if all(one.anonymous for one in holders) else GIVEN

    def turn(self, kind: str, cost: int = 1) -> Turn:
        """Wait until some token may send a request of this kind.

        Raises:
            StoppedError: the batch was told to stop.
        """
        while not self._stop.is_set():
            holder, wait = self._budget.change(kind, lambda known: self._taken(known, kind, cost))
            if holder is not None:
                return Turn(self._holders[holder].token(), kind, cost, holder)
            self._tell(wait)
            self._sleep(min(wait, LONGEST_NAP))
        raise StoppedError("Told to stop.")

    def told(self, turn: Turn, headers: Mapping[str, str], free: bool = False) -> None:
        """Take in what an answer says is left."""
        refund = turn.cost if free else 0

        def learn(known: dict[str, Allowance]) -> None:
            known[turn.holder] = told(known[turn.holder], headers, self._now(), refund)

        self._budget.change(turn.kind, learn)

    def closed(self, turn: Turn, seconds: float) -> None:
        """Send nothing more with this token for so long."""

        def shut(known: dict[str, Allowance]) -> None:
            known[turn.holder] = closed(known[turn.holder], seconds, self._now())

        self._budget.change(turn.kind, shut)

    def _taken(self, known: dict[str, Allowance], kind: str, cost: int) -> tuple[str | None, float]:
        """Who may ask now, whose allowance is less by it; or nobody, and after how many seconds somebody may."""
        now = self._now()
        waits = {holder: wait_for(known[holder], kind, cost, now) for holder in self._holders}
        best = min(waits, key=lambda holder: (waits[holder], -known[holder].left, holder))
        if waits[best] > 0:
            return None, waits[best]
        known[best] = reserved(known[best], cost, now)
        return best, 0.0

    def _tell(self, wait: float) -> None:
        """Say once that all wait."""
        until = self._now() + wait
        if wait > WORTH_TELLING and until > self._told_until + WORTH_TELLING:
            self._told_until = until
            self._remark(f"What GitHub allows is used up: going on at {datetime.fromtimestamp(until, UTC):%H:%M} UTC.")
