from gitassay.model.outcome import Outcome
from gitassay.signals.engineering.has_tests import has_tests
from tests.support.memory import ask


def test_a_test_with_an_assertion_counts() -> None:
    finding = ask(
        has_tests,
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
            "tests/test_shop.py": "from shop import total\n\n\ndef test_total_adds():\n    assert total([1, 2]) == 3\n",
        },
    )
    assert finding.outcome == Outcome.YES
    assert ("cases", 1) in finding.measures
    assert ("importing_the_project", 1) in finding.measures


def test_a_model_evaluation_script_is_no_test() -> None:
    assert (
        ask(
            has_tests,
            {
                "model.py": (
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
                "test.py": 'import torch\nmodel = torch.load("m.pt")\nprint(model.evaluate("test.csv"))\n',
            },
        ).outcome
        == Outcome.NO
    )


def test_an_assertion_that_always_holds_is_no_test() -> None:
    finding = ask(
        has_tests,
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
            "tests/test_shop.py": "def test_shop():\n    assert True\n",
        },
    )
    assert finding.outcome == Outcome.NO
    assert finding.locations[0].path == "tests/test_shop.py"


def test_a_data_file_named_test_is_no_test() -> None:
    assert (
        ask(
            has_tests,
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
                "data/test.csv": "a,b\n1,2\n",
            },
        ).outcome
        == Outcome.NO
    )


def test_cases_of_a_javascript_runner_count() -> None:
    assert (
        ask(
            has_tests,
            {
                "src/shop.js": "export function total(a) {\n  return a;\n}\n",
                "src/shop.test.js": 'import { total } from "./shop";\ntest("adds", () => {\n  expect(total(3)).toBe(3);\n});\n',
            },
        ).outcome
        == Outcome.YES
    )


def test_without_code_the_question_does_not_apply() -> None:
    assert ask(has_tests, {"README.md": "# A"}).outcome == Outcome.NOT_APPLICABLE


def test_the_sample_test_of_a_generator_is_no_test() -> None:
    files = {
        "src/App.js": "export default function App() {\n  return 1;\n}\n",
        "src/App.test.js": 'test("renders learn react link", () => {\n  expect(getByText(/learn react/i)).toBeVisible();\n});\n',
    }
    assert ask(has_tests, files).outcome == Outcome.NO
