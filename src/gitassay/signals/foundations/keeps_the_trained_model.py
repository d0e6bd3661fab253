"""Whether the trained model is kept."""

import re
from collections.abc import Iterator

from gitassay.facts.code.table import Call, Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import last_part, libraries, places, unread
from gitassay.signals.signal import signal
from gitassay.signals.training import training_places

_MODEL = re.compile(r"model|classifier|regressor|estimator|pipeline|\bclf\b|\bnet\b|network|checkpoint|ckpt|best_", re.IGNORECASE)
_SAVED = re.compile(r"(?:^|\.)\w*(?:model|net|network|saver)\w*\.save(?:_weights|_model|_params)?$|\.save_pretrained\w*$", re.IGNORECASE)


@signal("Is the trained model kept?")
def keeps_the_trained_model(facts: Facts, answer: Answer) -> Finding:
    """A model that is kept can be served, compared and explained later; one that ends with its notebook can't.

    Seen: checkpoints and files of frameworks, registries, and objects named as models that are dumped, also by own functions.
    Not seen: whether what was kept is loaded again; models that a configured trainer keeps by itself.
    """
    if not training_places(facts):
        return unread(facts, answer) or answer.not_applicable("No model is trained.")
    uses = facts.uses("model_saving")
    if uses:
        return answer.yes(f"The trained model is kept with {libraries(uses)}.", places(uses))
    dumped = {(use.place.path, use.place.start) for use in facts.uses("object_dump")}
    wrappers = _wrappers(facts, dumped)
    made = frozenset(use.symbol for use in facts.uses("estimator"))
    own = [place for unit in facts.code.own for place in _kept(unit, dumped, wrappers, made)]
    if own:
        return answer.yes("The trained model is kept in a file.", own, Confidence.MEDIUM)
    return answer.no("Nothing that keeps the trained model was seen.")


def _wrappers(facts: Facts, dumped: set[tuple[str, int]]) -> frozenset[str]:
    """Functions of the project that dump what they are given."""
    scopes = {call.scope for unit in facts.code.own for call in unit.calls if (unit.path, call.line) in dumped}
    return frozenset(last_part(scope) for scope in scopes if scope)


def _kept(unit: Unit, dumped: set[tuple[str, int]], wrappers: frozenset[str], made: frozenset[str]) -> Iterator[Place]:
    for call in unit.calls:
        dumps = (unit.path, call.line) in dumped or last_part(call.name) in wrappers
        if _SAVED.search(call.name[-200:]) or (dumps and _names_a_model(call, made)):
            yield Place(unit.path, call.line, call.end)


def _names_a_model(call: Call, made: frozenset[str]) -> bool:
    return not made.isdisjoint(call.names) or any(_MODEL.search(text[-200:]) for text in (*call.names, *call.strings))
