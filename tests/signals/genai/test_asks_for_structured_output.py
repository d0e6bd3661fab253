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


CLIENT = (
    "from openai import OpenAI\n\nclient = OpenAI()\n\n\ndef reply_to(question):\n"
    '    reply = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": question}])\n'
    "    return reply.choices[0].message.content\n"
)
PROMPT = 'PROMPT = "List the faults of this text, the worst first. Respond only with a JSON array of strings, nothing else."\n'
PARSER = "import json\n\n\ndef parse_json(reply):\n    text = reply.strip()\n    return json.loads(text)\n"


def test_a_prompt_for_json_and_a_parser_in_other_files_count() -> None:
    use = "from client import reply_to\nfrom parser import parse_json\nfrom prompts import PROMPT\n\nprint(parse_json(reply_to(PROMPT)))\n"
    finding = ask(asks_for_structured_output, {"client.py": CLIENT, "prompts.py": PROMPT, "parser.py": PARSER, "app.py": use})
    assert finding.outcome == Outcome.YES, finding.message
    without = ask(asks_for_structured_output, {"client.py": CLIENT, "prompts.py": PROMPT, "app.py": "print(1)\n"})
    assert without.outcome == Outcome.NO


def test_a_prompt_beside_its_parser_in_a_file_that_asks_nobody_counts() -> None:
    source = "import json\n\n" + PROMPT + "\n\ndef faults(service, text):\n    return json.loads(service.run(PROMPT + text))\n"
    assert ask(asks_for_structured_output, {"client.py": CLIENT, "watch.py": source}).outcome == Outcome.YES


def test_json_that_a_service_refuses_is_no_reply_of_a_model() -> None:
    source = (
        "import json\nfrom flask import Flask, request\n\napp = Flask(__name__)\n\n\n@app.post('/a')\ndef a():\n    try:\n"
        "        return json.loads(request.data)\n    except ValueError:\n"
        "        return 'The body has to be JSON with the two fields name and age', 400\n"
    )
    assert ask(asks_for_structured_output, {"client.py": CLIENT, "app.py": source}).outcome == Outcome.NO


def test_a_prompt_that_forbids_json_does_not_count() -> None:
    prompt = 'PROMPT = "Write the mail. Return only the text of the mail with no explanation, no JSON and no markdown around it."\n'
    use = "from client import reply_to\nfrom prompts import PROMPT\n\nprint(reply_to(PROMPT))\n"
    files: dict[str, str | bytes] = {
        "client.py": CLIENT,
        "prompts.py": prompt,
        "app.py": use,
        "store.py": PARSER + "\n\nparse_json('{}')\n",
    }
    assert ask(asks_for_structured_output, files).outcome == Outcome.NO
