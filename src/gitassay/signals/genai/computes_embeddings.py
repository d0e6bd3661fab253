"""Whether own code turns text into embedding vectors."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.asking import no_unless_unread
from gitassay.signals.places import named
from gitassay.signals.retrieval import embedding_places
from gitassay.signals.signal import signal


@signal("Does the code compute embeddings?")
def computes_embeddings(facts: Facts, answer: Answer) -> Finding:
    """Embeddings are what similarity search and retrieval are built on.

    Seen: calls of an embeddings API or model, by SDK, framework or plain HTTP.
    Not seen: embeddings computed by a service the code only configures, and layers of a network that embed its input.
    """
    found = embedding_places(facts)
    if found:
        return answer.yes(f"Embeddings are computed with {named(sorted({name for name, _ in found}))}.", [place for _, place in found])
    return no_unless_unread(facts, answer, "No code that computes embeddings was seen.")
