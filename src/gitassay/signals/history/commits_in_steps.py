"""Whether the work was committed in steps that can be followed."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.places import counted, history_place
from gitassay.signals.signal import signal

COMMITS = 10
DAYS = 3
LARGEST = 0.6


@signal("Was the work committed in steps?")
def commits_in_steps(facts: Facts, answer: Answer) -> Finding:
    """Steps of a size one can read let a reviewer follow how the work came about.

    Seen: at least ten own commits on three days or more, none of which brought more than three fifths of all changes.
    Not seen: whether each step makes sense, and steps that were squashed before they were published.
    """
    history = facts.history
    if history.commits == 0:
        return answer.not_available("The history could not be read.")
    commits = history.commits if history.own is None else history.own
    measures = {"commits": commits, "days": history.days, "largest_share": round(history.largest_share, 3)}
    said = (
        f"{counted(commits, 'commit')} on {counted(history.days, 'day')}; the largest brought {history.largest_share:.0%} of all changes."
    )
    if commits >= COMMITS and history.days >= DAYS and history.largest_share <= LARGEST:
        return answer.yes(said, history_place(facts), Confidence.LOW if history.own is None else Confidence.HIGH, measures)
    if facts.snapshot.truncated:
        return answer.not_available("Only part of the history was read.")
    return answer.no(said, measures=measures)
