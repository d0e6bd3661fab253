from gitassay.model.outcome import Outcome
from gitassay.signals.genai.survives_api_failure import survives_api_failure
from tests.support.memory import ask


def test_a_retrying_decorator_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "from tenacity import retry, stop_after_attempt\n"
            "from openai import OpenAI\n"
            "\n"
            "client = OpenAI()\n"
            "\n"
            "\n"
            "@retry(stop=stop_after_attempt(3))\n"
            "def ask(question):\n"
            '    reply = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": que'
            "stion}])\n"
            "    return reply.choices[0].message.content\n"
        ),
    }
    finding = ask(survives_api_failure, files)
    assert finding.outcome == Outcome.YES, finding.message
    assert finding.confidence == "high"


def test_a_retry_by_hand_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "import time\n"
            "\n"
            "from openai import OpenAI\n"
            "\n"
            "client = OpenAI()\n"
            "\n"
            "\n"
            "def ask(question):\n"
            "    for attempt in range(3):\n"
            "        try:\n"
            '            return client.chat.completions.create(model="gpt-4o", messages=question)\n'
            "        except Exception:\n"
            "            time.sleep(2**attempt)\n"
        ),
    }
    finding = ask(survives_api_failure, files)
    assert finding.outcome == Outcome.YES, finding.message
    assert finding.confidence == "high"


def test_a_client_with_a_time_out_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "from openai import OpenAI\n"
            "\n"
            "client = OpenAI(timeout=20)\n"
            "\n"
            "\n"
            "def ask(question):\n"
            '    reply = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": que'
            "stion}])\n"
            "    return reply.choices[0].message.content\n"
        ),
    }
    finding = ask(survives_api_failure, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_setting_of_a_javascript_client_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.js": (
            'import OpenAI from "openai";\n'
            "\n"
            "const client = new OpenAI({ maxRetries: 4 });\n"
            "\n"
            "export async function ask(question) {\n"
            '  const reply = await client.chat.completions.create({ model: "gpt-4o", messages: [{ role: "user", c'
            "ontent: question }] });\n"
            "  return reply.choices[0].message.content;\n"
            "}\n"
        ),
    }
    finding = ask(survives_api_failure, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_caught_failure_counts_less() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "from openai import OpenAI\n"
            "\n"
            "client = OpenAI()\n"
            "\n"
            "try:\n"
            '    print(client.chat.completions.create(model="gpt-4o", messages=[]))\n'
            "except Exception as error:\n"
            "    print(error)\n"
        ),
    }
    finding = ask(survives_api_failure, files)
    assert finding.outcome == Outcome.YES, finding.message
    assert finding.confidence == "low"


def test_a_call_left_alone_does_not() -> None:
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
        ),
    }
    finding = ask(survives_api_failure, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_a_retry_around_something_else_does_not() -> None:
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
        ),
        "data.py": ('from tenacity import retry\n\n\n@retry\ndef load():\n    return open("x")\n'),
    }
    finding = ask(survives_api_failure, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_without_a_model_the_question_does_not_apply() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ("def add(a, b):\n    return a + b\n\n\nprint(add(1, 2))\n"),
    }
    finding = ask(survives_api_failure, files)
    assert finding.outcome == Outcome.NOT_APPLICABLE, finding.message


def test_the_time_out_of_a_health_check_is_none_of_the_call() -> None:
    source = (
        "const url = 'http://localhost:11434';\n"
        "export async function ask(prompt: string) {\n"
        "  const reply = await fetch(`${url}/api/generate`, { method: 'POST', body: JSON.stringify({ prompt }) });\n"
        "  return reply.json();\n}\n"
        "export async function isUp() {\n  const reply = await fetch(`${url}/`, { signal: AbortSignal.timeout(3000) });\n"
        "  return reply.ok;\n}\n"
    )
    assert ask(survives_api_failure, {"src/ollama.ts": source}).outcome == Outcome.NO
