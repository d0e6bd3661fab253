from gitassay.model.outcome import Outcome
from gitassay.signals.agents.checks_its_own_work import checks_its_own_work
from tests.support.memory import ask


def test_another_try_when_the_reply_does_not_validate_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "import json\n"
            "\n"
            "from openai import OpenAI\n"
            "\n"
            "client = OpenAI()\n"
            "\n"
            "\n"
            "def ask(question, attempts=3):\n"
            "    for attempt in range(attempts):\n"
            '        reply = client.chat.completions.create(model="gpt-4o", messages=question)\n'
            "        try:\n"
            "            return json.loads(reply.choices[0].message.content)\n"
            "        except ValueError:\n"
            "            continue\n"
        ),
    }
    finding = ask(checks_its_own_work, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_step_that_reviews_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "from openai import OpenAI\n"
            "\n"
            "client = OpenAI()\n"
            "\n"
            "\n"
            "def ask(question):\n"
            '    reply = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": que'
            "stion}])\n"
            "    return reply.choices[0].message.content\n"
            "\n"
            "\n"
            "def critique(draft):\n"
            '    prompt = "Find faults in: " + draft\n'
            "    return ask(prompt)\n"
            "\n"
            "\n"
            'print(critique(ask("Write a poem")))\n'
        ),
    }
    finding = ask(checks_its_own_work, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_rows_parsed_in_a_loop_do_not() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "import json\n"
            "from openai import OpenAI\n"
            "\n"
            "client = OpenAI()\n"
            "\n"
            "\n"
            "def ask(question):\n"
            '    reply = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": que'
            "stion}])\n"
            "    return reply.choices[0].message.content\n"
            "\n"
            "\n"
            'for row in open("rows.txt"):\n'
            "    try:\n"
            "        print(json.loads(row), ask(row))\n"
            "    except ValueError:\n"
            '        print("bad row")\n'
        ),
    }
    finding = ask(checks_its_own_work, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_a_function_that_only_sounds_like_it_does_not() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "from openai import OpenAI\n"
            "\n"
            "client = OpenAI()\n"
            "\n"
            "\n"
            "def ask(question):\n"
            '    reply = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": que'
            "stion}])\n"
            "    return reply.choices[0].message.content\n"
            "\n"
            "\n"
            "def review(text):\n"
            "    lines = text.split()\n"
            "    return len(lines)\n"
            "\n"
            "\n"
            'print(review("a"))\n'
        ),
    }
    finding = ask(checks_its_own_work, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_without_a_model_the_question_does_not_apply() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ("def add(a, b):\n    return a + b\n\n\nprint(add(1, 2))\n"),
    }
    finding = ask(checks_its_own_work, files)
    assert finding.outcome == Outcome.NOT_APPLICABLE, finding.message


def test_an_evaluation_over_cases_is_no_step_of_the_system() -> None:
    source = (
        "import openai\n\nclient = openai.OpenAI()\n\n\ndef evaluate_responses(rows):\n"
        "    reply = client.chat.completions.create(model='m')\n    return reply\n\n\nevaluate_responses([])\n"
    )
    assert [ask(checks_its_own_work, {path: source}).outcome for path in ("evaluate.py", "app.py")] == [Outcome.NO, Outcome.YES]


def test_a_fault_handed_back_in_a_loop_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "import traceback\n"
            "\n"
            "from openai import OpenAI\n"
            "\n"
            "client = OpenAI()\n"
            "\n"
            "\n"
            "def ask_model(prompt, error_message):\n"
            '    return client.responses.create(model="gpt-4o", input=prompt + error_message)\n'
            "\n"
            "\n"
            "def write_code(task):\n"
            '    error_message = ""\n'
            "    for _ in range(3):\n"
            "        code = ask_model(task, error_message)\n"
            "        try:\n"
            "            return run_it(code)\n"
            "        except Exception:\n"
            "            error_message = traceback.format_exc()\n"
        ),
    }
    finding = ask(checks_its_own_work, files)
    assert (finding.outcome, finding.locations[0].start) == (Outcome.YES, 15), finding.message


def test_a_fault_told_once_does_not() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "from openai import OpenAI\n"
            "\n"
            "client = OpenAI()\n"
            "\n"
            "\n"
            "def explain(error_message):\n"
            '    return client.responses.create(model="gpt-4o", input=error_message)\n'
        ),
    }
    finding = ask(checks_its_own_work, files)
    assert finding.outcome == Outcome.NO, finding.message
