from gitassay.model.outcome import Outcome
from gitassay.signals.genai.calls_an_llm import calls_an_llm
from tests.support.memory import ask


def test_a_call_by_sdk_counts() -> None:
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
    finding = ask(calls_an_llm, files)
    assert finding.outcome == Outcome.YES, finding.message
    assert [(place.path, place.start) for place in finding.locations] == [("app.py", 7)]


def test_a_call_from_javascript_counts() -> None:
    files: dict[str, str | bytes] = {
        "src/app.js": (
            'import OpenAI from "openai";\n'
            "\n"
            "const client = new OpenAI();\n"
            "\n"
            "export async function ask(question) {\n"
            '  const reply = await client.chat.completions.create({ model: "gpt-4o", messages: [{ role: "user", c'
            "ontent: question }] });\n"
            "  return reply.choices[0].message.content;\n"
            "}\n"
        ),
    }
    finding = ask(calls_an_llm, files)
    assert finding.outcome == Outcome.YES, finding.message
    assert [(place.path, place.start) for place in finding.locations] == [("src/app.js", 6)]


def test_a_plain_request_to_a_provider_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "import requests\n"
            "\n"
            'URL = "https://api.openai.com/v1/chat/completions"\n'
            "\n"
            "\n"
            "def ask(question):\n"
            '    return requests.post(URL, json={"model": "gpt-4o", "messages": question}, timeout=30).json()\n'
        ),
    }
    finding = ask(calls_an_llm, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_local_model_over_http_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.ts": (
            "export async function ask(prompt: string) {\n"
            '  const reply = await fetch(`${process.env.OLLAMA_URL}/api/chat`, { method: "POST", body: prompt });\n'
            "  return reply.json();\n"
            "}\n"
        ),
    }
    finding = ask(calls_an_llm, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_model_of_a_framework_counts_when_it_is_asked() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ('from langchain_openai import ChatOpenAI\n\nllm = ChatOpenAI(model="gpt-4o")\nprint(llm.invoke("Hello").content)\n'),
    }
    finding = ask(calls_an_llm, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_model_that_is_never_asked_does_not() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ('from langchain_openai import ChatOpenAI\n\nllm = ChatOpenAI(model="gpt-4o")\n'),
    }
    finding = ask(calls_an_llm, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_an_import_and_a_comment_do_not() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ('import openai\n\n# client.chat.completions.create(model="gpt-4o")\nprint("We use gpt-4o")\n'),
        "README.md": "Built on OpenAI.\n",
    }
    finding = ask(calls_an_llm, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_an_address_in_a_sentence_does_not() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "import requests\n"
            "\n"
            'print("Docs: https://api.openai.com/v1/chat/completions is the address")\n'
            'requests.post("https://example.org")\n'
        ),
    }
    finding = ask(calls_an_llm, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_a_frontend_that_asks_its_own_server_does_not() -> None:
    files: dict[str, str | bytes] = {
        "src/app.js": 'export const ask = (text) => fetch(`${BASE}/api/chat`, { method: "POST", body: text });\n',
    }
    finding = ask(calls_an_llm, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_a_module_of_ones_own_hides_the_library() -> None:
    files: dict[str, str | bytes] = {
        "agents.py": ("class Agent:\n    def run(self):\n        return 1\n"),
        "app.py": ("from agents import Agent\n\nAgent().run()\n"),
    }
    finding = ask(calls_an_llm, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_a_language_whose_calls_are_not_read_is_not_available() -> None:
    files: dict[str, str | bytes] = {
        "main.jl": ("module Main\nprintln(1)\nend\n"),
    }
    finding = ask(calls_an_llm, files)
    assert finding.outcome == Outcome.NOT_AVAILABLE, finding.message
    assert "julia" in finding.message.lower()


def test_without_code_the_question_does_not_apply() -> None:
    files: dict[str, str | bytes] = {
        "README.md": ("# Notes\n\nWe use OpenAI, embeddings and PyTorch.\n"),
    }
    finding = ask(calls_an_llm, files)
    assert finding.outcome == Outcome.NOT_APPLICABLE, finding.message
