import threading

from gitassay.sources.pace import Pace


class Clock:
    """Time that passes only while somebody sleeps, for each sleeper by itself."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def now(self) -> float:
        return 1_000.0

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


def test_clones_of_one_server_begin_at_even_distances() -> None:
    clock = Clock()
    pace = Pace(clock.now, clock.sleep)
    for number in range(4):
        pace.turn(f"https://forge.example/a/{number}.git", 120)

    assert clock.slept == [0.5, 1.0, 1.5]


def test_another_server_has_turns_of_its_own() -> None:
    clock = Clock()
    pace = Pace(clock.now, clock.sleep)
    for server in ("one.example", "two.example"):
        pace.turn(f"https://{server}/a/b.git", 60)

    assert clock.slept == []


def test_threads_share_the_turns() -> None:
    clock = Clock()
    pace = Pace(clock.now, clock.sleep)
    threads = [threading.Thread(target=pace.turn, args=("https://forge.example/a/b.git", 60)) for _ in range(20)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert sorted(clock.slept) == [float(number) for number in range(1, 20)]
