from gitassay.model.outcome import Outcome
from gitassay.signals.dependencies.updates_automatically import updates_automatically
from tests.support.memory import ask


def test_settings_of_dependabot_propose_updates() -> None:
    assert (
        ask(
            updates_automatically,
            {
                "requirements.txt": "flask\n",
                ".github/dependabot.yml": (
                    "version: 2\nupdates:\n  - package-ecosystem: pip\n    directory: /\n    schedule:\n      interval: weekly\n"
                ),
            },
        ).outcome
        == Outcome.YES
    )


def test_a_workflow_of_another_kind_does_not() -> None:
    assert (
        ask(
            updates_automatically,
            {
                "requirements.txt": "flask\n",
                ".github/workflows/ci.yml": "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: make\n",
            },
        ).outcome
        == Outcome.NO
    )


def test_without_packages_there_is_nothing_to_update() -> None:
    assert (
        ask(
            updates_automatically,
            {
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
                )
            },
        ).outcome
        == Outcome.NOT_APPLICABLE
    )
