"""Whether classes of unequal size are dealt with."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.asking import libraries, places, unread
from gitassay.signals.signal import signal
from gitassay.signals.training import training_places


@signal("Is imbalance between classes dealt with?")
def counters_imbalance(facts: Facts, answer: Answer) -> Finding:
    """Most real classes are rare: weights, resampling or a loss made for it show that the author looked at more than accuracy.

    Seen: weights of classes or samples, over- and undersampling, weighted samplers and losses of libraries.
    Not seen: thresholds moved by hand, and weights in files of settings or grids of a search.
    """
    if not training_places(facts):
        return unread(facts, answer) or answer.not_applicable("No model is trained.")
    uses = facts.uses("class_balance")
    if uses:
        return answer.yes(f"Imbalance between classes is dealt with by {libraries(uses)}.", places(uses))
    return answer.no("Nothing that deals with imbalance between classes was seen.")
