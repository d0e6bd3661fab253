from gitassay.signals.harness import harnesses
from tests.support.memory import repository

SERVICE = (
    "from openai import OpenAI\n\n\ndef answer(question):\n    return OpenAI().chat.completions.create(model='m', messages=[question])\n"
)
EVALUATION = """import json
from pathlib import Path

from bot.service import answer


def main():
    cases = [json.loads(line) for line in Path("cases.jsonl").read_text().splitlines()]
    right = sum(case["answer"] in answer(case["question"]) for case in cases)
    print(right / len(cases))
"""


def test_cases_run_through_the_project_and_counted_are_a_harness() -> None:
    found = harnesses(repository({"bot/__init__.py": "", "bot/service.py": SERVICE, "evaluation/run.py": EVALUATION}))
    assert [(place.path, place.start) for place in found] == [("evaluation/run.py", 8)]


def test_without_a_model_there_is_nothing_to_evaluate() -> None:
    assert harnesses(repository({"bot/__init__.py": "", "bot/service.py": "answer = str\n", "evaluation/run.py": EVALUATION})) == ()


def test_an_evaluation_that_never_runs_the_project_is_no_harness() -> None:
    lonely = EVALUATION.replace("from bot.service import answer", "from math import sqrt as answer")
    assert harnesses(repository({"bot/__init__.py": "", "bot/service.py": SERVICE, "evaluation/run.py": lonely})) == ()


def test_a_file_of_another_name_is_no_harness() -> None:
    assert harnesses(repository({"bot/__init__.py": "", "bot/service.py": SERVICE, "bot/report.py": EVALUATION})) == ()
