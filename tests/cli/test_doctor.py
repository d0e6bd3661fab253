from pathlib import Path

import pytest

from gitassay.cli.app import run
from gitassay.cli.exits import Exit


def test_the_checkers_are_found(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor"]) == Exit.DONE
    assert "ok   Checkers: ruff and oxlint" in capsys.readouterr().out


def test_a_machine_without_a_sandbox_is_told_what_to_do_and_can_assess(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "git").write_text("#!/bin/sh\necho git version 2.50.0\n")
    (tmp_path / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run(["doctor"]) == Exit.DONE
    told = next(line for line in capsys.readouterr().out.splitlines() if "Sandbox" in line)
    assert told.startswith("note Sandbox: ")
    assert told.endswith("Only gitassay sandbox needs it.")
