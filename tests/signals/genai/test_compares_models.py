from gitassay.model.outcome import Outcome
from gitassay.signals.genai.compares_models import compares_models
from tests.support.memory import ask


def test_models_asked_in_a_measured_loop_count() -> None:
    files: dict[str, str | bytes] = {
        "compare_models.py": (
            "import time\n"
            "\n"
            "from openai import OpenAI\n"
            "\n"
            "client = OpenAI()\n"
            'MODELS = ["gpt-4o", "gpt-4o-mini"]\n'
            "\n"
            "for model in MODELS:\n"
            "    start = time.perf_counter()\n"
            "    client.chat.completions.create(model=model, messages=[])\n"
            "    print(model, time.perf_counter() - start)\n"
        ),
    }
    finding = ask(compares_models, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_promptfoo_with_two_providers_counts() -> None:
    files: dict[str, str | bytes] = {
        "promptfooconfig.yaml": (
            "prompts:\n"
            "  - file://prompt.txt\n"
            "providers:\n"
            "  - openai:gpt-4o\n"
            "  - anthropic:messages:claude-sonnet-4\n"
            "tests:\n"
            "  - assert: []\n"
        ),
    }
    finding = ask(compares_models, files)
    assert finding.outcome == Outcome.YES, finding.message
    assert [(place.path, place.start) for place in finding.locations] == [("promptfooconfig.yaml", 4), ("promptfooconfig.yaml", 5)]


def test_a_menu_of_models_does_not() -> None:
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
            "import streamlit as st\n"
            "\n"
            'model = st.selectbox("Model", ["gpt-4o", "gpt-4o-mini"])\n'
        ),
    }
    finding = ask(compares_models, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_without_a_model_the_question_does_not_apply() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ("def add(a, b):\n    return a + b\n\n\nprint(add(1, 2))\n"),
    }
    finding = ask(compares_models, files)
    assert finding.outcome == Outcome.NOT_APPLICABLE, finding.message


def compared(function: str) -> str:
    return (
        "from openai import OpenAI\n\nclient = OpenAI()\n\n\ndef reply_of(model, prompt):\n"
        "    return client.chat.completions.create(model=model, messages=[{'role': 'user', 'content': prompt}])\n\n\n"
        f"def {function}(models, prompts):\n    found = []\n    for model in models:\n        for prompt in prompts:\n"
        "            found.append(reply_of(model, prompt))\n    return found\n\n\n"
    )


def test_a_benchmark_of_the_models_it_is_given_counts() -> None:
    finding = ask(compares_models, {"app.py": compared("run_benchmark")})
    assert finding.outcome == Outcome.YES, finding.message


def test_asking_each_of_several_models_without_comparing_does_not() -> None:
    assert ask(compares_models, {"app.py": compared("reach_one")}).outcome == Outcome.NO


def test_a_judge_of_another_model_is_no_comparison() -> None:
    source = (
        "import time\nfrom openai import OpenAI\n\nclient = OpenAI()\n\n\ndef answer(size):\n"
        "    return client.chat.completions.create(model='gpt-3.5-turbo', messages=[])\n" + "\n" * 30 + "for size in (128, 256):\n"
        "    start = time.perf_counter()\n    answer(size)\n    client.chat.completions.create(model='gpt-4o', messages=[])\n"
        "    print(time.perf_counter() - start)\n"
    )
    assert ask(compares_models, {"evaluate_chunks.py": source}).outcome == Outcome.NO
