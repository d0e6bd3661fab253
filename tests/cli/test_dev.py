"""A new signal takes one file, one row and one test, and shows up everywhere by itself."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gitassay.cli.app import run
from gitassay.cli.exits import Exit

ROOT = Path(__file__).parents[2]
ID, QUESTION = "engineering/carries_an_example", "Does the project carry an example of its settings?"
SHARED = ("docs", "prompts", "reports", "samples", "scripts", "benchmarks", "pyproject.toml", "README.md")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the command writes to, beside what it leaves alone."""
    place = tmp_path_factory.mktemp("checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z", "src", "tests/support", "tests/contract", "tests/__init__.py", "config"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_bytes((ROOT / name).read_bytes())
    for name in SHARED:
        (place / name).symlink_to(ROOT / name)
    return place


def within(checkout: Path, *command: str) -> tuple[int, str]:
    environment = {**os.environ, "PYTHONPATH": str(checkout / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, *command], cwd=checkout, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_a_new_signal_passes_its_tests_and_shows_up(checkout: Path) -> None:
    before = {path for path in checkout.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    rows = (checkout / "config" / "rubric.toml").read_text(encoding="utf-8")
    assert within(checkout, "-m", "gitassay.cli.app", "dev", "new-signal", ID, QUESTION)[0] == Exit.DONE
    after = {path for path in checkout.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    code, said = within(
        checkout, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", "carries_an_example",
        "tests/signals/engineering/test_carries_an_example.py", "tests/contract/test_signals.py",
    )  # fmt: skip

    assert code == 0, said
    assert sorted(str(path.relative_to(checkout)) for path in after - before if path.name != "__init__.py") == [
        "src/gitassay/signals/engineering/carries_an_example.py",
        "tests/signals/engineering/test_carries_an_example.py",
    ]
    added = (checkout / "config" / "rubric.toml").read_text(encoding="utf-8").removeprefix(rows)
    assert added == f'\n[signals."{ID}"]\ncategories = []\n'
    assert QUESTION in within(checkout, "-m", "gitassay.cli.app", "signals", ID)[1]
    assert within(checkout, "-m", "gitassay.cli.app", "rubric", "check", "config/rubric.toml")[0] == Exit.DONE


@pytest.mark.parametrize(
    ("id", "question", "said"),
    [
        ("Engineering", QUESTION, "Write subject/name"),
        ("../../x/y", QUESTION, "Write subject/name"),
        (ID, "No question.", "has to end with a question mark"),
        (ID, 'Is "it"?', "has to end with a question mark"),
        ("engineering/has_tests", QUESTION, "is there already"),
    ],
)
def test_what_would_not_work_is_refused_before_anything_is_written(
    id: str, question: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (ROOT / "config" / "rubric.toml").read_bytes()

    assert run(["dev", "new-signal", id, question, "--root", str(ROOT)]) == Exit.USAGE
    assert said in capsys.readouterr().err
    assert (ROOT / "config" / "rubric.toml").read_bytes() == rows


def test_outside_a_checkout_it_says_where_to_go(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["dev", "new-signal", ID, QUESTION, "--root", str(tmp_path)]) == Exit.USAGE
    assert "is no checkout" in capsys.readouterr().err
