from gitassay.model.outcome import Outcome
from gitassay.signals.dependencies.declares import declares
from tests.support.memory import ask


def test_a_requirements_file_declares() -> None:
    finding = ask(declares, {"requirements.txt": "flask\nnumpy>=2\n"})
    assert finding.outcome == Outcome.YES
    assert finding.locations[0].start == 1


def test_packages_named_only_in_the_readme_are_not_declared() -> None:
    assert (
        ask(
            declares,
            {
                "README.md": "```\npip install flask\n```\n",
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


def test_an_empty_requirements_file_declares_nothing() -> None:
    assert (
        ask(
            declares,
            {
                "requirements.txt": "# nothing\n",
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


def test_without_code_there_is_nothing_to_declare() -> None:
    assert ask(declares, {"README.md": "# A"}).outcome == Outcome.NOT_APPLICABLE
