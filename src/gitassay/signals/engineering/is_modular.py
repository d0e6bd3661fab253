"""Whether the code is split into parts of a readable size."""

from statistics import median

from gitassay.facts.code.table import Parse
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.signals.answer import Answer
from gitassay.signals.asking import no_unless_unread, unread
from gitassay.signals.places import counted, partly_read
from gitassay.signals.signal import signal

FILES = 3
DEFINITIONS = 6
LARGEST_SHARE = 0.8
LONG_FUNCTION = 80


@signal("Is the code split into functions and classes over several files?")
def is_modular(facts: Facts, answer: Answer) -> Finding:
    """Parts with a name and a size one can read can be tested, replaced and reused.

    Seen: at least three source files that define functions or classes, six definitions in all, no file with more than four fifths of
    them, and a typical function of at most 80 lines. Notebooks, tests, generated and vendored code do not count.
    Not seen: whether the parts are cut well, and modules of languages whose definitions are not read.
    """
    missing = unread(facts, answer)
    if missing:
        return missing
    units = [unit for unit in facts.code.main if unit.parse is Parse.OK and unit.definitions]
    total = sum(len(unit.definitions) for unit in units)
    sizes = [definition.end - definition.line + 1 for unit in units for definition in unit.definitions if definition.kind != "class"]
    largest = max((len(unit.definitions) for unit in units), default=0)
    typical = int(median(sizes)) if sizes else 0
    measures = {"files": len(units), "definitions": total, "typical_function_lines": typical}
    parts = counted(total, "function or class", "functions and classes")
    said = f"{parts} in {counted(len(units), 'source file')}, typically {typical} lines long"
    if len(units) >= FILES and total >= DEFINITIONS and largest <= LARGEST_SHARE * total and typical <= LONG_FUNCTION:
        richest = sorted(units, key=lambda unit: (-len(unit.definitions), unit.path))[:FILES]
        places = [Place(unit.path, unit.definitions[0].line, unit.definitions[0].line) for unit in richest]
        return answer.yes(f"The code is split into parts: {said}.", places, measures=measures)
    if partly_read(facts):
        return answer.not_available("Only part of the code could be read.")
    return no_unless_unread(facts, answer, f"The code is hardly split into parts: {said}.", measures)
