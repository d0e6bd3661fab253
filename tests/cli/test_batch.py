import subprocess
import sys
from pathlib import Path

import pytest

from gitassay.cli.app import run
from gitassay.cli.exits import Exit

WITHOUT = "import sys; sys.modules['sqlalchemy'] = None\nfrom gitassay.cli.app import run\nsys.exit(run({arguments!r}))"


@pytest.mark.parametrize("arguments", [["batch", "status"], ["erase", "ada", "--by", "me"], ["fairness", "x.csv", "--groups", "sex"]])
def test_without_its_libraries_a_batch_says_what_to_install(arguments: list[str]) -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT.format(arguments=arguments)], capture_output=True, text=True, check=False)

    assert done.returncode == Exit.USAGE
    assert "pip install 'gitassay[batch]'" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run"], "No list is named."),
        (["run", "list.csv", "--resume"], "Leave the list out, or leave --resume out."),
        (["run", "nowhere.csv"], "cannot be read"),
        (["run", "--resume"], "There is no batch yet."),
        (["status", "--batch", "7"], "There is no batch 7."),
        (["run", "list.csv", "--config", "nowhere.toml"], "Name a file like config/batch.toml."),
    ],
)
def test_wrong_use_is_told_with_what_to_do(arguments: list[str], said: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["batch", *arguments, "--out", str(tmp_path)]) == Exit.USAGE
    assert said in capfd.readouterr().err


def test_settings_that_say_nonsense_are_told_with_their_place(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "own.toml").write_text("[run]\nattempts = 0\n")

    assert run(["batch", "run", "list.csv", "--config", str(tmp_path / "own.toml"), "--out", str(tmp_path)]) == Exit.USAGE
    assert "own.toml: columns: Field required." in capfd.readouterr().err
