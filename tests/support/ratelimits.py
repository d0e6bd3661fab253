"""GitHub's limits as GitHub keeps them: so many points an hour for each token and kind, and so many a minute, with their headers."""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

HOUR = 3_600.0
A_MINUTE = {"core": 900, "graphql": 2_000}


@dataclass
class RateLimits:
    """The server's own books. A window of an hour begins with the first request of a token; refused requests are counted apart."""

    now: Callable[[], float]
    allowed: int = 5_000
    window: float = HOUR
    a_minute: dict[str, int] = field(default_factory=lambda: dict(A_MINUTE))
    served: int = 0
    refused: int = 0
    free: int = 0
    windows: dict[tuple[str, str], tuple[float, int]] = field(default_factory=dict)
    minutes: dict[tuple[str, str], "deque[float]"] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, token: str, kind: str, costs: bool = True) -> tuple[dict[str, str], tuple[int, dict[str, str], str] | None]:
        """Count a request. Returns the headers of its answer, and the refusal if it is refused: status, headers, message."""
        with self.lock:
            now, key = self.now(), (token, kind)
            end, used = self.windows.get(key, (0.0, 0))
            if now >= end:
                end, used = now + self.window, 0
            recent = self.minutes.setdefault(key, deque())
            while recent and recent[0] <= now - 60:
                recent.popleft()
            refusal = None
            if costs and used >= self.allowed:
                refusal = (403, {}, "API rate limit exceeded")
            elif len(recent) >= self.a_minute[kind]:
                refusal = (403, {"Retry-After": str(int(60 - (now - recent[0])) + 1)}, "You have exceeded a secondary rate limit")
            else:
                used += costs
                recent.append(now)
                self.served += 1
                self.free += not costs
            self.refused += refusal is not None
            self.windows[key] = (end, used)
            left = str(self.allowed - used)
            headers = {"X-RateLimit-Limit": str(self.allowed), "X-RateLimit-Remaining": left, "X-RateLimit-Reset": str(int(end))}
            return headers, refusal
