from gitassay.model.outcome import Outcome
from gitassay.signals.results.measures_latency import measures_latency
from tests.support.memory import ask


def test_a_clock_around_work_measures() -> None:
    assert (
        ask(
            measures_latency, {"a.py": ("import time\n\nstart = time.perf_counter()\nanswer = ask()\nprint(time.perf_counter() - start)\n")}
        ).outcome
        == Outcome.YES
    )


def test_a_latency_that_only_a_document_states_is_a_claim_for_a_person() -> None:
    assert (
        ask(
            measures_latency,
            {
                "README.md": ("# A\n\nThis is a service that answers questions for you. The latency is 120 ms for a page of text.\n"),
                "a.py": (
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
                ),
            },
        ).outcome
        == Outcome.NEEDS_REVIEW
    )


def test_sleeping_measures_nothing() -> None:
    assert ask(measures_latency, {"a.py": "import time\n\ntime.sleep(1)\n"}).outcome == Outcome.NO


def test_low_latency_without_a_number_is_no_measurement() -> None:
    assert (
        ask(
            measures_latency,
            {
                "README.md": "# A\n\nThis is a service that answers with low latency for all of you.\n",
                "a.py": (
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
                ),
            },
        ).outcome
        == Outcome.NO
    )


def test_the_age_of_a_kept_value_is_no_latency() -> None:
    source = (
        "import time\n\n\nclass Kept:\n    def put(self, value):\n        self.timestamp = time.monotonic()\n        self.value = value\n\n"
        "    def is_fresh(self):\n        return time.monotonic() - self.timestamp < 60\n"
    )
    assert ask(measures_latency, {"kept.py": source}).outcome == Outcome.NO
