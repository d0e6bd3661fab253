from gitassay.model.outcome import Outcome
from gitassay.signals.genai.manages_prompts import manages_prompts
from tests.support.memory import ask


def test_a_template_object_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "from langchain_core.prompts import ChatPromptTemplate\n"
            "from langchain_openai import ChatOpenAI\n"
            "\n"
            'prompt = ChatPromptTemplate.from_template("Explain {topic}")\n'
            'print(ChatOpenAI().invoke(prompt.format(topic="x")))\n'
        ),
    }
    finding = ask(manages_prompts, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_module_of_prompts_that_is_used_counts() -> None:
    files: dict[str, str | bytes] = {
        "prompts.py": (
            'SYSTEM_PROMPT = """You are a careful assistant for the people of a library. Answer in one paragraph '
            'and name the shelf of the book.\\nBe polite, be brief."""\n'
        ),
        "app.py": (
            "from prompts import SYSTEM_PROMPT\n"
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
    finding = ask(manages_prompts, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_prompt_file_that_is_read_counts() -> None:
    files: dict[str, str | bytes] = {
        "prompts/answer.txt": "Answer this.\n",
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
            'print(ask(open("prompts/answer.txt").read()))\n'
        ),
    }
    finding = ask(manages_prompts, files)
    assert finding.outcome == Outcome.YES, finding.message
    assert [(place.path, place.start) for place in finding.locations] == [("prompts/answer.txt", 1)]


def test_a_function_that_builds_prompts_counts() -> None:
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
            "def build_prompt(name):\n"
            '    text = f"""You are a careful assistant for the people of a library. Answer in one paragraph and '
            'name the shelf of the book.\\nBe polite, be brief. {name}"""\n'
            "    return text\n"
            "\n"
            "\n"
            'print(ask(build_prompt("Ada")))\n'
        ),
    }
    finding = ask(manages_prompts, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_text_written_into_the_call_does_not() -> None:
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
            'print(ask("""You are a careful assistant for the people of a library. Answer in one paragraph and na'
            'me the shelf of the book.\\nBe polite, be brief."""))\n'
        ),
    }
    finding = ask(manages_prompts, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_a_prompt_file_that_nobody_reads_does_not() -> None:
    files: dict[str, str | bytes] = {
        "prompts/old.txt": "Answer this.\n",
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
    finding = ask(manages_prompts, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_without_a_model_the_question_does_not_apply() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ("def add(a, b):\n    return a + b\n\n\nprint(add(1, 2))\n"),
    }
    finding = ask(manages_prompts, files)
    assert finding.outcome == Outcome.NOT_APPLICABLE, finding.message
