"""Whether a failing call of a model is dealt with."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import last_part, libraries, places, unread
from gitassay.signals.llm import Asked, asked, asking_units, llm_calls
from gitassay.signals.signal import signal

_WAITING = frozenset({"sleep", "setTimeout", "wait_for", "timeout", "AbortController", "waitFor"})
_TIMED = frozenset({"timeout", "request_timeout", "signal", "abortSignal"})


@signal("Does the code survive a failing model call?")
def survives_api_failure(facts: Facts, answer: Answer) -> Finding:
    """Model APIs are slow, limited and sometimes down; what happens then separates a product from a trial.

    Seen: retries and back-off around the call (by library, by the client's own setting or by hand), time-outs, fallbacks, and (less sure)
    failures that are caught.
    Not seen: retries that a gateway or the SDK does by default.
    """
    if not llm_calls(facts):
        return unread(facts, answer) or answer.not_applicable("No model is called.")
    units = {unit.path for unit in asking_units(facts)}
    retries = [use for use in facts.uses("retry", "client_retry") if use.place.path in units or use.concept == "client_retry"]
    if retries:
        return answer.yes(f"Failing calls are tried again with {libraries(retries)}.", places(retries))
    calls = asked(facts)
    again = [one.place for one in calls if one.call.loop and one.call.guarded and _waits(one)]
    if again:
        return answer.yes("Failing calls are tried again after a pause.", again)
    timed = [one.place for one in calls if _TIMED & set(one.call.keywords)] + _timed_clients(facts)
    if timed:
        return answer.yes("Calls of the model have a time-out.", timed, Confidence.MEDIUM)
    caught = [one.place for one in calls if one.call.guarded]
    if caught:
        return answer.yes("Failures of the call are caught, but no retry, time-out or fallback was seen.", caught, Confidence.LOW)
    return answer.no("No handling of failed model calls was seen.")


def _waits(one: Asked) -> bool:
    """Whether the same function pauses."""
    return any(last_part(call.name) in _WAITING and call.scope == one.call.scope for call in one.unit.calls)


def _timed_clients(facts: Facts) -> list[Place]:
    """Clients of a provider that are made with a time-out."""
    makers = ("openai", "anthropic", "@anthropic-ai", "groq", "langchain", "@langchain", "ollama", "mistralai", "cohere", "litellm")
    return [
        Place(unit.path, call.line, call.end)
        for unit in facts.code.own
        for call in unit.calls
        if _TIMED & set(call.keywords) and call.name.startswith(makers)
    ]
