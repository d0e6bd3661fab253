import json

from gitassay.matching.notebooks import notebook_code
from tests.signals.written import cell, notebook


def test_code_cells_are_one_text_with_lines_of_the_file() -> None:
    stored = notebook(cell("import json\nx = 1\n"), cell("y = x + 1\n"))
    code, lines = notebook_code(stored)
    rows = stored.split("\n")
    assert code == "import json\nx = 1\ny = x + 1"
    assert [json.loads(rows[line - 1].strip().rstrip(",")).rstrip("\n") for line in lines] == code.split("\n")


def test_commands_to_the_notebook_are_no_code() -> None:
    assert notebook_code(notebook(cell("!pip install x\n%matplotlib inline\nx = 1\n")))[0] == "\n\nx = 1"


def test_what_is_no_notebook_holds_no_code() -> None:
    for stored in ("", "{", "[]", "{}", '{"cells": [1, {"cell_type": "code", "source": 3}]}', '{"worksheets": [3]}', "[" * 100_000):
        assert notebook_code(stored) == ("", [])
