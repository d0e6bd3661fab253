from gitassay.model.outcome import Outcome
from gitassay.signals.genai.asks_for_structured_output import asks_for_structured_output
from tests.support.memory import ask


def test_a_response_format_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "from openai import OpenAI\n"
            "\n"
            "client = OpenAI()\n"
            "\n"
            "\n"
            "def ask(question):\n"
            '    reply = client.chat.completions.create(model="gpt-4o", response_format={"type": "json_object"}, '
            'messages=[{"role": "user", "content": question}])\n'
            "    return reply.choices[0].message.content\n"
        ),
    }
    finding = ask(asks_for_structured_output, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_schema_in_javascript_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.ts": ('import { generateObject } from "ai";\n\nexport const reply = await generateObject({ model, schema, prompt: "x" });\n'),
    }
    finding = ask(asks_for_structured_output, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_prompt_for_json_whose_reply_is_parsed_counts() -> None:
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
            'print(json.loads(ask("Return the names as a JSON list, nothing else.")))\n'
        ),
    }
    finding = ask(asks_for_structured_output, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_parsing_a_file_does_not() -> None:
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
            'print(json.loads(open("settings.json").read()), ask("Hello there"))\n'
        ),
    }
    finding = ask(asks_for_structured_output, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_without_a_model_the_question_does_not_apply() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ("def add(a, b):\n    return a + b\n\n\nprint(add(1, 2))\n"),
    }
    finding = ask(asks_for_structured_output, files)
    assert finding.outcome == Outcome.NOT_APPLICABLE, finding.message


def test_help_on_an_option_is_no_prompt() -> None:
    source = (
        "import argparse, json\nfrom openai import OpenAI\n\nclient = OpenAI()\nparser = argparse.ArgumentParser()\n"
        "parser.add_argument(\n    '--file',\n    help='The path to a JSON file with the keys `output` and `input`',\n)\n"
        "data = json.loads(open(parser.parse_args().file).read())\n"
        "reply = client.chat.completions.create(model='m', messages=[{'role': 'user', 'content': data['input']}])\n"
    )
    assert ask(asks_for_structured_output, {"app.py": source}).outcome == Outcome.NO
