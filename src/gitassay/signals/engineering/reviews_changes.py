"""Whether changes come in through pull requests."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.places import counted, history_place
from gitassay.signals.signal import signal

CHANGES = 5
SHARE = 0.02
MAX_COMMITS = 5_000
_MERGED = re.compile(
    r"^Merge pull request #(\d{1,7}) from |^Merged in [^\n]{1,200}\(pull request #(\d{1,7})\)"
    r"|^[^\n]{1,300}\(#(\d{1,7})\)(?:\n|$)"
)
_MERGE_REQUEST = re.compile(r"^See merge request [^\s!]{0,200}!(\d{1,7})", re.MULTILINE)


@signal("Do changes come in through pull requests?")
def reviews_changes(facts: Facts, answer: Answer) -> Finding:
    """A change proposed before it is taken in can be looked at by somebody else, and by the automation.

    Seen: at least five different numbers of pull or merge requests in the messages of merges and squashed commits, one commit in fifty.
    Not seen: whether anybody looked at the change, and requests that were merged by rebasing. A message is what its author wrote, so the
    answer is of low confidence.
    """
    commits = facts.snapshot.commits[:MAX_COMMITS]
    if not commits:
        return answer.not_available("The history could not be read.")
    numbers = {number for one in commits if (number := _number(one.message))}
    measures = {"requests": len(numbers), "commits": len(commits)}
    said = f"{counted(len(numbers), 'pull request')} among {counted(len(commits), 'commit')}."
    if len(numbers) >= CHANGES and len(numbers) >= SHARE * len(commits):
        return answer.yes(said, history_place(facts), Confidence.LOW, measures)
    if facts.snapshot.truncated:
        return answer.not_available("Only part of the history was read.")
    return answer.no(said, measures=measures)


def _number(message: str) -> str:
    """The number of the pull or merge request that a message names, "" for none."""
    match = _MERGED.match(message) or _MERGE_REQUEST.search(message[:2_000])
    return next((group for group in match.groups() if group), "") if match else ""
