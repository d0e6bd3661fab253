"""Steps in which a model prepares or checks what another step answers, also where they stand in different files."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Place
from gitassay.signals.asking import last_part
from gitassay.signals.llm import asked
from gitassay.signals.naming import OwnFunction, own_functions
from gitassay.signals.once import once

_STEP = re.compile(
    r"^_?(?:a)?(?:refine|rewrite|rephrase|reformulate|condense|decompose|expand|transform|classify|route|analy[sz]e|triage|plan)"
    r"_?(?:the_|user_|standalone_)?(?:quer(?:y|ies)|questions?|intent|prompt|request|message|tasks?)(?:_\w+)?$"
    r"|^_?(?:grade|judge|rerank|verify|critique|review|reflect_on|revise)_?(?:the_)?"
    r"(?:answers?|repl(?:y|ies)|responses?|drafts?|documents?|passages?|reports?|code|claims?)(?:_\w+)?$",
    re.IGNORECASE,
)
DEPTH = 2
"""Functions that may stand between a step and the call that asks."""


@once
def prepared_steps(facts: Facts) -> tuple[Place, ...]:
    """Functions named as a step before or after the answer which ask a model, where a model is asked outside of them as well."""
    places = asked(facts, DEPTH)
    found = [one for one in own_functions(facts, _STEP) if any(_within(one, place.unit.path, place.call.scope) for place in places)]
    passed_on = {last_part(place.call.name) for place in places if place.through}
    steps = {one.name for one in found}
    others = [
        place
        for place in places
        if last_part(place.call.scope) not in passed_on
        and last_part(place.call.name) not in steps
        and not any(_within(one, place.unit.path, place.call.scope) for one in found)
    ]
    return tuple(one.place for one in found) if others else ()


def _within(one: OwnFunction, path: str, scope: str) -> bool:
    return one.unit.path == path and one.holds(scope)
