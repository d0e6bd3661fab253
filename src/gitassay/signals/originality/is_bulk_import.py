"""Whether nearly everything came with one commit."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.places import counted, history_place
from gitassay.signals.signal import signal

SHARE = 0.9
FILES = 10


@signal("Did nearly all of the work arrive in one commit?")
def is_bulk_import(facts: Facts, answer: Answer) -> Finding:
    """When everything arrives at once, the history can't tell how, or by whom, it was made.

    Seen: one commit that brought at least nine tenths of all changed paths, in a repository of ten files or more.
    Not seen: why; publishing private work, moving hosts and squashing look the same, so a person has to look and the answer is never yes.
    """
    history = facts.history
    if history.commits == 0:
        return answer.not_available("The history could not be read.")
    if len(facts.snapshot.files) < FILES:
        return answer.not_applicable("The repository is too small for this question.")
    measures = {"commits": history.commits, "largest_share": round(history.largest_share, 3)}
    if history.largest_share >= SHARE:
        said = (
            f"One of {counted(history.commits, 'commit')} brought {history.largest_share:.0%} of the changes. Ask how the work came about."
        )
        return answer.needs_review(said, history_place(facts), measures)
    return answer.no(f"The largest commit brought {history.largest_share:.0%} of the changes.", measures=measures)
