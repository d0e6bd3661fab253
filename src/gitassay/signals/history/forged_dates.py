"""Whether dates in the history can't be true."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.places import history_place
from gitassay.signals.signal import signal


@signal("Are there dates in the history that can't be true?")
def forged_dates(facts: Facts, answer: Answer) -> Finding:
    """Dates in git are what the author's computer says, so that an impossible one may be a wrong clock, an import, or made up.

    Seen: commits after the day of the assessment, before the account existed, or many within one second.
    Not seen: forged dates that are possible. A person has to look at the reason, so the answer is never yes.
    """
    history = facts.history
    if history.commits == 0:
        return answer.not_available("The history could not be read.")
    if history.forged:
        return answer.needs_review(f"Look at the dates: {' '.join(history.forged)}", history_place(facts), {"kinds": len(history.forged)})
    return answer.no("All dates in the history are possible.")
