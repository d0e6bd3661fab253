from gitassay.model.outcome import Outcome
from gitassay.signals.results.evaluates_llm_output import evaluates_llm_output
from tests.support.memory import ask


def test_an_evaluation_library_evaluates() -> None:
    assert (
        ask(
            evaluates_llm_output,
            {
                "eval.py": (
                    "from ragas import evaluate\n"
                    "from ragas.metrics import faithfulness\n"
                    "\n"
                    "print(evaluate(dataset, metrics=[faithfulness]))\n"
                )
            },
        ).outcome
        == Outcome.YES
    )


def test_settings_of_promptfoo_with_tests_evaluate() -> None:
    assert (
        ask(
            evaluates_llm_output,
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
                ),
                "promptfooconfig.yaml": (
                    "prompts: [a.txt]\ntests:\n  - vars: {q: x}\n    assert:\n      - type: contains\n        value: y\n"
                ),
            },
        ).outcome
        == Outcome.YES
    )


def test_settings_without_tests_do_not() -> None:
    assert (
        ask(
            evaluates_llm_output,
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
                ),
                "promptfooconfig.yaml": "prompts: [a.txt]\n",
            },
        ).outcome
        == Outcome.NO
    )


def test_a_library_named_in_the_readme_does_not() -> None:
    assert (
        ask(
            evaluates_llm_output,
            {
                "README.md": "We use Ragas and DeepEval.",
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
