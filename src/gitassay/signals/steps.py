"""How model calls of a project hang together: one feeding the next, or a loop that lets the model choose tools."""

import re
from dataclasses import dataclass

from gitassay.facts.code.table import Loop, Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Place
from gitassay.signals.asking import is_within, last_part
from gitassay.signals.llm import Asked, asked
from gitassay.signals.once import once
from gitassay.signals.retrieval import SHOWING

_DISPATCH = frozenset(
    {"tool_calls", "tool_call_id", "tool_use", "tool_result", "tool_use_id", "function_call", "function_call_output", "functionResponse"}
)
_REACT = re.compile(r"\bAction(?: Input)?:|\bObservation:|\bFinal Answer:", re.IGNORECASE)
_CALLED = re.compile(r"tool_?calls?\b|function_?call\b|\.function\.(?:name|arguments)$|toolCall|tool_use|\.tool\.name$", re.IGNORECASE)
_RUNS = re.compile(
    r"^(?:_?(?:execute|run|call|dispatch|handle|invoke|use|process)_?(?:the_)?(?:tools?|actions?|functions?)(?:_?calls?)?)$", re.IGNORECASE
)


_PARSES = frozenset({"loads", "model_validate", "model_validate_json", "parse_obj", "parse_raw", "validate", "literal_eval"})
_FAULT = re.compile(
    r"(?:^|[._])(?:(?:last_|prev(?:ious)?_)?err(?:or)?s?(?:_?(?:message|msg|text|log|details?|history))?|trace_?back|stderr|exc(?:eption)?s?"
    r"|failures?|feedback|critique|(?:validation|test|lint|compiler?)_(?:errors?|failures?|output))$",
    re.IGNORECASE,
)
_ATTEMPT = re.compile(r"retr(?:y|ies)|attempt|tries")
ROUNDS = 4
"""A loop seldom calls the client itself: methods that take a step, retry and ask stand between them."""
DEPTH = 2
"""Functions that may stand between a step of a chain and the call that asks."""


@dataclass(frozen=True, slots=True)
class AgentLoop:
    """A loop that asks a model and acts on what it chose."""

    unit: Unit
    loop: Loop
    asked: Asked
    dispatch: Place

    @property
    def bounded(self) -> bool:
        """Whether the loop ends by itself after some rounds."""
        return self.loop.kind == "for"

    @property
    def place(self) -> Place:
        """Where the loop starts."""
        return Place(self.unit.path, self.loop.line, self.loop.end)


def feeding(facts: Facts) -> tuple[tuple[Asked, Asked], ...]:
    """Pairs of model calls in one function where the reply of the first goes into the second."""
    by_scope: dict[tuple[str, str], list[Asked]] = {}
    for one in asked(facts, DEPTH):
        by_scope.setdefault((one.unit.path, one.call.scope), []).append(one)
    found = []
    given = frozenset(one.call.name for one in asked(facts) if not one.through)
    for calls in by_scope.values():
        for index, first in enumerate(calls):
            later = [one for one in calls[index + 1 :] if one.call.line > first.call.end]
            found += [(first, one) for one in later[:5] if _feeds(first, one, given)][:1]
    return tuple(found)


def _feeds(first: Asked, second: Asked, replies: frozenset[str]) -> bool:
    """Whether what the first call gave stands among the arguments of the second, or in a text written between them for it.

    What a function of the project gives may stand under the name of the call that it returns, which is one of `replies`.
    """
    given = {first.call.name, first.call.target or first.call.name} | (replies if first.through and first.call.target else frozenset())
    if _mentions(second.call.names, given):
        return True
    unit = first.unit
    shown = [(call.line, call.end) for call in unit.calls if last_part(call.name) in SHOWING]
    for text in unit.texts:
        between = first.call.end < text.line <= second.call.end and text.scope == second.call.scope
        if between and _mentions(text.names, given) and not any(start <= text.line <= end for start, end in shown):
            return True
    return False


def _mentions(names: tuple[str, ...], given: set[str]) -> bool:
    return any(name in given or any(name.startswith(one + ".") for one in given) for name in names)


def asked_again(one: Asked) -> list[Place]:
    """The model call and the guarded parsing of its reply, where one loop holds both and goes round again when it fails."""
    loops = [loop for loop in one.unit.loops if loop.line <= one.call.line and one.call.end <= loop.end]
    if not loops:
        return []
    inner = max(loops, key=lambda loop: loop.line)
    given = {one.call.name, one.call.target or one.call.name}
    parsed = [
        call
        for call in one.unit.calls
        if one.call.line <= call.line <= inner.end and call.guarded and last_part(call.name) in _PARSES and _mentions(call.names, given)
        if not any(_CALLED.search(name[:300]) or name.endswith("arguments") for name in call.names)
    ]
    if not parsed or not (inner.kind == "while" or _counts_attempts(one.unit)):
        return []
    return [one.place, *(Place(one.unit.path, call.line, call.end) for call in parsed)]


def told_of_faults(one: Asked) -> bool:
    """Whether the model is asked in a loop and told what went wrong with what it gave before."""
    told = (*one.call.names, *one.call.keywords)
    return bool(one.call.loop) and any(_FAULT.search(name[:300]) for name in told)


def _counts_attempts(unit: Unit) -> bool:
    """Whether the file speaks of attempts, so that a loop over items is not taken for another try."""
    words = {one.target.lower() for one in unit.assignments} | {text.value.lower() for text in unit.texts if len(text.value) < 120}
    words |= {parameter.lower() for definition in unit.definitions for parameter in definition.parameters}
    return any(_ATTEMPT.search(word[:120]) for word in words)


@once
def agent_loops(facts: Facts) -> tuple[AgentLoop, ...]:
    """Loops of the project's own that ask a model and carry out the tool or action it chose."""
    found: list[AgentLoop] = []
    for one in asked(facts, ROUNDS):
        for loop in one.unit.loops:
            if loop.line <= one.call.line and one.call.end <= loop.end and (loop.kind == "while" or loop.end - loop.line >= 3):
                place = _dispatch(one.unit, loop)
                if place is not None:
                    found.append(AgentLoop(one.unit, loop, one, place))
                    break
    unique = {(one.unit.path, one.loop.line): one for one in found}
    return tuple(unique[key] for key in sorted(unique))


def _dispatch(unit: Unit, loop: Loop) -> Place | None:
    """Where inside the loop, or a method of the file that it calls, a chosen tool is carried out or its outcome handed back."""
    spans = [(loop.line + 1, loop.end), *_bodies(unit, loop)]
    for first, last in spans:
        place = _dispatched(unit, first, last)
        if place is not None:
            return place
    return None


def _bodies(unit: Unit, loop: Loop) -> list[tuple[int, int]]:
    """Lines of the methods of the same object that a loop calls."""
    called = {call.name.removeprefix("self.") for call in unit.calls if loop.line < call.line <= loop.end and call.name.startswith("self.")}
    return [(one.line, one.end) for one in unit.definitions if one.kind != "class" and last_part(one.name) in called]


def _dispatched(unit: Unit, first: int, last: int) -> Place | None:
    for call in unit.calls:
        if first <= call.line <= last and (
            _RUNS.match(last_part(call.name)) or any(_CALLED.search(name[:300]) for name in (*call.names, call.name[:300]))
        ):
            return Place(unit.path, call.line, call.end)
    for text in unit.texts:
        if first <= text.line <= last and (text.value in _DISPATCH or _REACT.search(text.value)):
            return Place(unit.path, text.line, text.end)
    return None


def builds_agents(facts: Facts) -> bool:
    """Whether the project has anything of an agent: one of a framework, tools, a graph with choices, or a loop of its own."""
    return bool(facts.uses("agent", "agent_graph", "tool", "multi_agent") or agent_loops(facts))


def in_same_function(one: Asked, scope: str) -> bool:
    """Whether a scope of the same file encloses the call or is enclosed by its function."""
    return is_within(one.call.scope, scope) or (bool(one.call.scope) and is_within(scope, one.call.scope))
