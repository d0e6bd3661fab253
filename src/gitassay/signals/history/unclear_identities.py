"""Whether names and addresses in the history leave open whose work it is."""

from gitassay.facts.facts import Facts
from gitassay.facts.identities import unclear_identities as unclear
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.places import history_place
from gitassay.signals.signal import signal


@signal("Do names and addresses in the history leave open whose work it is?")
def unclear_identities(facts: Facts, answer: Answer) -> Finding:
    """Anybody can commit under any name and address, so that what does not fit together is worth a question, and no more than that.

    Seen: most commits under the candidate's addresses recorded by somebody else, four unlike names under them, and a `.mailmap` that puts
    commits of other addresses under the candidate's.
    Not seen: a stranger's commits under the candidate's address that fit together. A person has to ask, so the answer is never yes.
    """
    history = facts.history
    if history.commits == 0:
        return answer.not_available("The history could not be read.")
    if history.own is None:
        return answer.not_available("Nobody said under which addresses the candidate commits.")
    found = unclear(facts.snapshot.commits, facts.identity, facts.texts.text(".mailmap") or "")
    if found:
        return answer.needs_review(f"Ask whose work it is: {' '.join(found)}", history_place(facts), {"kinds": len(found)})
    return answer.no("Names and addresses in the history fit together.")
