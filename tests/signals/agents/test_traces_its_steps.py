from gitassay.model.outcome import Outcome
from gitassay.signals.agents.traces_its_steps import traces_its_steps
from tests.support.memory import ask


def test_a_traced_function_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "from langsmith import traceable\n"
            "from openai import OpenAI\n"
            "\n"
            "client = OpenAI()\n"
            'reply = client.chat.completions.create(model="m", messages=[])\n'
            "\n"
            "\n"
            "@traceable\n"
            "def ask(text):\n"
            "    return text\n"
        ),
    }
    assert ask(traces_its_steps, files).outcome == Outcome.YES


def test_an_own_tracer_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "from openai import OpenAI\n"
            "\n"
            "client = OpenAI()\n"
            'reply = client.chat.completions.create(model="m", messages=[])\n'
            "\n"
            'with tracer.span("plan"):\n'
            "    print(reply)\n"
        ),
    }
    assert ask(traces_its_steps, files).outcome == Outcome.YES


def test_a_log_line_does_not() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "from openai import OpenAI\n"
            "\n"
            "client = OpenAI()\n"
            'reply = client.chat.completions.create(model="m", messages=[])\n'
            "\n"
            "import logging\n"
            "\n"
            "logging.info(reply)\n"
        ),
    }
    assert ask(traces_its_steps, files).outcome == Outcome.NO


def test_an_import_that_is_not_used_does_not() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "import langfuse\n"
            "from openai import OpenAI\n"
            "\n"
            "client = OpenAI()\n"
            'reply = client.chat.completions.create(model="m", messages=[])\n'
        ),
    }
    assert ask(traces_its_steps, files).outcome == Outcome.NO
