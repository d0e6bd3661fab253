"""Whether commit messages say why something changed."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.model.snapshot import Commit
from gitassay.signals.answer import Answer
from gitassay.signals.places import counted, history_place
from gitassay.signals.signal import signal

COMMITS = 5
SHARE = 0.2
BODY_WORDS = 6
MAX_COMMITS = 5_000
_WHY = re.compile(
    r"\b(?:because|so that|in order to|since|due to|to (?:avoid|prevent|allow|support|reduce|fix|make|keep)|otherwise"
    r"|instead of|rather than|fixes #\d+|closes #\d+)\b",
    re.IGNORECASE,
)
_TRAILER = re.compile(
    r"^(?:co-authored-by|signed-off-by|reviewed-by|change-id|generated|🤖|\*? ?[0-9a-f]{7,40}\b|https?://)", re.IGNORECASE
)
_ROUTINE = re.compile(
    r"^(?:merge (?:branch|pull request|remote)|revert \"|bump |initial commit|add files via upload|update readme)", re.IGNORECASE
)


@signal("Do commit messages say why things changed?")
def explains_changes(facts: Facts, answer: Answer) -> Finding:
    """A reason in a message lets others understand a change long after it was made.

    Seen: the share of own commits, merges and routine apart, whose message has a body of some words or a clause of reason.
    Not seen: reasons given in pull requests only, and messages in other languages than English as far as the clause goes.
    """
    everybody = facts.history.own is None
    own = [
        one
        for one in facts.snapshot.commits[:MAX_COMMITS]
        if one.parents < 2 and (everybody or facts.identity.wrote(one.author_email)) and not _ROUTINE.match(one.message.strip())
    ]
    if not facts.snapshot.commits:
        return answer.not_available("The history could not be read.")
    if len(own) < COMMITS:
        return answer.not_applicable(f"There are too few commits with a message of their own ({len(own)}).")
    explained = [one for one in own if _explains(one)]
    share = len(explained) / len(own)
    measures = {"commits": len(own), "explained": len(explained), "share": round(share, 3)}
    said = f"A reason or a description is given in {len(explained)} of {counted(len(own), 'commit message')}."
    if share >= SHARE:
        return answer.yes(said, history_place(facts), measures=measures)
    return answer.no(said, measures=measures)


def _explains(commit: Commit) -> bool:
    lines = [line.strip() for line in commit.message[:5_000].split("\n")]
    body = [line for line in lines[1:] if line and not _TRAILER.match(line)]
    return bool(_WHY.search(lines[0][:500])) or sum(len(line.split()) for line in body) >= BODY_WORDS
