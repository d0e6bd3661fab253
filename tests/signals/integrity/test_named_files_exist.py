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


def test_a_folder_that_a_compose_file_builds_in_has_to_be_there() -> None:
    api = "  api:\n    build:\n      context: .\n      dockerfile: api/Dockerfile\n"
    compose = f"services:\n  web:\n    build: ./web\n{api}  db:\n    image: postgres\n"
    files: dict[str, str | bytes] = {"docker-compose.yml": compose, "api/Dockerfile": "FROM python\n"}
    finding = ask(named_files_exist, files)
    assert (finding.outcome, finding.message) == (Outcome.NO, "1 file is needed but missing: web.")
    assert [(place.path, place.start) for place in finding.locations] == [("docker-compose.yml", 3)]
    assert ask(named_files_exist, {**files, "web/Dockerfile": "FROM node\n"}).outcome == Outcome.YES


def test_a_build_from_elsewhere_says_nothing() -> None:
    compose = "services:\n  web:\n    build: https://example.org/a.git\n  api:\n    build: ${FOLDER}\n"
    assert ask(named_files_exist, {"compose.yml": compose}).outcome == Outcome.NOT_APPLICABLE


def test_a_file_that_an_earlier_command_writes_is_not_missed() -> None:
    steps = "      - run: |\n          pip freeze > installed.txt\n          pip uninstall -y -r installed.txt\n"
    workflow = f"on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n{steps}"
    assert ask(named_files_exist, {".github/workflows/a.yml": workflow}).outcome == Outcome.NOT_APPLICABLE


def test_an_npm_script_named_by_a_variable_or_a_flag_says_nothing() -> None:
    steps = "      - run: npm run ${{ inputs.script }}\n      - run: yarn run --top-level publish\n"
    workflow = f"on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n{steps}"
    files: dict[str, str | bytes] = {".github/workflows/a.yml": workflow, "package.json": '{"scripts": {"build": "a"}}\n'}
    assert ask(named_files_exist, files).outcome == Outcome.NOT_APPLICABLE
