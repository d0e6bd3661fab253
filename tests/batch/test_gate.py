import threading
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine

from gitassay.batch.errors import StoppedError
from gitassay.batch.gate import SharedGate, of_token
from gitassay.sources.budget import Allowance
from gitassay.store.budgets import KeptBudget
from tests.support.ratelimits import RateLimits

START = 1_800_000_000.0
HOUR = 3_600


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.time = START

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += seconds


class Books:
    """A budget in memory."""

    def __init__(self, **fresh: int) -> None:
        self.known = {holder: {kind: Allowance(allowed, allowed) for kind in ("core", "graphql")} for holder, allowed in fresh.items()}

    def change(self, kind: str, change: Callable[[dict[str, Allowance]], Any]) -> Any:
        seen = {holder: kinds[kind] for holder, kinds in self.known.items()}
        came = change(seen)
        for holder, allowance in seen.items():
            self.known[holder][kind] = allowance
        return came


def asked(requests: int, tokens: int, allowed: int = 5_000, a_minute: int = 1_000_000) -> tuple[RateLimits, float]:
    """Send requests as fast as the gate lets them; what the server counted, and how many seconds it took."""
    clock = Clock()
    limits = RateLimits(clock.now, allowed, a_minute={"core": a_minute, "graphql": a_minute})
    holders = [of_token(f"token {number}", "https://github.com") for number in range(tokens)]
    gate = SharedGate(Books(**{one.id: 5_000 for one in holders}), holders, now=clock.now, sleep=clock.sleep)
    for _ in range(requests):
        turn = gate.turn("core")
        headers, refusal = limits.take(str(turn.token), turn.kind)
        gate.told(turn, headers)
        if refusal is not None:
            gate.closed(turn, float(refusal[1].get("Retry-After", 60)))
    return limits, clock.time - START


def test_a_thousand_applicants_fit_into_one_hours_points() -> None:
    limits, seconds = asked(requests=4_000, tokens=1, a_minute=900)

    assert (limits.served, limits.refused) == (4_000, 0)
    assert seconds < HOUR


def test_what_does_not_fit_waits_until_the_told_end_of_the_window() -> None:
    limits, seconds = asked(requests=12_000, tokens=1, a_minute=900)

    assert (limits.served, limits.refused) == (12_000, 0)
    assert 2 * HOUR <= seconds <= 2 * HOUR + 180


def test_two_tokens_halve_the_wait() -> None:
    one, two = asked(requests=25_000, tokens=1), asked(requests=25_000, tokens=2)

    assert (one[0].refused, two[0].refused) == (0, 0)
    assert two[1] == pytest.approx(one[1] / 2, rel=0.01)


def test_a_server_that_allows_less_than_expected_is_believed() -> None:
    limits, seconds = asked(requests=250, tokens=1, allowed=100)

    assert (limits.served, limits.refused) == (250, 0)
    assert 2 * HOUR <= seconds <= 2 * HOUR + 10


def test_a_refusal_is_waited_out_as_told() -> None:
    clock = Clock()
    holder = of_token("a", "https://github.com")
    gate = SharedGate(Books(**{holder.id: 5_000}), [holder], now=clock.now, sleep=clock.sleep)
    gate.closed(gate.turn("core"), 90)
    gate.turn("core")

    assert clock.time - START == 90


def test_a_refused_token_leaves_the_turn_to_another() -> None:
    clock = Clock()
    first, second = (of_token(name, "https://github.com") for name in "ab")
    gate = SharedGate(Books(**{first.id: 5_000, second.id: 5_000}), [first, second], now=clock.now, sleep=clock.sleep)
    refused = gate.turn("core")
    gate.closed(refused, 90)
    other = gate.turn("core")

    assert {refused.token, other.token} == {"a", "b"}
    assert clock.time == START


def test_answers_that_nothing_changed_cost_nothing() -> None:
    clock = Clock()
    holder = of_token("a", "https://github.com")
    gate = SharedGate(Books(**{holder.id: 10}), [holder], now=clock.now, sleep=clock.sleep)
    for _ in range(100):
        gate.told(gate.turn("core"), {}, free=True)

    assert clock.time == START


def test_a_gate_that_is_told_to_stop_gives_no_turn() -> None:
    stop = threading.Event()
    stop.set()
    holder = of_token("a", "https://github.com")

    with pytest.raises(StoppedError):
        SharedGate(Books(**{holder.id: 10}), [holder], stop=stop).turn("core")


def test_the_budget_survives_a_restart(store: Engine) -> None:
    clock = Clock()
    holder = of_token("a", "https://github.com")
    for _ in range(2):
        gate = SharedGate(KeptBudget(store, {holder.id: 3}), [holder], now=clock.now, sleep=clock.sleep)
        for _ in range(3):
            gate.turn("core")

    assert HOUR <= clock.time - START <= HOUR + 2


def test_what_two_processes_ask_at_once_is_counted_for_both(store: Engine) -> None:
    clock = Clock()
    holder = of_token("a", "https://github.com")
    gates = [SharedGate(KeptBudget(store, {holder.id: 40}), [holder], now=clock.now, sleep=clock.sleep) for _ in range(2)]
    threads = [threading.Thread(target=lambda gate=gate: [gate.turn("core") for _ in range(20)]) for gate in gates]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert clock.time == START
    assert KeptBudget(store, {holder.id: 40}).change("core", lambda known: known[holder.id].left) == 0


def test_no_token_stands_in_the_store(store: Engine) -> None:
    holder = of_token("ghp_secret", "https://github.com")
    SharedGate(KeptBudget(store, {holder.id: 40}), [holder]).turn("core")
    with store.connect() as connection:
        rows = str(connection.exec_driver_sql("select * from api_budget").all())

    assert "ghp_secret" not in rows
