"""Whether a model is judged on more than one split."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import libraries, places, unread
from gitassay.signals.naming import own_functions
from gitassay.signals.signal import signal
from gitassay.signals.training import training_places

_OWN = re.compile(r"k_?fold|cross_?val", re.IGNORECASE)


@signal("Is the model cross-validated?")
def cross_validates(facts: Facts, answer: Answer) -> Finding:
    """One split can be lucky; several show how much a score varies.

    Seen: cross-validation, folds and validated searches of libraries, and own functions named after it.
    Not seen: folds prepared as files.
    """
    uses = facts.uses("cross_validation")
    if uses:
        return answer.yes(f"The model is cross-validated with {libraries(uses)}.", places(uses))
    if not training_places(facts):
        return unread(facts, answer) or answer.not_applicable("No model is trained.")
    own = own_functions(facts, _OWN)
    if own:
        return answer.yes("The model is cross-validated by code of the project.", [one.place for one in own], Confidence.MEDIUM)
    return answer.no("No cross-validation was seen.")
