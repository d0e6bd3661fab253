import json
from pathlib import Path

import pytest

from gitassay.cli.app import run
from gitassay.cli.exits import Exit

TEXT = "# Rain\n\nRain is a tool for gardens.\n\n## Install\n\n```sh\n# not a heading\npip install rain\n```\n\nLicense\n-------\n\nMIT\n"


def written(folder: Path, name: str, text: str | bytes) -> str:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return str(path)


def test_sections_are_printed_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, "ReadMe.MD", TEXT)
    assert run(["readme", path, "--format", "json"]) == Exit.DONE
    assert json.loads(capsys.readouterr().out) == [
        {
            "file": path,
            "sections": [
                {"heading": "Rain", "start": 1, "kinds": ["what"]},
                {"heading": "Install", "start": 5, "kinds": ["how"]},
                {"heading": "License", "start": 12, "kinds": ["who"]},
            ],
        }
    ]


def test_sections_are_printed_as_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, "README.md", TEXT)
    assert run(["readme", path]) == Exit.DONE
    assert capsys.readouterr().out == f"{path}\n     1  Rain     what\n     5  Install  how\n    12  License  who\n"


def test_a_readme_without_headings_is_one_section(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, "README", "\nJust text about rain.\n")
    assert run(["readme", path, "--format", "json"]) == Exit.DONE
    assert [(one["heading"], one["start"]) for one in json.loads(capsys.readouterr().out)[0]["sections"]] == [("", 2)]


def test_other_languages_are_not_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, "README.md", "# 天气\n\n这是一个预测花园降雨的工具。\n")
    assert run(["readme", path, "--format", "json"]) == Exit.DONE
    assert json.loads(capsys.readouterr().out) == [
        {
            "file": path,
            "sections": [{"heading": "天气", "start": 1, "kinds": []}],
            "remark": "It does not read as English, so its sections were not measured.",
        }
    ]


def test_what_can_not_be_read_costs_only_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, binary = written(tmp_path, "a.md", TEXT), written(tmp_path, "b.md", b"\0\1\2")
    assert run(["readme", binary, good, str(tmp_path / "none.md"), "--format", "json"]) == Exit.PARTIAL
    said = capsys.readouterr()
    assert [one["file"] for one in json.loads(said.out)] == [good]
    lines = said.err.splitlines()
    assert f"{binary} is no text file. Name a README in Markdown, reStructuredText or plain text." in lines
    assert f"{tmp_path / 'none.md'} can't be read: No such file or directory. Name a README file." in lines
    assert "2 of 3 files could not be read. (exit 5)" in lines


def test_nothing_readable_is_its_own_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["readme", str(tmp_path)]) == Exit.NOTHING
    assert capsys.readouterr().out == ""


def test_an_unknown_format_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["readme", written(tmp_path, "a.md", TEXT), "--format", "html"]) == Exit.USAGE
    assert "There is no format 'html' for this. Use text or json. (exit 2)" in capsys.readouterr().err
