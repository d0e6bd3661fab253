"""Whether the size and the price of what is sent to a model are under control."""

import re

from gitassay.facts.catalogue import Use
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import is_within, libraries, places, unread
from gitassay.signals.llm import asked, asking_units, llm_calls
from gitassay.signals.naming import own_functions
from gitassay.signals.signal import signal

_CONCEPTS = ("token_count", "context_budget", "llm_cache", "model_choice", "llm_batch", "cost_measure")
_OWN = re.compile(
    r"(?:count|num|estimate|truncate|trim|limit|fit)_?\w*(?:tokens?|history|context|messages|cost)|token_?(?:budget|limit|count\w*)|(?:calculate|estimate|track)_?\w*cost",
    re.IGNORECASE,
)
_DEEP = frozenset({"torch", "tensorflow", "jax", "keras"})
_USAGE = re.compile(r"usage(?:_metadata)?\.(?:total|prompt|completion|input|output|candidates)_?tokens?", re.IGNORECASE)


@signal("Are the size and cost of model calls managed?")
def manages_context_and_cost(facts: Facts, answer: Answer) -> Finding:
    """Whoever counts tokens, bounds the history or caches replies knows what a call costs.

    Seen: token counts, bounded memory, caches of replies, model routers and batches, by libraries or functions of the project, and use of
    the usage that a provider reports.
    Not seen: tokenizers that prepare the text a model of the project is trained on,
    limits set at the provider, and a bare maximum for the length of a reply.
    """
    if not llm_calls(facts):
        return unread(facts, answer) or answer.not_applicable("No model is called, so there is no cost to manage.")
    uses = _managing(facts)
    if uses:
        return answer.yes(f"Size or cost of the calls is managed with {libraries(uses)}.", places(uses))
    cached = _cached(facts)
    if cached:
        return answer.yes("Replies of the model are cached.", cached)
    own = [one.place for one in own_functions(facts, _OWN)]
    own += _usage(facts)
    if own:
        return answer.yes("Size or cost of the calls is counted or bounded in the code.", own, Confidence.MEDIUM)
    return answer.no("Nothing that counts, bounds or caches what is sent to the model was seen.")


def _managing(facts: Facts) -> list[Use]:
    """Uses that count or bound; where a model is trained, a tokenizer counts only in files that ask one and train none."""
    uses = facts.uses(*_CONCEPTS)
    deep = {unit.path for unit in facts.code.own if any(one.module.split(".", 1)[0] in _DEEP for one in unit.imports)}
    asking = {unit.path for unit in asking_units(facts)} - deep
    return [use for use in uses if not deep or use.library != "tiktoken" or use.place.path in asking]


def _usage(facts: Facts) -> list[Place]:
    """Places that use the number of tokens a provider reports."""
    found: list[Place] = []
    for unit in facts.code.own:
        found += [Place(unit.path, one.line, one.end) for one in unit.calls if any(_USAGE.search(name[:300]) for name in one.names)]
        found += [Place(unit.path, one.line, one.end) for one in unit.texts if any(_USAGE.search(name[:300]) for name in one.names)]
    return found


def _cached(facts: Facts) -> list[Place]:
    """Functions with a cache around a call of a model."""
    calls = asked(facts)
    return [
        use.place
        for use in facts.uses("cache")
        if use.scope and any(one.unit.path == use.place.path and is_within(one.call.scope, use.scope) for one in calls)
    ]
