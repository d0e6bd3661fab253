"""Whether the candidate wrote most of the repository."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.places import counted, history_place
from gitassay.signals.signal import signal

SHARE = 0.5


@signal("Did the candidate make most of the commits?")
def share_of_authorship(facts: Facts, answer: Answer) -> Finding:
    """What is found in a repository says something about the candidate as far as the candidate wrote it.

    Seen: the share of commits whose raw e-mail address is known to be the candidate's; a `.mailmap` changes nothing.
    Not seen: commits under addresses that nobody named, and work in pairs recorded under one name. Where no commit at all can be tied to
    the candidate, an unlinked address and somebody else's work look the same: a person has to look.
    """
    history = facts.history
    if history.commits == 0:
        return answer.not_available("The history could not be read.")
    share = history.share()
    if share is None or history.own is None:
        return answer.not_available("Nobody said under which addresses the candidate commits.")
    measures = {"own_commits": history.own, "commits": history.commits, "authors": history.authors, "share": round(share, 3)}
    said = f"{history.own} of {counted(history.commits, 'commit')} ({share:.0%}) are the candidate's."
    if history.own == 0:
        message = f"None of {counted(history.commits, 'commit')} can be tied to the candidate. Check that the work is theirs."
        return answer.needs_review(message, history_place(facts), measures)
    if share >= SHARE:
        return answer.yes(said, history_place(facts), measures=measures)
    return answer.no(said, measures=measures)
