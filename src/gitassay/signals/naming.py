"""Functions of the project itself, found by what they are called: hand-written counterparts of what libraries offer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gitassay.facts.code.table import Call, Definition, Text, Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Place
from gitassay.signals.asking import is_within, last_part
from gitassay.signals.once import once

MAX_NAME = 200


@dataclass(frozen=True, slots=True)
class OwnFunction:
    """A function or class of the project that does something."""

    unit: Unit
    definition: Definition

    @property
    def place(self) -> Place:
        """Where it is defined."""
        return Place(self.unit.path, self.definition.line, min(self.definition.end, self.definition.line + 5))

    @property
    def name(self) -> str:
        """Its name without what encloses it."""
        return last_part(self.definition.name)

    def holds(self, scope: str) -> bool:
        """Whether a scope of the same file is this function or lies in it."""
        return is_within(scope, self.definition.name)

    @property
    def calls(self) -> Iterator[Call]:
        """The calls in it."""
        return (call for call in self.unit.calls if self.holds(call.scope))

    @property
    def texts(self) -> Iterator[Text]:
        """The texts in it."""
        return (text for text in self.unit.texts if self.holds(text.scope) and not text.docstring)


def own_functions(facts: Facts, name: re.Pattern[str], least: int = 2, used: bool = True) -> tuple[OwnFunction, ...]:
    """Functions and classes of own code whose name matches, with at least so many statements, and (by default) called somewhere."""
    found = [
        OwnFunction(unit, one)
        for unit in facts.code.own
        for one in unit.definitions
        if not one.stub and one.statements >= least and name.search(last_part(one.name)[:MAX_NAME])
    ]
    if not found or not used:
        return tuple(found)
    spoken = _spoken(facts)
    return tuple(one for one in found if one.name in spoken)


@once
def _spoken(facts: Facts) -> frozenset[str]:
    """Last parts of names that are called or handed over anywhere in own code."""
    calls = [call for unit in facts.code.own for call in unit.calls]
    return frozenset(last_part(name) for call in calls for name in (call.name, *call.names))


def place_of(unit: Unit, row: Call | Text) -> Place:
    """Where a call or a text stands."""
    return Place(unit.path, row.line, row.end)
