from gitassay.model.outcome import Outcome
from gitassay.signals.engineering.runs_tests_in_ci import runs_tests_in_ci
from tests.support.memory import ask


def test_a_step_that_calls_pytest_runs_the_tests() -> None:
    assert (
        ask(
            runs_tests_in_ci,
            {
                "tests/test_shop.py": "from shop import total\n\n\ndef test_total_adds():\n    assert total([1, 2]) == 3\n",
                ".github/workflows/test.yml": (
                    "name: test\n"
                    "on: [push]\n"
                    "jobs:\n"
                    "  test:\n"
                    "    runs-on: ubuntu-latest\n"
                    "    steps:\n"
                    "      - uses: actions/checkout@v4\n"
                    "      - run: pip install . && pytest -q\n"
                ),
            },
        ).outcome
        == Outcome.YES
    )


def test_a_step_that_only_names_pytest_does_not() -> None:
    assert (
        ask(
            runs_tests_in_ci,
            {
                "tests/test_shop.py": "from shop import total\n\n\ndef test_total_adds():\n    assert total([1, 2]) == 3\n",
                ".github/workflows/test.yml": (
                    "name: test\n"
                    "on: [push]\n"
                    "jobs:\n"
                    "  test:\n"
                    "    runs-on: ubuntu-latest\n"
                    "    steps:\n"
                    "      - uses: actions/checkout@v4\n"
                    "      - run: pip install pytest\n"
                ),
            },
        ).outcome
        == Outcome.NO
    )


def test_a_failure_that_is_thrown_away_does_not_count() -> None:
    assert (
        ask(
            runs_tests_in_ci,
            {
                "tests/test_shop.py": "from shop import total\n\n\ndef test_total_adds():\n    assert total([1, 2]) == 3\n",
                ".github/workflows/test.yml": (
                    "name: test\n"
                    "on: [push]\n"
                    "jobs:\n"
                    "  test:\n"
                    "    runs-on: ubuntu-latest\n"
                    "    steps:\n"
                    "      - uses: actions/checkout@v4\n"
                    "      - run: pytest || true\n"
                ),
            },
        ).outcome
        == Outcome.NO
    )


def test_a_workflow_that_can_never_start_runs_nothing() -> None:
    assert (
        ask(
            runs_tests_in_ci,
            {
                "tests/test_shop.py": "from shop import total\n\n\ndef test_total_adds():\n    assert total([1, 2]) == 3\n",
                ".github/workflows/test.yml": "name: test\njobs:\n  test:\n    steps:\n      - run: pytest\n",
            },
        ).outcome
        == Outcome.NO
    )


def test_the_empty_script_of_a_new_package_runs_no_tests() -> None:
    assert (
        ask(
            runs_tests_in_ci,
            {
                "package.json": '{"name": "a", "scripts": {"test": "echo \\"Error: no test specified\\" && exit 1"}}',
                "a.test.js": 'test("a", () => { expect(f()).toBe(1); });\n',
                ".github/workflows/test.yml": (
                    "name: test\n"
                    "on: [push]\n"
                    "jobs:\n"
                    "  test:\n"
                    "    runs-on: ubuntu-latest\n"
                    "    steps:\n"
                    "      - uses: actions/checkout@v4\n"
                    "      - run: npm test\n"
                ),
            },
        ).outcome
        == Outcome.NO
    )


def test_without_test_files_there_is_nothing_to_run() -> None:
    assert (
        ask(
            runs_tests_in_ci,
            {
                "shop.py": (
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
                ".github/workflows/test.yml": (
                    "name: test\n"
                    "on: [push]\n"
                    "jobs:\n"
                    "  test:\n"
                    "    runs-on: ubuntu-latest\n"
                    "    steps:\n"
                    "      - uses: actions/checkout@v4\n"
                    "      - run: pytest\n"
                ),
            },
        ).outcome
        == Outcome.NO
    )
