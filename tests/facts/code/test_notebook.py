import pytest

from gitassay.facts.code.notebook import read_notebook
from gitassay.facts.code.table import Assignment, Call, Import, Parse, Text, Unit
from gitassay.facts.notebooks import Cell, Notebook


def cell(*source: str, first: int = 1, kind: str = "code") -> Cell:
    return Cell(kind, source, tuple(range(first, first + len(source))), True, "", 0, False, "", 0)


def unit(*cells: Cell, language: str = "python", problem: str = "") -> Unit:
    return read_notebook(Notebook("a.ipynb", "notebook", language, cells, problem), 100)


def test_names_carry_over_cells_and_lines_are_those_of_the_file() -> None:
    read = unit(
        cell("import pandas as pd", first=10),
        cell("# text", first=15, kind="markdown"),
        cell("", "df = pd.read_csv(", "  'a.csv')", first=20),
        cell("df.head()", first=40),
    )
    assert read == Unit(
        "a.ipynb", "python", "notebook", 100, Parse.OK,
        imports=(Import("pandas", None, "pd", 10),),
        calls=(Call("pandas.read_csv", 21, 22, strings=("a.csv",), target="df"), Call("pandas.read_csv.head", 40, 40)),
        texts=(Text("a.csv", 22, 22),),
    )  # fmt: skip


def test_commands_of_the_notebook_are_passed_over() -> None:
    source = ("%matplotlib inline", "!pip install x", "if on_colab:", "    !ls", "files = !ls", "df.head?", "?df", "x = 5 % 3")
    read = unit(cell(*source))
    assert (read.parse, read.problem, read.calls) == (Parse.OK, "", ())
    assert read.assignments == (Assignment("files", "None", 5),)


def test_a_cell_in_another_language_is_passed_over() -> None:
    assert unit(cell("%%bash", "pip install x"), cell("%%time", "run()", first=5)).calls == (Call("run", 6, 6),)


def test_a_cell_that_does_not_parse_is_a_problem_and_the_others_are_read() -> None:
    read = unit(cell("import a"), cell("x = 1", "pip install b", first=5), cell("a.run()", first=9))
    assert (read.parse, read.problem, read.problem_line, read.calls) == (
        Parse.OK, "a cell can't be parsed: invalid syntax", 6, (Call("a.run", 9, 9),),
    )  # fmt: skip


def test_a_notebook_without_a_sound_cell_is_broken() -> None:
    assert unit(cell("x = (", first=3)).parse == Parse.BROKEN


def test_a_notebook_of_python_2_is_told_from_a_broken_one() -> None:
    assert unit(cell("print 'a'", first=3)).parse == Parse.PYTHON_2


def test_a_notebook_of_another_kernel_has_no_calls() -> None:
    assert unit(cell("library(x)"), language="r") == Unit("a.ipynb", "r", "notebook", 100, Parse.OK)


def test_what_could_not_be_read_stays_a_problem() -> None:
    assert unit(problem="not valid JSON") == Unit("a.ipynb", "python", "notebook", 100, Parse.BROKEN, "not valid JSON", 1)


def test_a_very_deep_cell_does_not_stop_the_others() -> None:
    read = unit(cell("-" * 50_000 + "1"), cell("run()", first=9))
    assert (read.calls, read.problem_line) == ((Call("run", 9, 9),), 1)


def test_an_empty_notebook_is_read() -> None:
    assert unit() == Unit("a.ipynb", "python", "notebook", 100, Parse.OK)


@pytest.mark.parametrize(
    "source",
    [
        'plt.title("a = %i"\n          % (a, b))\n',
        "\npip install watermark\n",
        "%bash\nhead taxi-train.csv\n",
        "for a in b:\n    %time f(a)\n",
        "cd ../data\n",
        "a = f\"{'\\n'.join(b)}\"\n",
        "!pip install -qU \\\n    torch==1.0 \\\n    b\na = 1\n",
        "a = 1\n% matplotlib inline\n",
    ],
)
def test_what_notebooks_understand_is_no_broken_cell(source: str) -> None:
    read = unit(cell(*source.split("\n")), cell("a = 1", first=9))
    assert (read.parse, read.problem) == (Parse.OK, "")
