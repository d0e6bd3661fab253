import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from gitassay.cli.app import run
from gitassay.cli.exits import Exit


def test_the_settings_are_whole_and_in_use_after_reading_the_file(tmp_path: Path) -> None:
    place = tmp_path / "it's ours"
    assert run(["init", str(place)]) == Exit.DONE
    rubric = place / "rubric.toml"
    rubric.write_text(rubric.read_text(encoding="utf-8").replace('version = "1.0"', 'version = "7.7"', 1), encoding="utf-8")
    shell = '. "$0" && exec "$1" -m gitassay.cli.app rubric show'
    said = subprocess.run(
        ["sh", "-c", shell, str(place / "gitassay.env"), sys.executable], capture_output=True, text=True, env=os.environ, check=True
    ).stdout

    assert "7.7" in said.splitlines()[0]
    assert sorted(path.name for path in place.iterdir()) == ["README.md", "batch.toml", "brand", "gitassay.env", "profiles", "rubric.toml"]
    assert tomllib.loads((place / "brand" / "brand.toml").read_text(encoding="utf-8")) == {}


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine").write_text("")

    assert run(["init", str(tmp_path)]) == Exit.USAGE
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
    assert "Name another folder" in capsys.readouterr().err


def test_what_can_not_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")

    assert run(["init", str(tmp_path / "file" / "below")]) == Exit.USAGE
    assert "can't be written" in capsys.readouterr().err
