"""Whether own code asks a language model."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.asking import libraries, no_unless_unread, places
from gitassay.signals.llm import llm_calls
from gitassay.signals.signal import signal


@signal("Does the code call a language model?")
def calls_an_llm(facts: Facts, answer: Answer) -> Finding:
    """A call of a model from code is the first step from using a chat window to building with one.

    Seen: calls by an SDK, by plain HTTP to a provider's address, by a framework, or of a model that runs locally.
    Not seen: models that are only configured and called by a service, and calls hidden behind a package of the candidate's own.
    """
    uses = llm_calls(facts)
    if uses:
        return answer.yes(f"A language model is called with {libraries(uses)}.", places(uses), measures={"places": len(uses)})
    return no_unless_unread(facts, answer, "No code that calls a language model was seen.")
