"""Begins clones from one server no more often than is polite, over all threads of this process."""

import threading
import time
from collections.abc import Callable
from urllib.parse import urlsplit

MINUTE = 60.0


class Pace:
    """Turns at even distances, each server's apart. Who asks waits for theirs."""

    def __init__(self, now: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep) -> None:
        self._now, self._sleep = now, sleep
        self._lock = threading.Lock()
        self._next: dict[str, float] = {}

    def turn(self, url: str, a_minute: int) -> None:
        """Wait until one more clone may begin from the server of `url`, of which so many a minute may."""
        server = urlsplit(url).netloc
        with self._lock:
            now = self._now()
            mine = max(now, self._next.get(server, now))
            self._next[server] = mine + MINUTE / a_minute
        if mine > now:
            self._sleep(mine - now)


PACE = Pace()
"""This process's."""
