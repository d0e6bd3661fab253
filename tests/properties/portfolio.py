"""A candidate's project for property tests, and the scores that it gets by the rubric that ships."""

from functools import cache

from gitassay.facts.facts import Facts
from gitassay.model.candidate import Identity, RepositorySource
from gitassay.model.snapshot import Commit
from gitassay.resources import resource
from gitassay.scoring.evidence import arrange
from gitassay.scoring.rubric import LoadedRubric, load_rubric
from gitassay.scoring.suggest import suggest
from gitassay.signals.signal import ask_all
from tests.support.memory import repository

Files = dict[str, str | bytes]
MESSAGE = "Tell late boats apart"
ADA = Identity("ada", login="ada", emails=frozenset({"ada@example.org"}))
README = """# Ferry

Ferry tells harbour masters which boats will be late, from the tides and the boats' own reports.

## Setup

    pip install -r requirements.txt
    python -m ferry.serve

## Usage

    curl localhost:8000/late

## Author

Ada lives in Berlin. She speaks German and studied in Paris.
"""
PROJECT: Files = {
    "README.md": README,
    "requirements.txt": "fastapi==0.110.0\nopenai==1.30.0\n",
    "ferry/__init__.py": "",
    "ferry/tides.py": "def height(hour):\n    return (hour % 12) / 12\n\n\ndef is_low(hour):\n    return height(hour) < 0.3\n",
    "ferry/boats.py": (
        "from ferry.tides import is_low\n\n\ndef late(boats, hour):\n    return [boat for boat in boats if is_low(hour) and boat.deep]\n"
        "\n\ndef named(boats):\n    return {boat.name: boat for boat in boats}\n"
    ),
    "ferry/ask.py": (
        "import openai\n\nclient = openai.OpenAI()\n\n\ndef explain(boats):\n    reply = client.chat.completions.create(\n"
        '        model="gpt-4o", messages=[{"role": "user", "content": f"Say why {boats} are late."}]\n    )\n'
        "    return reply.choices[0].message.content\n"
    ),
    "ferry/serve.py": (
        "from fastapi import FastAPI\n\nfrom ferry.boats import late\n\napp = FastAPI()\n\n\n"
        "@app.get('/late')\ndef answer():\n    return late([], 3)\n"
    ),
    "tests/test_tides.py": "from ferry.tides import height\n\n\ndef test_height():\n    assert height(6) == 0.5\n",
    ".github/workflows/ci.yml": "on: [push]\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: pytest\n",
}

RICH: Files = {
    **PROJECT,
    "requirements.txt": "fastapi==0.110.0\nopenai==1.30.0\nnumpy==1.26.4\n",
    "ferry/retrieve.py": (
        "import numpy as np\nimport openai\n\nclient = openai.OpenAI()\n\n\ndef embedded(texts):\n"
        '    reply = client.embeddings.create(model="text-embedding-3-small", input=texts)\n'
        "    return np.array([row.embedding for row in reply.data])\n\n\ndef nearest(question, notes, vectors, most=3):\n"
        "    wanted = embedded([question])[0]\n"
        "    likeness = vectors @ wanted / (np.linalg.norm(vectors, axis=1) * np.linalg.norm(wanted))\n"
        "    return [notes[place] for place in np.argsort(-likeness)[:most]]\n\n\ndef answer(question, notes, vectors):\n"
        '    context = "\\n".join(nearest(question, notes, vectors))\n    reply = client.chat.completions.create(\n'
        '        model="gpt-4o",\n        timeout=20,\n        messages=[\n'
        '            {"role": "system", "content": "Answer from the notes alone, or say that you do not know."},\n'
        '            {"role": "user", "content": f"Notes:\\n{context}\\n\\nQuestion: {question}"},\n        ],\n    )\n'
        "    return reply.choices[0].message.content\n"
    ),
    "ferry/agent.py": (
        "import json\n\nimport openai\n\nfrom ferry.tides import height\n\nclient = openai.OpenAI()\n"
        'TOOLS = [{"type": "function", "function": {"name": "height", "parameters": {"type": "object", "properties": {}}}}]\n\n\n'
        'def run(question, limit=5):\n    messages = [{"role": "user", "content": question}]\n    for _ in range(limit):\n'
        '        reply = client.chat.completions.create(model="gpt-4o", messages=messages, tools=TOOLS).choices[0].message\n'
        "        if not reply.tool_calls:\n            return reply.content\n        messages.append(reply)\n"
        "        for call in reply.tool_calls:\n            value = height(**json.loads(call.function.arguments))\n"
        '            messages.append({"role": "tool", "tool_call_id": call.id, "content": str(value)})\n    return None\n'
    ),
    "Dockerfile": "FROM python:3.12-slim\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY ferry ferry\n"
    'CMD ["python", "-m", "ferry.serve"]\n',
}
"""A project with retrieval and an agent of its own making."""


@cache
def rubric() -> LoadedRubric:
    """The rubric that ships."""
    return load_rubric(resource("config") / "rubric.toml")


def history(files: Files, message: str = MESSAGE, name: str = "Ada", email: str = "ada@example.org") -> tuple[Commit, ...]:
    """One commit for each file, a day apart, newest first."""
    start = 1_700_000_000
    rows = [(number, path, start + number * 86_400) for number, path in enumerate(sorted(files))]
    made = [Commit(f"{number:040x}", 1, name, email, time, email, time, message, (path,)) for number, path, time in rows]
    return tuple(reversed(made))


def facts(
    files: Files,
    message: str = MESSAGE,
    name: str = "Ada",
    identity: Identity = ADA,
    source: RepositorySource | None = None,
) -> Facts:
    """The facts of a project of one person's."""
    return repository(files, commits=history(files, message, name, min(identity.emails)), identity=identity, source=source)


def scores(
    files: Files,
    message: str = MESSAGE,
    name: str = "Ada",
    identity: Identity = ADA,
    source: RepositorySource | None = None,
) -> dict[str, int | None]:
    """The suggested score of each category."""
    evidence = arrange({"ada/ferry": ask_all(facts(files, message, name, identity, source))}, frozenset({"ada/ferry"}))
    return {category.id: suggest(rubric().rubric, category, evidence).suggested for category in rubric().rubric.categories}
