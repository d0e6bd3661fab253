from pathlib import Path

import pytest

from gitassay.cli.app import run

ROW = '[[entry]]\nname = "Lib"\nconcept = "web_service"\ncalls = ["lib.Server"]\nsource = "lib.example: start"\n'


def answers(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = run(["catalogue", *arguments])
    captured = capsys.readouterr()
    return code, captured.out + captured.err


def check(folder: Path, capsys: pytest.CaptureFixture[str], text: str) -> tuple[int, str]:
    (folder / "own.toml").write_text(text)
    code, said = answers(capsys, "check", str(folder))
    return code, " ".join(said.split())


def test_the_catalogue_that_ships_can_be_used(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = answers(capsys, "check")
    assert (code, "usable" in said) == (0, True)


def test_one_row_adds_a_library(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(tmp_path, capsys, ROW)[0] == 0


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (ROW.replace('calls = ["lib.Server"]\n', ""), "it has no pattern"),
        (ROW.replace('"lib.Server"', '"*"'), "matches everything or nothing"),
        (ROW.replace("web_service", "webservice"), "no signal asks for 'webservice'"),
        (ROW.replace('source = "lib.example: start"\n', ""), "source: Field required"),
        (ROW.replace("lib.example: start", " "), "it has no source"),
        (ROW + 'colour = "red"\n', "colour: Extra inputs are not permitted"),
        (ROW + ROW, "stands in own.toml: row 1 (Lib) already"),
        ("[[entry]\n", "own.toml"),
        ("", "it has no [[entry]]"),
    ],
)
def test_a_fault_is_told_with_file_and_row(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, fault: str) -> None:
    code, said = check(tmp_path, capsys, text)
    assert code == 2
    assert "own.toml" in said
    assert fault in said


def test_a_folder_without_files_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = answers(capsys, "check", str(tmp_path))
    assert (code, "there is no *.toml file" in " ".join(said.split())) == (2, True)


def test_rows_are_shown_with_patterns_and_source(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = answers(capsys, "show", "web_service")
    assert code == 0
    assert "fastapi.FastAPI" in said
    assert "source: fastapi.tiangolo.com" in said


def test_what_the_catalogue_does_not_know_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert answers(capsys, "show", "teleport")[0] == 2
