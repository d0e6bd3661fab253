from gitassay.model.outcome import Outcome
from gitassay.signals.engineering.monitors import monitors
from tests.support.memory import ask


def test_prometheus_metrics_count() -> None:
    assert (
        ask(
            monitors, {"app.py": ('from prometheus_client import Counter\n\nREQUESTS = Counter("requests", "Requests")\nREQUESTS.inc()\n')}
        ).outcome
        == Outcome.YES
    )


def test_a_counter_of_the_standard_library_does_not() -> None:
    assert ask(monitors, {"app.py": 'from collections import Counter\n\nWORDS = Counter("requests")\n'}).outcome == Outcome.NO


def test_monitoring_named_only_in_the_readme_does_not() -> None:
    assert (
        ask(
            monitors,
            {
                "README.md": "We use Prometheus and Sentry.",
                "app.py": (
                    "def part_0(value):\n"
                    "    total = value + 0\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_1(value):\n"
                    "    total = value + 1\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_2(value):\n"
                    "    total = value + 2\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_3(value):\n"
                    "    total = value + 3\n"
                    "    return total\n"
                    "\n"
                    "\n"
                ),
            },
        ).outcome
        == Outcome.NO
    )
