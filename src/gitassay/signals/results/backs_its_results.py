"""Whether the figures a README reports come from this code."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import unread
from gitassay.signals.figures import Figure, in_files, in_notebooks, in_readme
from gitassay.signals.measuring import computed_metrics
from gitassay.signals.places import named
from gitassay.signals.signal import signal

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


@signal("Are the reported results backed by code or output in the repository?")
def backs_its_results(facts: Facts, answer: Answer) -> Finding:
    """A figure that the code here computes can be checked; one without code has to be believed.

    Seen: for a metric that the README reports, code that computes it, or the same figure in executed output or a result file.
    Not seen: whether running the code again gives the same figure. Without reported figures the question does not arise.
    """
    told = in_readme(facts.readme) if facts.readme else ()
    if not told:
        return answer.not_applicable("The README reports no figure that would need backing.")
    reported = sorted({one.metric for one in told})
    same = [one for one in (*in_files(facts), *in_notebooks(facts)) if any(_agrees(one, other) for other in told)]
    computed = [(metric, place) for metric, place in computed_metrics(facts) if metric in reported]
    backed = sorted({one.metric for one in same} | {metric for metric, _ in computed})
    measures = {"reported": ", ".join(reported), "backed": ", ".join(backed)}
    if backed:
        places = [*(one.place for one in same), *(place for _, place in computed), told[0].place]
        confidence = Confidence.HIGH if same else Confidence.MEDIUM
        return answer.yes(f"Reported figures are backed by the repository: {named(backed)}.", places, confidence, measures)
    missing = unread(facts, answer)
    if missing:
        return missing
    said = f"Nothing in the repository computes what the README reports: {named(reported)}."
    return answer.no(said, [one.place for one in told], Confidence.MEDIUM, measures)


def _agrees(one: Figure, other: Figure) -> bool:
    """Whether two figures of one metric are the same number, as a share or in percent, rounded to two digits."""
    if one.metric != other.metric:
        return False
    first, second = _NUMBER.search(one.value), _NUMBER.search(other.value)
    if not first or not second:
        return False
    left, right = float(first.group().replace(",", ".")), float(second.group().replace(",", "."))
    return any(abs(left - scaled) <= 0.006 * max(1.0, abs(left) / 10) for scaled in (right, right * 100, right / 100) if scaled)
