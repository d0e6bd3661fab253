from gitassay.model.outcome import Outcome
from gitassay.signals.reasoning.plans_for_maintenance import plans_for_maintenance
from tests.support.memory import ask


def test_a_guide_and_a_changelog_plan_for_upkeep() -> None:
    assert (
        ask(
            plans_for_maintenance,
            {
                "CONTRIBUTING.md": (
                    "Run the tests before you send a change, keep each change small, and say in the message why it is needed. \n"
                ),
                "CHANGELOG.md": (
                    "# Changelog\n"
                    "\n"
                    "## 1.0\n"
                    "\n"
                    "Run the tests before you send a change, keep each change small, and say in the message why it is needed. "
                ),
            },
        ).outcome
        == Outcome.YES
    )


def test_one_of_them_alone_does_not() -> None:
    assert (
        ask(
            plans_for_maintenance,
            {
                "CHANGELOG.md": (
                    "# Changelog\n"
                    "\n"
                    "## 1.0\n"
                    "\n"
                    "Run the tests before you send a change, keep each change small, and say in the message why it is needed. "
                )
            },
        ).outcome
        == Outcome.NO
    )


def test_files_without_text_do_not() -> None:
    assert (
        ask(
            plans_for_maintenance,
            {
                "CONTRIBUTING.md": "",
                "CHANGELOG.md": "\n",
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
