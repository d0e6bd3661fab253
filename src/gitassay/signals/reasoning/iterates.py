"""Whether the work was improved in rounds."""

from collections import Counter

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.places import counted, history_place
from gitassay.signals.signal import signal

COMMITS = 8
DAYS = 4
REVISED = 3
DAY = 86_400


@signal("Was the work improved in rounds over several days?")
def iterates(facts: Facts, answer: Answer) -> Finding:
    """Coming back to the same code on other days shows that it was tried, judged and made better.

    Seen: at least eight own commits on four days or more, with three or more source files changed again on a later day.
    Not seen: rounds that were squashed into one commit, and what the changes were.
    """
    if not facts.snapshot.commits:
        return answer.not_available("The history could not be read.")
    everybody = facts.history.own is None
    own = [one for one in facts.snapshot.commits if one.parents < 2 and (everybody or facts.identity.wrote(one.author_email))]
    sources = {unit.path for unit in facts.code.own}
    days = {one.author_time // DAY for one in own}
    touched = Counter(path for path, _ in {(path, one.author_time // DAY) for one in own for path in one.paths if path in sources})
    revised = sorted(path for path, count in touched.items() if count > 1)
    measures = {"commits": len(own), "days": len(days), "revised_files": len(revised)}
    revisions = counted(len(revised), "source file")
    said = f"{counted(len(own), 'commit')} on {counted(len(days), 'day')}; {revisions} changed on more than one day."
    if len(own) >= COMMITS and len(days) >= DAYS and len(revised) >= min(REVISED, max(len(sources), 1)):
        return answer.yes(said, history_place(facts), Confidence.LOW if everybody else Confidence.HIGH, measures)
    if facts.snapshot.truncated:
        return answer.not_available("Only part of the history was read.")
    return answer.no(said, measures=measures)
