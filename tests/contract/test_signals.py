"""What every signal promises, walked over all of them."""

import inspect
import re
from functools import cache
from pathlib import Path

import pytest

from gitassay.model.finding import Finding
from gitassay.model.outcome import Outcome
from gitassay.signals.signal import Signal, all_signals, ask_all
from tests.support.memory import repository

ROOT = Path(__file__).parents[2]
SIGNALS = all_signals()
LEAST = 45
MAX_LINES = 80


def by_id(one: Signal) -> str:
    return one.id


EVERY = pytest.mark.parametrize("one", SIGNALS, ids=by_id)


def source_of(one: Signal) -> Path:
    return Path(inspect.getsourcefile(one.ask) or "")


def hostile() -> dict[str, str | bytes]:
    """Odd bytes and broken files of each kind that some fact reads."""
    broken = {
        "package.json": '{"name": [1, {"a": ',
        "pyproject.toml": "[project\nname = = 1\n",
        "requirements.txt": "===\x01\n-r ../../etc/passwd\n-e .\n@@\n",
        "setup.py": "setup(" * 200,
        "setup.cfg": "[metadata\nname",
        "Pipfile": "[[[",
        "go.mod": "module\nrequire (\n",
        "Cargo.toml": "[dependencies\n",
        "poetry.lock": "[[package]]\nname = 3\n",
        "package-lock.json": "[1, 2",
        "Dockerfile": "FROM\nCOPY\nRUN \\\n",
        "docker-compose.yml": "a: &a [*a]\nservices: [1, 2]\n",
        ".github/workflows/ci.yml": "on: {jobs: [\n\t- x",
        ".github/workflows/list.yml": "- 1\n- 2\n",
        ".github/dependabot.yml": "version: !!python/object:os.system x\n",
        "k8s/a.yaml": "kind: [Deployment]\n---\n: :\n",
        "vercel.json": "null",
        "a.ipynb": '{"cells": [{"cell_type": "code", "source": 3, "outputs": [1]}, 7]}',
        "b.ipynb": "<<<<<<< HEAD\n{",
        "README.md": "[" * 3_000 + "](" * 3_000 + "\n| a |\n|--|\n" + "`" * 2_001 + "\n```\npython \x1b[31m'unclosed\n" + "\u202e" * 10,
        "README.rst": ".. include:: /etc/passwd\n\n.. raw:: html\n\n=\n",
        "deep.py": "x = " + "(" * 3_000 + ")" * 3_000,
        "minus.py": "x = " + "-" * 20_000 + "1",
        "bad.py": "def f(:\n\x00",
        "old.py": 'print "a"\n',
        "bad.js": "const = {{{ ` ${",
        "bad.ts": "type A<B<C<D = | ;",
        "bad.go": "package\nfunc (",
        "Bad.java": "class { class {",
        "results/metrics.json": '{"accuracy": NaN, "f1": 1e999, "x": [[[[',
        "results/scores.csv": "accuracy,f1\n" + "," * 5_000,
        "CHANGELOG.md": "## 1.0.0" * 2_000,
        "odd.md": b"\xff\xfe\x00\xd8 \xed\xa0\x80",
        "latin.py": "# caf\xe9\nx = 1\n".encode("latin-1"),
        "long.py": "x = '" + "a" * 200_000 + "'",
        "spaces and \u202e.py": "x = 1\n",
        ".gitignore": "[\n*" * 300,
    }
    return dict(broken)


@cache
def answers(kind: str) -> dict[str, Finding]:
    """Every signal's answer on one kind of repository; asked once a kind."""
    files: dict[str, str | bytes] = {}
    if kind == "binary-only":
        files = {f"model{number}.bin": bytes([0, number]) * 500 for number in range(5)} | {"README": b"\x00\x01"}
    elif kind == "huge":
        files = {f"src/pack{number // 100}/part{number}.py": f"import os\n\n\ndef f{number}(x):\n    return x\n" for number in range(3_000)}
    elif kind == "hostile":
        files = hostile()
    return {finding.signal: finding for finding in ask_all(repository(files))}


def test_there_are_enough_signals() -> None:
    assert len(SIGNALS) >= LEAST


@EVERY
def test_a_question_ends_in_a_question_mark(one: Signal) -> None:
    assert one.question.endswith("?")
    assert "\n" not in one.question


@EVERY
def test_a_docstring_says_what_is_seen_and_what_is_not(one: Signal) -> None:
    first = one.docstring.split("\n\n", 1)[0]
    assert re.search(r"\w.*\.$", first.strip(), re.DOTALL), "the docstring opens with a sentence"
    assert one.part("Seen")
    assert one.part("Not seen")


@EVERY
def test_a_signal_is_the_only_one_of_its_file_and_named_like_it(one: Signal) -> None:
    subject, name = one.id.split("/")
    assert source_of(one) == ROOT / "src" / "gitassay" / "signals" / subject / f"{name}.py"
    assert one.ask.__name__ == name


@EVERY
def test_a_signal_has_a_mirrored_test(one: Signal) -> None:
    subject, name = one.id.split("/")
    assert (ROOT / "tests" / "signals" / subject / f"test_{name}.py").is_file()


@EVERY
def test_a_signal_is_short(one: Signal) -> None:
    assert len(source_of(one).read_text(encoding="utf-8").splitlines()) <= MAX_LINES


@pytest.mark.parametrize("kind", ["empty", "binary-only", "huge", "hostile"])
@EVERY
def test_no_repository_makes_a_signal_fail(one: Signal, kind: str) -> None:
    finding = answers(kind)[one.id]
    assert finding.outcome != Outcome.ERROR, finding.message
    assert finding.message


@EVERY
def test_an_empty_repository_shows_nothing(one: Signal) -> None:
    assert answers("empty")[one.id].outcome != Outcome.YES
