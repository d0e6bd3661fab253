"""Counts what somebody did in the last minute, so that guessing and heavy work end."""

import threading
from collections import OrderedDict, deque

WINDOW = 60.0
MOST_KEYS = 10_000


class Rate:
    """At most `most` times a minute for each key; the keys used longest ago are forgotten first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._seen: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, key: str, now: float) -> int:
        """Count one more and return 0, or the whole seconds to wait when there were too many; those are not counted."""
        with self._lock:
            times = self._seen.setdefault(key, deque())
            self._seen.move_to_end(key)
            while len(self._seen) > MOST_KEYS:
                self._seen.popitem(last=False)
            while times and times[0] <= now - WINDOW:
                times.popleft()
            if len(times) >= self._most:
                return int(times[0] + WINDOW - now) + 1
            times.append(now)
            return 0
