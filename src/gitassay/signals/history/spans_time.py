"""Whether the work went on over some time."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.places import counted, history_place
from gitassay.signals.signal import signal

SPAN = 30
DAYS = 5
DAY = 86_400


@signal("Did the work go on over at least a month?")
def spans_time(facts: Facts, answer: Answer) -> Finding:
    """Work that went on for weeks met the questions that come up only then.

    Seen: own commits on at least five days, with at least thirty days between the first and the last. Dates are as claimed by the author.
    Not seen: work before the first commit, and dates that can't be true, which are left out.
    """
    history = facts.history
    if history.commits == 0:
        return answer.not_available("The history could not be read.")
    if history.first is None or history.last is None:
        return answer.no("No commit of the candidate with a believable date was found.")
    span = (history.last - history.first) // DAY
    measures = {"days_between": int(span), "active_days": history.days, "months": len(history.months)}
    said = f"Work on {counted(history.days, 'day')} over {counted(int(span) + 1, 'day')}."
    if span >= SPAN and history.days >= DAYS:
        return answer.yes(said, history_place(facts), Confidence.LOW if history.own is None else Confidence.HIGH, measures)
    if facts.snapshot.truncated:
        return answer.not_available("Only part of the history was read.")
    return answer.no(said, measures=measures)
