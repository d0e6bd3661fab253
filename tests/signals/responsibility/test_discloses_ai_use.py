from gitassay.model.outcome import Outcome
from gitassay.signals.responsibility.discloses_ai_use import discloses_ai_use
from tests.support.memory import ask


def test_a_notice_to_users_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "import streamlit as st\n"
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
            'st.caption("Answers are AI-generated and may be wrong.")\n'
        ),
    }
    finding = ask(discloses_ai_use, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_notice_in_a_page_counts() -> None:
    files: dict[str, str | bytes] = {
        "src/app.jsx": (
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
        "src/page.tsx": "export const Foot = () => <p>The assistant can make mistakes.</p>;\n",
    }
    finding = ask(discloses_ai_use, files)
    assert finding.outcome == Outcome.YES, finding.message
    assert [(place.path, place.start) for place in finding.locations] == [("src/page.tsx", 1)]


def test_a_section_about_the_making_counts() -> None:
    files: dict[str, str | bytes] = {
        "README.md": (
            "# App\n"
            "\n"
            "This is an app for the people of the city that shows them where to go.\n"
            "\n"
            "## Use of AI\n"
            "\n"
            "Parts of the tests were written with an assistant and then reviewed line by line by the author.\n"
        ),
        "app.py": ("def add(a, b):\n    return a + b\n\n\nprint(add(1, 2))\n"),
    }
    finding = ask(discloses_ai_use, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_list_of_ai_features_does_not() -> None:
    files: dict[str, str | bytes] = {
        "README.md": (
            "# App\n"
            "\n"
            "This is an app for the people of the city that shows them where to go.\n"
            "\n"
            "## AI features\n"
            "\n"
            "It writes poems, it writes letters and it writes whatever else you want it to write.\n"
        ),
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
    finding = ask(discloses_ai_use, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_without_a_model_the_question_does_not_apply() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ("def add(a, b):\n    return a + b\n\n\nprint(add(1, 2))\n"),
    }
    finding = ask(discloses_ai_use, files)
    assert finding.outcome == Outcome.NOT_APPLICABLE, finding.message
