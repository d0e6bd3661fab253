"""An honest little project: what the twins have in common."""

from tests.zoo.den import Content

README = """# Ledger search

Finds the paragraph of a company report that answers a question, and quotes it. Made because reading 200 pages takes a day.

## Install

```
pip install -r requirements.txt
```

## Run

```
python -m ledger.ask "What was the revenue?"
```

## Limitations

Only reports in English are understood; tables, figures and footnotes are not read at all.
"""

ASK = '''"""Answers a question from the stored paragraphs."""

import os

from openai import OpenAI

from ledger.store import nearest

PROMPT = "Answer only from these paragraphs and cite their numbers.\\n{context}\\nQuestion: {question}"


def answer(question: str) -> str:
    """Retrieve paragraphs and ask the model about them."""
    client = OpenAI(api_key=os.environ["OPENAI_API_KEY"], max_retries=3, timeout=20)
    vector = client.embeddings.create(model="text-embedding-3-small", input=[question]).data[0].embedding
    context = "\\n".join(f"[{number}] {text}" for number, text in nearest(vector, 4))
    reply = client.chat.completions.create(
        model="gpt-4o-mini", messages=[{"role": "user", "content": PROMPT.format(context=context, question=question)}]
    )
    return reply.choices[0].message.content


if __name__ == "__main__":
    import sys

    print(answer(sys.argv[1]))
'''

STORE = '''"""Keeps paragraphs with their vectors and finds the nearest."""

import numpy as np

PARAGRAPHS: list[str] = []
VECTORS: list[list[float]] = []


def add(text: str, vector: list[float]) -> None:
    """Store one paragraph."""
    PARAGRAPHS.append(text)
    VECTORS.append(vector)


def nearest(vector: list[float], count: int) -> list[tuple[int, str]]:
    """The paragraphs nearest to a vector, by cosine."""
    matrix = np.asarray(VECTORS)
    query = np.asarray(vector)
    likeness = matrix @ query / (np.linalg.norm(matrix, axis=1) * np.linalg.norm(query))
    return [(int(place), PARAGRAPHS[place]) for place in np.argsort(-likeness)[:count]]
'''

TESTS = """from ledger.store import add, nearest


def test_the_nearest_paragraph_comes_first():
    add("cats", [1.0, 0.0])
    add("dogs", [0.0, 1.0])
    assert nearest([0.9, 0.1], 1) == [(0, "cats")]


def test_no_more_than_asked():
    assert len(nearest([0.5, 0.5], 1)) == 1
"""

WORKFLOW = """name: tests
on: [push]
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: pip install -r requirements.txt
      - run: python -m pytest
"""

FILES: dict[str | bytes, Content] = {
    "README.md": README,
    "requirements.txt": "numpy==2.1.0\nopenai==1.55.0\npytest==8.3.3\n",
    "ledger/__init__.py": "",
    "ledger/ask.py": ASK,
    "ledger/store.py": STORE,
    "tests/test_store.py": TESTS,
    ".github/workflows/tests.yml": WORKFLOW,
    ".gitignore": "__pycache__/\n",
}


def with_files(more: dict[str | bytes, Content]) -> dict[str | bytes, Content]:
    """The project with more, or with other, files."""
    return {**FILES, **more}
