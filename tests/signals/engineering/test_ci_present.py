from gitassay.model.outcome import Outcome
from gitassay.signals.engineering.ci_present import ci_present
from tests.support.memory import ask


def test_a_workflow_that_builds_is_ci() -> None:
    assert (
        ask(
            ci_present,
            {
                ".github/workflows/ci.yml": (
                    "name: test\n"
                    "on: [push]\n"
                    "jobs:\n"
                    "  test:\n"
                    "    runs-on: ubuntu-latest\n"
                    "    steps:\n"
                    "      - uses: actions/checkout@v4\n"
                    "      - run: make build\n"
                )
            },
        ).outcome
        == Outcome.YES
    )


def test_a_workflow_that_only_closes_issues_is_none() -> None:
    assert (
        ask(
            ci_present,
            {".github/workflows/stale.yml": "on: [push]\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: actions/stale@v9\n"},
        ).outcome
        == Outcome.NO
    )


def test_a_workflow_without_a_trigger_never_starts() -> None:
    assert ask(ci_present, {".github/workflows/ci.yml": "jobs:\n  a:\n    steps:\n      - run: make\n"}).outcome == Outcome.NO


def test_without_a_workflow_there_is_none() -> None:
    assert (
        ask(
            ci_present,
            {
                "main.py": (
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
                )
            },
        ).outcome
        == Outcome.NO
    )
