"""Whether executed notebooks run through."""

from gitassay.facts.facts import Facts
from gitassay.facts.notebooks import Cell, Notebook
from gitassay.model.finding import Finding, Place
from gitassay.signals.answer import Answer
from gitassay.signals.places import counted, named
from gitassay.signals.signal import signal

_ALWAYS = frozenset({"ModuleNotFoundError", "NameError"})
_PERSON = frozenset({"KeyboardInterrupt"})


@signal("Do the executed notebooks end without an error?")
def notebooks_end_without_error(facts: Facts, answer: Answer) -> Finding:
    """A notebook that stops in an error shows work that was left unfinished.

    Seen: a stored error in the last executed cell, and missing modules or names in any cell.
    Not seen: errors shown on purpose in between, runs stopped by hand, and notebooks stored without output, which is good practice.
    """
    notebooks = [one for one in facts.notebooks if one.role == "notebook"]
    if not notebooks:
        return answer.not_applicable("The repository holds no notebooks of the project.")
    executed = [(one, [cell for cell in one.cells if cell.kind == "code" and cell.executed]) for one in notebooks]
    executed = [(one, cells) for one, cells in executed if cells]
    if not executed:
        return answer.not_available("No notebook is stored with its output.")
    failed = [(one, cell) for one, cells in executed if (cell := _failure(cells))]
    measures = {"executed": len(executed), "ending_in_error": len(failed)}
    if failed:
        errors = named(sorted({cell.error for _, cell in failed}))
        said = f"{counted(len(failed), 'notebook')} of {len(executed)} stopped in an error: {errors}."
        return answer.no(said, [Place(one.path, cell.error_line, cell.error_line) for one, cell in failed], measures=measures)
    places = [_end(one, cells) for one, cells in executed]
    return answer.yes(f"{counted(len(executed), 'executed notebook')}, none of which ends in an error.", places, measures=measures)


def _failure(cells: list[Cell]) -> Cell | None:
    """The cell whose error counts: the last executed one, or the first that lacks a module or a name."""
    telling = next((cell for cell in cells if cell.error in _ALWAYS), None)
    last = cells[-1] if cells[-1].error and cells[-1].error not in _PERSON else None
    return telling or last


def _end(notebook: Notebook, cells: list[Cell]) -> Place:
    line = cells[-1].lines[0] if cells[-1].lines else 1
    return Place(notebook.path, line, line)
