import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from gitassay.batch.applicants import Applicant, read_applicants
from gitassay.batch.errors import ListError
from gitassay.batch.settings import load_settings
from gitassay.resources import resource

COLUMNS = load_settings(resource("config") / "batch.toml").columns
ADA = Applicant("7", "Ada", ("ada", "https://git.example/ada/x"), ("ada@example.org",))


def read(path: Path, content: str) -> tuple[Applicant, ...]:
    path.write_text(content, encoding="utf-8")
    return read_applicants(path, COLUMNS)


def test_a_csv_gives_applicants_with_several_sources(tmp_path: Path) -> None:
    text = "ID,Name,GitHub,Portfolio,Email\n7,Ada,ada,https://git.example/ada/x,ada@example.org\n\n8,Tom,tom;tim,,\n"

    assert read(tmp_path / "a.csv", text) == (ADA, Applicant("8", "Tom", ("tom", "tim")))


def test_semicolons_and_a_byte_order_mark_are_understood(tmp_path: Path) -> None:
    text = "\ufeffid;name;github;url;email\n7;Ada;ada;https://git.example/ada/x;ada@example.org\n"

    assert read(tmp_path / "a.csv", text) == (ADA,)


def test_json_may_hold_lists_of_sources(tmp_path: Path) -> None:
    row = {"id": 7, "name": "Ada", "sources": ["ada", "https://git.example/ada/x"], "email": "ada@example.org"}

    assert read(tmp_path / "a.json", json.dumps([row])) == (ADA,)
    assert read(tmp_path / "b.json", json.dumps({"applicants": [row]})) == (ADA,)


def test_a_workbook_is_read_like_a_csv(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["id", "name", "github", "url", "email"])
    sheet.append([7, "Ada", "ada", "https://git.example/ada/x", "ada@example.org"])
    book.save(tmp_path / "a.xlsx")

    assert read_applicants(tmp_path / "a.xlsx", COLUMNS) == (ADA,)


def test_without_an_id_the_first_source_names_the_applicant(tmp_path: Path) -> None:
    assert read(tmp_path / "a.csv", "github\nada\n") == (Applicant("ada", None, ("ada",)),)


def test_a_line_without_a_source_is_kept_to_be_told(tmp_path: Path) -> None:
    assert read(tmp_path / "a.csv", "id,github\n7,\n") == (Applicant("7", None, ()),)


def test_a_line_that_is_there_twice_counts_once(tmp_path: Path) -> None:
    assert len(read(tmp_path / "a.csv", "id,github\n7,ada\n7,ada\n")) == 1


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", "id,github\n7,ada\n7,tom\n", "line 3: '7' is on line 2 already"),
        ("a.csv", "id,phone\n7,1\n", "has no column of sources"),
        ("a.csv", "id,github\n", "lists nobody"),
        ("a.json", "{", "is no JSON"),
        ("a.json", "[1]", "no list of objects"),
        ("a.xlsx", "no workbook", "is no workbook"),
        ("a.pdf", "", "is no list that is read"),
    ],
)
def test_a_list_that_cannot_be_used_is_told_with_its_reason(tmp_path: Path, name: str, content: str, said: str) -> None:
    with pytest.raises(ListError, match=said):
        read(tmp_path / name, content)
