from gitassay.signals.harness import harnesses, judged_tests
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


def test_own_measures_taken_over_cases_are_a_harness() -> None:
    source = (
        "import pandas\nimport openai\n\nclient = openai.OpenAI()\n\n\ndef hit_rate(found):\n    return sum(found) / len(found)\n\n\n"
        "def ask(text):\n    return client.chat.completions.create(model='m', messages=[text])\n\n\n"
        "def run():\n    cases = pandas.read_csv('cases.csv')\n    return hit_rate([ask(one) for one in cases])\n"
    )
    assert [place.start for place in harnesses(repository({"study.py": source}))] == [7]


def test_a_test_in_which_a_model_judges_answers_is_found_by_its_prompt() -> None:
    source = (
        "import openai\n\nclient = openai.OpenAI()\n"
        "PROMPT = 'Expected Response: {a}. Actual Response: {b}. Does the actual response match the expected response?'\n\n\n"
        "def test_rules():\n    reply = client.chat.completions.create(model='m', messages=[PROMPT])\n    assert 'true' in reply.text\n"
    )
    files = {"app.py": "def answer(x):\n    return x + x\n"}
    assert [place.start for place in judged_tests(repository({**files, "test_rag.py": source}))] == [4]
    assert (
        judged_tests(repository({**files, "test_rag.py": source.replace("    assert 'true' in reply.text\n", "    return reply\n")})) == ()
    )
