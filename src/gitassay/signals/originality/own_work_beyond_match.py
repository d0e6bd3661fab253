"""How much of the code matches nothing known."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.known_work import own_lines
from gitassay.signals.places import counted, without_code
from gitassay.signals.signal import signal

LINES = 200
SHARE = 0.5


@signal("Is there own work beyond what matches known sources?")
def own_work_beyond_match(facts: Facts, answer: Answer) -> Finding:
    """What was added to a known base is the candidate's own and counts in full.

    Seen: code in files that match no indexed tutorial, example or template, as a share and in lines.
    Not seen: bases that are not in the index; lines are worked out from tokens, four to a line.
    """
    matches = facts.matches
    if matches is None:
        return answer.not_available("The index of tutorials can't be read.")
    if not matches.tokens:
        return without_code(facts, answer) or answer.not_applicable("There is too little code to compare.")
    share = 1 - matches.share
    lines = own_lines(matches)
    measures = {"own_share": round(share, 3), "own_lines": lines, "matched_tokens": matches.matched, "tokens": matches.tokens}
    own = sorted(matches.files, key=lambda file: (file.matched - file.tokens, file.path))
    places = [Place(file.path, 1, 1) for file in own if file.share < SHARE]
    said = f"{share:.0%} of the code, {counted(lines, 'line')}, matches no known source."
    if places and (share >= SHARE and lines >= LINES):
        return answer.yes(said, places, Confidence.MEDIUM, measures)
    if matches.share < SHARE:
        return answer.needs_review(f"{said} That is little code to judge by.", places, measures)
    return answer.no(said, [match.place for match in matches.regions if match.counts], measures=measures)
