"""Whether a fork went beyond the project it started from."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer, Measures
from gitassay.signals.known_work import DEVELOPED, KnownWork, known_work, own_lines
from gitassay.signals.places import counted, history_place
from gitassay.signals.signal import signal

COMMITS = 10
DAYS = 3


@signal("Was the fork developed further?")
def fork_developed_further(facts: Facts, answer: Answer) -> Finding:
    """A fork is a copy by design; what the candidate added to it is what can be judged.

    Seen: a fork by the account's word, or a first commit that is a known source's, with own commits on several days or own code.
    Not seen: forks whose history was dropped, unless their code matches; whether the additions went back to the original.
    """
    work = known_work(facts)
    root = _known_root(facts)
    if not facts.source.fork and root is None:
        return answer.not_applicable("The repository is not a fork of a known project.")
    own, days = facts.history.own, facts.history.days
    if own is None:
        return answer.not_available("Nobody said which commits are the candidate's, so a fork can't be told from its origin.")
    lines = own_lines(facts.matches) if facts.matches else 0
    measures: Measures = {"own_commits": own, "days": days, "own_lines": lines, "origin": root or "not in the index"}
    origin = root or "another project"
    said = f"A fork of {origin} with {counted(own, 'own commit')} on {counted(days, 'day')}."
    if own >= COMMITS and days >= DAYS and _adds(work, root):
        return answer.yes(said, history_place(facts), Confidence.MEDIUM, measures)
    if own == 0:
        return answer.no(said, history_place(facts), measures=measures)
    return answer.needs_review(f"{said} Look at what was added.", history_place(facts), measures)


def _adds(work: KnownWork | None, root: str | None) -> bool:
    """Whether there is own code beyond a known origin; of an unknown one the commits must say it."""
    return root is None or work is None or work.matches.own >= DEVELOPED


def _known_root(facts: Facts) -> str | None:
    """The known source whose first commit is also this repository's, or None."""
    if facts.matches is None:
        return None
    roots = {commit.oid for commit in facts.snapshot.commits if commit.parents == 0}
    known = (share.source for share in facts.matches.sources)
    return next((source.name for source in known if roots & set(source.roots)), None)
