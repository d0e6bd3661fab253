import json
import time
from typing import Any

from gitassay.facts.notebooks import Cell, Notebook
from tests.support.memory import repository

ENOUGH_SECONDS = 5


def one(content: str | bytes, path: str = "a.ipynb") -> Notebook:
    (notebook,) = repository({path: content}).notebooks
    return notebook


def stored(cells: list[dict[str, Any]], **more: Any) -> str:
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, **more}, indent=1)


def line_of(text: str, piece: str) -> int:
    return text[: text.index(piece)].count("\n") + 1


def code(source: list[str], outputs: list[dict[str, Any]] | None = None, count: int | None = 1) -> dict[str, Any]:
    return {"cell_type": "code", "execution_count": count, "metadata": {}, "outputs": outputs or [], "source": source}


def test_source_lines_know_their_line_in_the_file() -> None:
    text = stored([code(["x = 1\n", "\n", "x = 1\n", "\n", "y = 'é'"]), code(["x = 1"])])
    first, second = one(text).cells
    start = line_of(text, '"x = 1')
    assert first.lines == tuple(range(start, start + 5))
    assert second.lines == (line_of(text, '"x = 1"'),)


def test_both_ways_to_write_characters_are_found() -> None:
    text = '{"cells": [\n{"cell_type": "code", "source": [\n"a = \'é\'\\n",\n"b = \'\\u00e9\'"]}]}'
    assert one(text).cells[0].lines == (3, 4)


def test_a_source_that_is_one_text_stands_on_one_line() -> None:
    text = '{"cells": [\n{"cell_type": "code", "source": "a = 1\\nb = 2"}]}'
    assert (one(text).cells[0].source, one(text).cells[0].lines) == (("a = 1", "b = 2"), (2, 2))


def test_outputs_are_text_with_their_line() -> None:
    outputs = [
        {"output_type": "stream", "name": "stdout", "text": ["accuracy 0.91\n"]},
        {"output_type": "execute_result", "data": {"text/plain": ["'done'"], "image/png": "AAAA"}, "execution_count": 1, "metadata": {}},
        {"output_type": "display_data", "data": {"text/html": ["<b>bold</b> move"]}, "metadata": {}},
    ]
    text = stored([code(["run()"], outputs)])
    cell = one(text).cells[0]
    assert [part.strip() for part in cell.output.split("\n") if part.strip()] == ["accuracy 0.91", "'done'", "bold  move"]
    assert (cell.output_line, cell.has_figure, cell.executed) == (line_of(text, '"accuracy'), True, True)


def test_the_last_error_is_named_with_its_line() -> None:
    text = stored([code(["run()"], [{"output_type": "error", "ename": "KeyError", "evalue": "'x'", "traceback": []}])])
    cell = one(text).cells[0]
    assert (cell.error, cell.error_line) == ("KeyError", line_of(text, '"KeyError"'))


def test_a_cell_that_never_ran_is_not_executed() -> None:
    assert one(stored([code(["run()"], count=None)])).cells[0].executed is False


def test_the_older_format_is_read() -> None:
    cell = {"cell_type": "code", "input": ["print(1)"], "prompt_number": 3, "outputs": [{"output_type": "stream", "text": "1"}]}
    text = json.dumps({"worksheets": [{"cells": [cell]}], "nbformat": 3}, indent=1)
    assert one(text).cells == (Cell("code", ("print(1)",), (line_of(text, '"print(1)"'),), True, "1", line_of(text, '"1"'), False, "", 0),)


def test_the_kernel_says_the_language() -> None:
    assert [
        one(stored([], metadata={"kernelspec": {"name": "ir", "language": "R"}})).language,
        one(stored([], metadata={"language_info": {"name": "python"}})).language,
        one(stored([])).language,
    ] == ["r", "python", "python"]


def test_what_is_no_notebook_says_why() -> None:
    assert [one(content).problem for content in ("{", "[]", b"\0\0", "[" * 100_000)] == [
        "not valid JSON", "not a notebook", "not text", "not valid JSON",
    ]  # fmt: skip


def test_wrong_types_are_passed_over() -> None:
    text = json.dumps(
        {"cells": [1, None, {"cell_type": 3, "source": {"a": 1}, "outputs": [7, {"data": 5}], "metadata": []}], "metadata": 9}
    )
    assert one(text).cells == (Cell("", (), (), True, "", 0, False, "", 0),)


def test_half_a_character_can_be_written() -> None:
    text = '{"cells": [{"cell_type": "code", "source": ["x = \'\\ud800\'"], "outputs": []}]}'
    assert one(text).cells[0].source == ("x = '\ufffd'",)


def test_long_output_is_cut() -> None:
    cell = one(stored([code(["run()"], [{"output_type": "stream", "text": "a" * 50_000}])])).cells[0]
    assert len(cell.output) == 20_000


def test_a_notebook_full_of_images_is_read_quickly() -> None:
    image = {"output_type": "display_data", "data": {"image/png": "A" * 900_000, "text/plain": "<Figure>"}}
    text = stored([code([f"plot({number}, 'ä')\n"] * 30, [image]) for number in range(10)])
    started = time.process_time()
    notebook = one(text)
    assert (len(notebook.cells), notebook.cells[9].has_figure, notebook.problem) == (10, True, "")
    assert time.process_time() - started < ENOUGH_SECONDS


def test_vendored_notebooks_are_left_out() -> None:
    assert repository({"node_modules/x/a.ipynb": "{}", ".ipynb_checkpoints/a.ipynb": "{}"}).notebooks == ()
