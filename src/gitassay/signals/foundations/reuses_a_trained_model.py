"""Whether a model that others trained is trained further."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.asking import libraries, places, unread
from gitassay.signals.signal import signal
from gitassay.signals.training import training_places


@signal("Is a model that others trained adapted to the task?")
def reuses_a_trained_model(facts: Facts, answer: Answer) -> Finding:
    """Transfer learning is how little data goes a long way.

    Seen: networks with weights of others (Keras applications, torchvision, timm, Transformers, TensorFlow Hub) in a project that trains.
    Not seen: whether the very weights that are loaded are trained; embeddings of words taken from others.
    """
    if not training_places(facts):
        return unread(facts, answer) or answer.not_applicable("No model is trained.")
    uses = facts.uses("pretrained_model", "fine_tuning")
    if uses:
        return answer.yes(f"A trained model is adapted with {libraries(uses)}.", places(uses))
    return answer.no("No model that others trained is adapted.")
