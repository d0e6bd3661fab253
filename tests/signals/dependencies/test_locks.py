from gitassay.model.outcome import Outcome
from gitassay.signals.dependencies.locks import locks
from tests.support.memory import ask


def test_a_lock_file_with_versions_locks() -> None:
    assert (
        ask(
            locks,
            {
                "pyproject.toml": '[project]\nname = "a"\nversion = "1"\ndependencies = ["flask>=3"]\n',
                "uv.lock": 'version = 1\n\n[[package]]\nname = "flask"\nversion = "3.0.0"\n',
            },
        ).outcome
        == Outcome.YES
    )


def test_pins_in_requirements_are_no_lock_file() -> None:
    assert ask(locks, {"requirements.txt": "flask==3.0.0\n"}).outcome == Outcome.NO


def test_an_empty_lock_file_locks_nothing() -> None:
    assert (
        ask(
            locks,
            {"package.json": '{"name": "a", "dependencies": {"x": "1"}}', "package-lock.json": '{"lockfileVersion": 3, "packages": {}}'},
        ).outcome
        == Outcome.NO
    )


def test_without_packages_there_is_nothing_to_lock() -> None:
    assert (
        ask(
            locks,
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
