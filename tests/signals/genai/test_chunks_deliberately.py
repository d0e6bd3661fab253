from gitassay.model.outcome import Outcome
from gitassay.signals.genai.chunks_deliberately import chunks_deliberately
from tests.support.memory import ask


def test_a_splitter_in_use_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "from langchain_text_splitters import RecursiveCharacterTextSplitter\n"
            "\n"
            "splitter = RecursiveCharacterTextSplitter(chunk_size=500, chunk_overlap=50)\n"
        ),
    }
    finding = ask(chunks_deliberately, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_function_of_ones_own_counts() -> None:
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
            "def chunk_text(text, size, overlap):\n"
            "    step = size - overlap\n"
            "    return [text[i : i + size] for i in range(0, len(text), step)]\n"
            "\n"
            "\n"
            'print(chunk_text("abc", 2, 1), ask("x"))\n'
        ),
    }
    finding = ask(chunks_deliberately, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_function_without_a_size_does_not() -> None:
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
            "def chunk(items):\n"
            "    first = items[0]\n"
            "    return first\n"
            "\n"
            "\n"
            "print(chunk([1]))\n"
        ),
    }
    finding = ask(chunks_deliberately, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_without_a_model_the_question_does_not_apply() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ("def add(a, b):\n    return a + b\n\n\nprint(add(1, 2))\n"),
    }
    finding = ask(chunks_deliberately, files)
    assert finding.outcome == Outcome.NOT_APPLICABLE, finding.message


def test_a_function_that_cuts_by_a_constant_of_its_file_counts() -> None:
    source = (
        "from openai import OpenAI\n\nclient = OpenAI()\nCHUNK_SIZE = 200\n\n\ndef chunk_essay(text):\n    words = text.split()\n"
        "    return [' '.join(words[start : start + CHUNK_SIZE]) for start in range(0, len(words), CHUNK_SIZE)]\n\n\n"
        "for part in chunk_essay(open('a').read()):\n    client.embeddings.create(input=part, model='text-embedding-3-small')\n"
    )
    assert ask(chunks_deliberately, {"embed.py": source}).outcome == Outcome.YES
