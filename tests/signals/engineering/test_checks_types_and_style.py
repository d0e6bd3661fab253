from gitassay.model.outcome import Outcome
from gitassay.signals.engineering.checks_types_and_style import checks_types_and_style
from tests.support.memory import ask


def test_settings_of_a_linter_count() -> None:
    finding = ask(checks_types_and_style, {"pyproject.toml": "[tool.ruff]\nline-length = 100\n"})
    assert finding.outcome == Outcome.YES
    assert finding.locations[0].path == "pyproject.toml"


def test_a_workflow_step_that_checks_counts() -> None:
    assert (
        ask(
            checks_types_and_style,
            {
                ".github/workflows/ci.yml": (
                    "name: test\n"
                    "on: [push]\n"
                    "jobs:\n"
                    "  test:\n"
                    "    runs-on: ubuntu-latest\n"
                    "    steps:\n"
                    "      - uses: actions/checkout@v4\n"
                    "      - run: mypy src\n"
                )
            },
        ).outcome
        == Outcome.YES
    )


def test_settings_of_another_tool_do_not() -> None:
    assert ask(checks_types_and_style, {"pyproject.toml": '[tool.poetry]\nname = "a"\n'}).outcome == Outcome.NO


def test_a_vendored_setting_is_not_the_project() -> None:
    assert (
        ask(
            checks_types_and_style,
            {
                "vendor/x/.eslintrc.json": "{}",
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
        ).outcome
        == Outcome.NO
    )
