"""Whether a neural network is built of layers."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.asking import by_use
from gitassay.signals.signal import signal


@signal("Is a neural network built of layers?")
def builds_a_neural_network(facts: Facts, answer: Answer) -> Finding:
    """Putting layers together takes more than calling a model that is there.

    Seen: modules and layers of PyTorch, Keras, TensorFlow, Flax and TensorFlow.js, in own classes or one after the other.
    Not seen: whether the network is trained, and networks written with arrays alone.
    """
    return by_use(facts, answer, ("neural_network",), "A neural network is built with {libraries}.", "No neural network is built here.")
