"""A candidate's project for property tests, and the scores that it gets by the rubric that ships."""

from functools import cache

from gitassay.facts.facts import Facts
from gitassay.model.candidate import Identity
from gitassay.model.snapshot import Commit
from gitassay.resources import resource
from gitassay.scoring.evidence import arrange
from gitassay.scoring.rubric import LoadedRubric, load_rubric
from gitassay.scoring.suggest import suggest
from gitassay.signals.signal import ask_all
from tests.support.memory import repository

Files = dict[str, str | bytes]
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


@cache
def rubric() -> LoadedRubric:
    """The rubric that ships."""
    return load_rubric(resource("config") / "rubric.toml")


def history(files: Files, message: str = "Tell late boats apart", name: str = "Ada") -> tuple[Commit, ...]:
    """One commit for each file, a day apart, newest first."""
    start = 1_700_000_000
    rows = enumerate(sorted(files))
    made = [
        Commit(
            f"{number:040x}",
            1,
            name,
            "ada@example.org",
            start + number * 86_400,
            "ada@example.org",
            start + number * 86_400,
            message,
            (path,),
        )
        for number, path in rows
    ]
    return tuple(reversed(made))


def facts(files: Files, message: str = "Tell late boats apart", name: str = "Ada") -> Facts:
    """The facts of a project of Ada's."""
    return repository(files, commits=history(files, message, name), identity=ADA)


def scores(files: Files, message: str = "Tell late boats apart", name: str = "Ada") -> dict[str, int | None]:
    """The suggested score of each category."""
    evidence = arrange({"ada/ferry": ask_all(facts(files, message, name))}, frozenset({"ada/ferry"}))
    return {category.id: suggest(rubric().rubric, category, evidence).suggested for category in rubric().rubric.categories}
