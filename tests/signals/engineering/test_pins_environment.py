from gitassay.model.outcome import Outcome
from gitassay.signals.engineering.pins_environment import pins_environment
from tests.support.memory import ask


def test_exact_pins_fix_the_environment() -> None:
    assert ask(pins_environment, {"requirements.txt": "flask==3.0.0\nnumpy==2.1.0\n"}).outcome == Outcome.YES


def test_a_lock_file_fixes_the_environment() -> None:
    assert (
        ask(
            pins_environment,
            {
                "pyproject.toml": '[project]\nname = "a"\nversion = "1"\ndependencies = ["flask"]\n',
                "uv.lock": 'version = 1\n\n[[package]]\nname = "flask"\nversion = "3.0.0"\n',
            },
        ).outcome
        == Outcome.YES
    )


def test_lower_bounds_do_not() -> None:
    finding = ask(
        pins_environment,
        {
            "requirements.txt": "flask>=3\nnumpy\n",
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
            ),
        },
    )
    assert finding.outcome == Outcome.NO
    assert finding.locations[0].path == "requirements.txt"


def test_an_empty_lock_file_does_not() -> None:
    assert (
        ask(
            pins_environment,
            {
                "package.json": '{"name": "a", "dependencies": {"express": "^4.0.0"}}',
                "package-lock.json": '{"lockfileVersion": 3, "packages": {}}',
            },
        ).outcome
        == Outcome.NO
    )


def test_computed_packages_cannot_be_judged() -> None:
    assert (
        ask(pins_environment, {"setup.py": 'from setuptools import setup\n\nsetup(name="a", install_requires=read_them())\n'}).outcome
        == Outcome.NOT_AVAILABLE
    )
