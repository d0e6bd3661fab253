from gitassay.model.outcome import Outcome
from gitassay.signals.integrity.named_files_exist import named_files_exist
from tests.support.memory import ask


def test_files_that_commands_need_exist() -> None:
    assert (
        ask(
            named_files_exist,
            {
                "README.md": "```\npython app.py\n```\n",
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
                ),
                "Dockerfile": 'FROM python:3.12\nCOPY app.py /app/\nCMD ["python", "app.py"]\n',
            },
        ).outcome
        == Outcome.YES
    )


def test_a_copied_file_that_is_absent_is_named() -> None:
    finding = ask(
        named_files_exist,
        {
            "Dockerfile": "FROM python:3.12\nCOPY requirements.txt .\n",
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
            ),
        },
    )
    assert finding.outcome == Outcome.NO
    assert "requirements.txt" in finding.message
    assert finding.locations[0].start == 2


def test_a_copy_from_another_stage_says_nothing() -> None:
    assert (
        ask(named_files_exist, {"Dockerfile": "FROM node AS b\nRUN make\nFROM nginx\nCOPY --from=b /app/dist /srv\n"}).outcome
        == Outcome.NOT_APPLICABLE
    )


def test_names_with_variables_say_nothing() -> None:
    assert ask(named_files_exist, {"Dockerfile": "FROM python\nCOPY $FILE *.txt /app/\n"}).outcome == Outcome.NOT_APPLICABLE


def test_a_file_downloaded_by_an_earlier_step_is_not_missing() -> None:
    workflow = (
        "on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n"
        "      - run: wget https://example.org/latest.sh -O setup_conda.sh\n      - run: bash setup_conda.sh -b\n"
    )
    finding = ask(named_files_exist, {".github/workflows/test.yml": workflow, "a.py": "x = 1\n"})
    assert finding.outcome != Outcome.NO, finding.message
