"""Whether the figures that documents report come from this code."""

from gitassay.facts.facts import Facts
from gitassay.facts.results import Backing
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import unread
from gitassay.signals.places import named
from gitassay.signals.signal import signal


@signal("Are the reported results backed by code or output in the repository?")
def backs_its_results(facts: Facts, answer: Answer) -> Finding:
    """A figure that the code here computes can be checked; one without code has to be believed.

    Seen: for a metric that the README, a model card or another document reports, code that computes it, or the same figure in
    executed output or a result file.
    Not seen: whether running the code again gives the same figure. Without reported figures the question does not arise.
    """
    told = facts.results.told
    if not told:
        return answer.not_applicable("No document reports a figure that would need backing.")
    reported = sorted({row.result.metric.name for row in told})
    behind = [row for row in told if row.place]
    backed = sorted({row.result.metric.name for row in behind})
    claimed = sorted(set(reported) - set(backed))
    measures = {"reported": ", ".join(reported), "backed": ", ".join(backed), "claimed_only": ", ".join(claimed)}
    if behind:
        ranked = sorted(behind, key=lambda row: row.backing is not Backing.SAME_NUMBER)
        places = [*dict.fromkeys(row.place for row in ranked if row.place), behind[0].result.place]
        confidence = Confidence.HIGH if ranked[0].backing is Backing.SAME_NUMBER else Confidence.MEDIUM
        rest = f" Nothing here computes {named(claimed)}." if claimed else ""
        return answer.yes(f"Reported figures are backed by the repository: {named(backed)}.{rest}", places, confidence, measures)
    missing = unread(facts, answer)
    if missing:
        return missing
    said = f"Nothing in the repository computes what its documents report: {named(reported)}."
    return answer.no(said, [row.result.place for row in told], Confidence.MEDIUM, measures)
