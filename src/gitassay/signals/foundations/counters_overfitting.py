"""Whether overfitting is countered."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import last_part, libraries, places, unread
from gitassay.signals.naming import own_functions
from gitassay.signals.signal import signal
from gitassay.signals.training import loops_of_training, training_places

_OWN = re.compile(r"early_?stop|dropout|regulari[sz]|augment", re.IGNORECASE)
_PATIENCE = re.compile(r"^_?(?:patience|early_stopping\w*|epochs_no_improve|no_improve\w*)$", re.IGNORECASE)


@signal("Is overfitting countered?")
def counters_overfitting(facts: Facts, answer: Answer) -> Finding:
    """Early stopping, dropout, penalties, augmentation and learning curves show that the author knows why models fail on new data.

    Seen: these measures of libraries in use, and own code named after them.
    Not seen: simple models chosen on purpose, and settings in files the code reads.
    """
    if not training_places(facts):
        return unread(facts, answer) or answer.not_applicable("No model is trained.")
    uses = facts.uses("regularisation")
    if uses:
        return answer.yes(f"Overfitting is countered by {libraries(uses)}.", places(uses))
    own = [one.place for one in own_functions(facts, _OWN)]
    trained = {place.path for place in loops_of_training(facts)}
    own += [
        Place(unit.path, one.line, one.line)
        for unit in facts.code.own
        if unit.path in trained
        for one in unit.assignments
        if _PATIENCE.match(last_part(one.target)[:60])
    ]
    if own:
        return answer.yes("Overfitting is countered by code of the project.", own, Confidence.MEDIUM)
    return answer.no("Nothing that counters overfitting was seen.")
