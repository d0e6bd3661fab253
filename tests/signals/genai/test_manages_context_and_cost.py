from gitassay.model.outcome import Outcome
from gitassay.signals.genai.manages_context_and_cost import manages_context_and_cost
from tests.support.memory import ask


def test_counting_tokens_counts() -> None:
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
            "import tiktoken\n"
            "\n"
            'print(len(tiktoken.encoding_for_model("gpt-4o").encode("text")))\n'
        ),
    }
    finding = ask(manages_context_and_cost, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_reading_the_reported_usage_counts() -> None:
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
            "    print(reply.usage.total_tokens)\n"
            "    return reply.choices[0].message.content\n"
        ),
    }
    finding = ask(manages_context_and_cost, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_cached_call_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "from functools import lru_cache\n"
            "from openai import OpenAI\n"
            "\n"
            "client = OpenAI()\n"
            "\n"
            "\n"
            "@lru_cache(maxsize=100)\n"
            "def ask(question):\n"
            '    reply = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": que'
            "stion}])\n"
            "    return reply.choices[0].message.content\n"
        ),
    }
    finding = ask(manages_context_and_cost, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_bare_maximum_does_not() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "from openai import OpenAI\n"
            "\n"
            "client = OpenAI()\n"
            "\n"
            "\n"
            "def ask(question):\n"
            '    reply = client.chat.completions.create(model="gpt-4o", max_tokens=100, messages=[{"role": "user"'
            ', "content": question}])\n'
            "    return reply.choices[0].message.content\n"
        ),
    }
    finding = ask(manages_context_and_cost, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_a_cache_around_something_else_does_not() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "from functools import lru_cache\n"
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
            "@lru_cache\n"
            "def square(x):\n"
            "    return x * x\n"
        ),
    }
    finding = ask(manages_context_and_cost, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_without_a_model_the_question_does_not_apply() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ("def add(a, b):\n    return a + b\n\n\nprint(add(1, 2))\n"),
    }
    finding = ask(manages_context_and_cost, files)
    assert finding.outcome == Outcome.NOT_APPLICABLE, finding.message


def test_a_tokenizer_for_training_text_manages_no_calls() -> None:
    files: dict[str, str | bytes] = {
        "train.py": "import tiktoken\nimport torch\n\nids = torch.tensor(tiktoken.get_encoding('gpt2').encode(text))\n",
        "ask.py": "from openai import OpenAI\n\nOpenAI().chat.completions.create(model='m', messages=[])\n",
    }
    assert ask(manages_context_and_cost, files).outcome == Outcome.NO
