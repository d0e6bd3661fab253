from gitassay.model.outcome import Outcome
from gitassay.signals.integrity.notebooks_end_without_error import notebooks_end_without_error
from tests.signals.written import cell, notebook
from tests.support.memory import ask


def test_an_executed_notebook_that_runs_through_ends_well() -> None:
    assert ask(notebooks_end_without_error, {"a.ipynb": notebook(cell("print(1)", output="1\n"))}).outcome == Outcome.YES


def test_an_error_in_the_last_cell_is_an_end_in_error() -> None:
    finding = ask(
        notebooks_end_without_error, {"a.ipynb": notebook(cell("print(1)", output="1\n"), cell("fit(x)", error="ValueError", count=2))}
    )
    assert finding.outcome == Outcome.NO
    assert "ValueError" in finding.message


def test_an_error_shown_on_purpose_in_between_is_none() -> None:
    assert (
        ask(
            notebooks_end_without_error, {"a.ipynb": notebook(cell("fail()", error="KeyError"), cell("print(1)", output="1\n", count=2))}
        ).outcome
        == Outcome.YES
    )


def test_a_missing_module_counts_in_any_cell() -> None:
    assert (
        ask(
            notebooks_end_without_error,
            {"a.ipynb": notebook(cell("import x", error="ModuleNotFoundError"), cell("print(1)", output="1\n", count=2))},
        ).outcome
        == Outcome.NO
    )


def test_notebooks_stored_without_output_are_not_measured() -> None:
    assert ask(notebooks_end_without_error, {"a.ipynb": notebook(cell("print(1)", count=None))}).outcome == Outcome.NOT_AVAILABLE


def test_without_notebooks_it_does_not_apply() -> None:
    assert (
        ask(
            notebooks_end_without_error,
            {
                "a.py": (
                    "def part_0(value):\n"
                    "    total = value + 0\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_1(value):\n"
                    "    total = value + 1\n"
                    "    return total\n"
                    "\n"
                    "\n"
                )
            },
        ).outcome
        == Outcome.NOT_APPLICABLE
    )
