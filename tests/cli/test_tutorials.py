from pathlib import Path

import pytest

from gitassay.cli.app import run
from gitassay.cli.exits import Exit
from tests.support.gitrepo import CommitSpec, make_repository
from tests.support.tutorials import SHOP


def test_an_own_index_is_built_listed_shown_and_verified(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    make_repository(tmp_path / "take-home", [CommitSpec("Task", {"shop.py": SHOP})])
    (tmp_path / "list.csv").write_text(f"url,kind\n{tmp_path / 'take-home'},tutorial\n")
    into = ["--index", str(tmp_path / "mine")]
    assert run(["tutorials", "build", str(tmp_path / "list.csv"), "--into", str(tmp_path / "mine")]) == Exit.DONE
    assert [run(["tutorials", *words]) for words in (["list", *into], ["show", "take-home", *into], ["verify", *into])] == [Exit.DONE] * 3
    said = capfd.readouterr().out
    assert "take-home: take-home" in said
    assert "mine: whole" in said


def test_a_damaged_index_is_said_to_be(tmp_path: Path) -> None:
    make_repository(tmp_path / "task", [CommitSpec("Task", {"shop.py": SHOP})])
    (tmp_path / "list.csv").write_text(f"url,kind\n{tmp_path / 'task'},tutorial\n")
    run(["tutorials", "build", str(tmp_path / "list.csv"), "--into", str(tmp_path / "mine")])
    with (tmp_path / "mine" / "hashes.bin").open("ab") as file:
        file.write(b"x")
    assert run(["tutorials", "verify", "--index", str(tmp_path / "mine")]) == Exit.USAGE


def test_a_list_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    assert run(["tutorials", "build", str(tmp_path / "none.csv"), "--into", str(tmp_path / "mine")]) == Exit.USAGE
    assert run(["tutorials", "show", "nobody/nothing"]) == Exit.USAGE


def test_the_index_that_ships_is_whole() -> None:
    assert run(["tutorials", "verify"]) == Exit.DONE
