"""Tools that an SDK carries out by itself, so that no loop stands in the project."""

import re

from gitassay.facts.code.table import Call
from gitassay.facts.facts import Facts
from gitassay.model.finding import Place
from gitassay.signals.asking import last_part

_CONFIG = re.compile(r"google\.genai\b.{0,80}\.GenerateContentConfig$")
_DECLARATION = re.compile(r"(?:^|\.)FunctionDeclaration\w*(?:\.\w+)?$")
_OFF = "AutomaticFunctionCallingConfig"


def automatic_tools(facts: Facts) -> tuple[Place, ...]:
    """Where functions of the project are handed to the Gemini SDK, which calls them and goes on until the model is done.

    A function is seen by its name among the arguments. A list of tools kept in another file counts only where the project declares no
    schema of a tool, since the SDK calls functions and leaves declared ones to the project.
    """
    calls = [(unit, call) for unit in facts.code.own for call in unit.calls]
    if any(last_part(call.name) == _OFF and "disable" in call.keywords for _, call in calls):
        return ()
    own = {last_part(one.name) for unit in facts.code.own for one in unit.definitions if one.kind == "function" and not one.stub}
    declared = any(_DECLARATION.search(call.name[-80:]) or "function_declarations" in call.keywords for _, call in calls)
    return tuple(
        Place(unit.path, call.line, call.end)
        for unit, call in calls
        if _CONFIG.search(call.name[:300]) and "tools" in call.keywords and _hands_over(call, own, declared)
    )


def _hands_over(call: Call, own: set[str], declared: bool) -> bool:
    handed = {last_part(name) for name in call.names}
    return bool(handed & own) or (not declared and any(re.search(r"tools", name) for name in handed))
