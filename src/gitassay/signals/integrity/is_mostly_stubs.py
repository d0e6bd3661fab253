"""Whether most functions are empty."""

from gitassay.facts.code.table import Definition, Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.signals.answer import Answer
from gitassay.signals.places import partly_read, without_code
from gitassay.signals.signal import signal

FUNCTIONS = 5
SHARE = 0.5
STUBS_READ = frozenset({"python", "notebook", "javascript", "typescript", "vue", "svelte"})
"""Languages whose readers tell an empty function from one that does something."""
_INTERFACES = ("Protocol", "ABC", "Interface", "ABCMeta")
_ABSTRACT = ("abstractmethod", "overload", "abstractproperty")


@signal("Are most of the functions empty?")
def is_mostly_stubs(facts: Facts, answer: Answer) -> Finding:
    """Functions without a body promise what the code does not do.

    Seen: at least five functions of which half or more do nothing (`pass`, `...`, a bare NotImplementedError, an empty block).
    Not seen: functions that return invented values. Abstract methods, protocols and overloads are empty on purpose and do not count.
    """
    missing = without_code(facts, answer)
    if missing:
        return missing
    functions = [(unit, one) for unit in facts.code.own if unit.language in STUBS_READ for one in _functions(unit)]
    empty = [(unit, one) for unit, one in functions if one.stub]
    measures = {"functions": len(functions), "empty": len(empty)}
    if len(functions) < FUNCTIONS:
        return answer.not_applicable("The code defines too few functions for this question.")
    if len(empty) >= SHARE * len(functions):
        places = [Place(unit.path, one.line, one.end) for unit, one in empty]
        return answer.yes(f"{len(empty)} of {len(functions)} functions are empty.", places, measures=measures)
    if partly_read(facts):
        return answer.not_available("Only part of the code could be read.")
    return answer.no(f"{len(empty)} of {len(functions)} functions are empty.", measures=measures)


def _functions(unit: Unit) -> list[Definition]:
    """The functions of a file that are meant to do something."""
    interfaces = {
        one.name for one in unit.definitions if one.kind == "class" and any(base.rsplit(".", 1)[-1] in _INTERFACES for base in one.bases)
    }
    return [
        one
        for one in unit.definitions
        if one.kind != "class"
        and one.name.rpartition(".")[0] not in interfaces
        and not any(name.rsplit(".", 1)[-1] in _ABSTRACT for name in one.decorators)
    ]
