"""Whether the source files can be read as what they are."""

from gitassay.facts.code.notebook import BROKEN_CELL, OLD_CELL
from gitassay.facts.code.table import Parse, Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.signals.answer import Answer
from gitassay.signals.places import counted, first_line, named, without_code
from gitassay.signals.samples import is_sample
from gitassay.signals.signal import signal

FEW = 0.1
"""Share of the files below which a person has to look: grammars grow, and a parser may be older than the code."""
_ROLES = ("main", "notebook", "test")


@signal("Can all source files be parsed?")
def parses(facts: Facts, answer: Answer) -> Finding:
    """A file that can't be parsed has never run in this state.

    Seen: source files and notebook cells whose grammar is broken, with the line; for JavaScript and TypeScript by the parser of oxc.
    Not seen: faults that show only when code runs. Samples, templates, vendored and generated files are left out; Python 2 and single cells
    of a notebook are no broken files, but a person has to look, as where only a few of many files fail.
    """
    units = [unit for unit in facts.code.units if unit.role in _ROLES and not is_sample(unit.path)]
    good = [unit for unit in units if unit.parse is Parse.OK]
    broken = [unit for unit in units if unit.parse is Parse.BROKEN]
    old = [unit for unit in units if unit.parse is Parse.PYTHON_2 or unit.problem.startswith(OLD_CELL)]
    cells = [unit for unit in good if unit.problem.startswith(BROKEN_CELL)]
    measures = {"parsed": len(good), "broken": len(broken), "python_2": len(old), "with_broken_cells": len(cells)}
    if broken or old or cells:
        said = _said(broken, old, cells, len(units))
        places = [_place(unit) for unit in (*broken, *old, *cells)]
        if len(broken) < FEW * len(units):
            return answer.needs_review(said, places, measures)
        return answer.no(said, places, measures=measures)
    if good:
        return answer.yes(
            f"{counted(len(good), 'source file')} parsed, none broken.",
            [first_line(unit.path) for unit in sorted(good, key=lambda unit: (-unit.lines, unit.path)) if unit.lines],
            measures=measures,
        )
    return without_code(facts, answer) or answer.not_available("No source file of the project itself could be read.")


def _said(broken: list[Unit], old: list[Unit], cells: list[Unit], all_of_them: int) -> str:
    """What was found, the worst first."""
    sentences = []
    if broken:
        sentences.append(f"{counted(len(broken), 'file')} of {all_of_them} can't be parsed: {named(unit.path for unit in broken)}.")
    if old:
        written = counted(len(old), "file is", "files are")
        sentences.append(f"{written} written for Python 2, whose support ended in 2020.")
    if cells:
        held = counted(len(cells), "notebook holds", "notebooks hold")
        sentences.append(f"{held} a cell that can't be parsed: {named(unit.path for unit in cells)}.")
    return " ".join(sentences)


def _place(unit: Unit) -> Place:
    line = max(unit.problem_line, 1)
    return Place(unit.path, line, line)
