"""The arithmetic of a server's limits: when may a request be sent, and what is left after an answer. Pure; the clock comes in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

HOUR = 3_600.0
MINUTE = 60.0
STEP = 10.0
"""Requests of the last minute are counted in steps of so many seconds."""
A_MINUTE = {"core": 900, "graphql": 2_000}
"""GitHub's secondary limit: points a minute, by kind of request."""
SLACK = 60.0
"""Clocks differ: ends of the same window may be told so far apart."""
PAUSE = 1.0
"""Waited beyond the end of a window, so as not to come a moment early."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one token may still ask of one kind. Times are seconds since 1970; `recent` is (step, points) of the last minute."""

    allowed: int
    left: int
    resets_at: float = 0.0
    closed_until: float = 0.0
    recent: tuple[tuple[float, int], ...] = ()


def wait_for(one: Allowance, kind: str, cost: int, now: float) -> float:
    """Seconds until a request of so many points may be sent; 0 for now."""
    one = _rolled(one, now)
    waits = [one.closed_until - now]
    if one.left < cost:
        waits.append(one.resets_at - now + PAUSE)
    most = A_MINUTE.get(kind, min(A_MINUTE.values()))
    spent = sum(points for _, points in one.recent) + cost
    for step, points in one.recent:
        if spent <= most:
            break
        waits.append(step + STEP + MINUTE - now)
        spent -= points
    return max(0.0, *waits)


def reserved(one: Allowance, cost: int, now: float) -> Allowance:
    """The allowance after a request of so many points was let through."""
    one = _rolled(one, now)
    step = now - now % STEP
    recent = dict(one.recent)
    recent[step] = recent.get(step, 0) + cost
    return replace(one, left=one.left - cost, recent=tuple(sorted(recent.items())))


def told(one: Allowance, headers: Mapping[str, str], now: float, refund: int = 0) -> Allowance:
    """The allowance after an answer: the server's word, but never more than is left once those still under way are counted."""
    one = replace(one, left=one.left + refund)
    numbers = {key.lower(): value for key, value in headers.items()}
    limit, left, reset = (numbers.get(f"x-ratelimit-{name}", "") for name in ("limit", "remaining", "reset"))
    if not (limit.isdecimal() and left.isdecimal() and reset.isdecimal()):
        return one
    allowed, remaining, resets_at = int(limit[:9]), int(left[:9]), float(reset[:12])
    if resets_at <= now:
        return one  # an answer that was long under way, about a window that is over
    if resets_at > one.resets_at + SLACK:
        return replace(one, allowed=allowed, left=remaining, resets_at=resets_at)
    return replace(one, allowed=allowed, left=min(one.left, remaining), resets_at=resets_at)


def closed(one: Allowance, seconds: float, now: float) -> Allowance:
    """The allowance of a token that was refused for so long."""
    return replace(one, closed_until=max(one.closed_until, now + seconds))


def _rolled(one: Allowance, now: float) -> Allowance:
    """The allowance as of now: a new window begins with the first request after the old one, and old minutes are forgotten."""
    recent = tuple((step, points) for step, points in one.recent if step + STEP + MINUTE > now)
    if now >= one.resets_at:
        return replace(one, left=one.allowed, resets_at=now + HOUR, recent=recent)
    return replace(one, recent=recent)
