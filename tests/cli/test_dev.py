"""A new signal takes one file, one row and one test, and shows up everywhere by itself."""

import re
from pathlib import Path

import pytest

from gitassay.cli.app import run
from gitassay.cli.exits import Exit
from tests.support.gitrepo import CommitSpec, make_repository
from tests.support.newcomer import ROOT, Newcomer

ID, QUESTION = "engineering/carries_an_example", "Does the project carry an example of its settings?"
WITH, WITHOUT = {"README.md": "# One\n", "conf/EXAMPLE.toml": "a = 1\n"}, {"README.md": "# Two\n\nSee EXAMPLE.toml.\n"}
LABELS = f"""repository,commit,signal,outcome,place,reason
o/one,{"0" * 40},{ID},yes,conf/EXAMPLE.toml:1,
o/two,{"0" * 40},{ID},no,,
"""


@pytest.fixture(scope="module")
def author(tmp_path_factory: pytest.TempPathFactory) -> Newcomer:
    """Somebody with a fresh checkout, in which a new signal was made."""
    author = Newcomer(tmp_path_factory.mktemp("author"))
    typed(author, f'.venv/bin/gitassay dev new-signal {ID} "{QUESTION}"')
    for name, files in (("o+one", WITH), ("o+two", WITHOUT)):
        make_repository(author.home / "copies" / name / "r.git", (CommitSpec("Begin", dict(files)),))
    (author.home / "labels.csv").write_text(LABELS)
    return author


def typed(author: Newcomer, command: str) -> str:
    done = author.types(command)
    assert done.returncode == Exit.DONE, done.stdout + done.stderr
    return done.stdout


def test_a_new_signal_is_one_file_one_row_and_one_test(author: Newcomer) -> None:
    changed = typed(author, "git status --porcelain --untracked-files=all").splitlines()
    assert sorted(line for line in changed if not line.endswith("__init__.py")) == [
        " M config/rubric.toml",
        "?? src/gitassay/signals/engineering/carries_an_example.py",
        "?? tests/signals/engineering/test_carries_an_example.py",
    ]
    added = [line[1:] for line in typed(author, "git diff --unified=0 config/rubric.toml").splitlines() if re.match(r"\+(?!\+)", line)]
    assert added == ["", f'[signals."{ID}"]', 'categories = ["engineering"]']


def test_a_new_signal_passes_its_tests_as_it_is(author: Newcomer) -> None:
    tests = "tests/signals/engineering/test_carries_an_example.py tests/contract/test_signals.py"
    assert "passed" in typed(author, f".venv/bin/pytest -k carries_an_example {tests} -o addopts=")
    typed(author, ".venv/bin/gitassay rubric check config/rubric.toml")


def test_a_new_signal_is_on_the_page_of_a_candidate(author: Newcomer) -> None:
    typed(author, ".venv/bin/gitassay assess ../copies/o+one --offline --as-of 2026-01-01 --out ../run")
    assert f"<li>{QUESTION} <span><b>Yes</b>: r</span></li>" in (author.home / "run" / "report.html").read_text(encoding="utf-8")


def test_a_new_signal_is_in_the_reference(author: Newcomer) -> None:
    assert QUESTION in typed(author, f".venv/bin/gitassay signals {ID}")
    typed(author, "make reference")
    reference = (author.checkout / "docs" / "reference" / "signals.md").read_text(encoding="utf-8")
    assert f"`{ID}`" in reference
    assert QUESTION in reference


def test_a_new_signal_that_was_labelled_is_in_the_table_of_accuracy(author: Newcomer) -> None:
    typed(author, ".venv/bin/python benchmarks/read_labelled.py ../copies ../assessed")
    table = typed(author, ".venv/bin/python benchmarks/signal_accuracy.py ../labels.csv ../assessed")
    assert f"| {ID} | 1 | 1 | 1.00 (0.21 to 1.00) | 1.00 (0.21 to 1.00) |" in table.splitlines()


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


@pytest.mark.parametrize(("rubric", "said"), [("categories = [", "gitassay rubric check"), ("a = 1", "gitassay rubric check")])
def test_a_rubric_that_cant_be_used_is_left_alone(rubric: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "src" / "gitassay" / "signals").mkdir(parents=True)
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "rubric.toml").write_text(rubric)

    assert run(["dev", "new-signal", ID, QUESTION, "--root", str(tmp_path)]) == Exit.USAGE
    assert said in " ".join(capsys.readouterr().err.split())
    assert (tmp_path / "config" / "rubric.toml").read_text() == rubric


def test_a_subject_without_a_category_is_shown_where_its_author_says(tmp_path: Path) -> None:
    (tmp_path / "src" / "gitassay" / "signals").mkdir(parents=True)
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "rubric.toml").write_text('[[categories]]\nid = "engineering"\n')

    assert run(["dev", "new-signal", "history/is_old", QUESTION, "--root", str(tmp_path)]) == Exit.DONE
    assert (tmp_path / "config" / "rubric.toml").read_text().endswith('[signals."history/is_old"]\ncategories = []\n')
