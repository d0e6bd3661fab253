"""Whether chance is fixed, so that a run can be repeated."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.asking import libraries, places, unread
from gitassay.signals.signal import signal
from gitassay.signals.training import training_places


@signal("Are seeds fixed, so that runs can be repeated?")
def repeats_its_runs(facts: Facts, answer: Answer) -> Finding:
    """Without fixed seeds nobody can tell a better model from a lucky one.

    Seen: seeds of Python, NumPy and the usual frameworks, and the random state of splits and estimators.
    Not seen: whether every source of chance is fixed; seeds in files of settings.
    """
    if not training_places(facts):
        return unread(facts, answer) or answer.not_applicable("No model is trained.")
    uses = facts.uses("seed")
    if uses:
        return answer.yes(f"Seeds are fixed: {libraries(uses)}.", places(uses))
    return answer.no("No fixed seed was seen.")
