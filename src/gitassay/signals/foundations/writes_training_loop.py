"""Whether the training loop is the project's own."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import no_unless_unread
from gitassay.signals.signal import signal
from gitassay.signals.training import from_scratch, loops_of_training


@signal("Is a training loop written by hand?")
def writes_training_loop(facts: Facts, answer: Answer) -> Finding:
    """Who writes the loop knows what a library's `fit` does: forward pass, loss, gradients, update.

    Seen: loops that compute gradients and step an optimizer (PyTorch, TensorFlow, JAX and kin), and models from scratch that fit in a
    loop.
    Not seen: loops hidden in another file than the gradient.
    """
    loops = loops_of_training(facts)
    if loops:
        return answer.yes("A loop computes gradients and updates the weights.", loops)
    own = from_scratch(facts)
    if own:
        return answer.yes("A model from scratch is fitted in a loop of its own.", own, Confidence.MEDIUM)
    return no_unless_unread(facts, answer, "No training loop written by hand was seen.")
