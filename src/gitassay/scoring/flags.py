"""Green and red flags of the rubric, per repository."""

from gitassay.model.assessment import Flag
from gitassay.model.finding import Finding
from gitassay.model.outcome import Outcome
from gitassay.model.rubric import Rubric, Worth
from gitassay.scoring.evidence import Evidence


def raise_flags(rubric: Rubric, evidence: Evidence) -> tuple[Flag, ...]:
    """Every flag that a finding of a repository with own code raises, red before green, then by repository and signal."""
    flags = [
        flag
        for repository in sorted(evidence.weighty)
        for signal, finding in evidence.by_repository[repository].items()
        if signal in rubric.signals
        for flag in _flags(rubric.signals[signal], finding, repository, evidence.id(repository, signal))
    ]
    return tuple(sorted(flags, key=lambda flag: (flag.polarity == "green", flag.repository, flag.signal)))


def _flags(worth: Worth, finding: Finding, repository: str, one: str) -> list[Flag]:
    if finding.discount is not None or finding.outcome not in (Outcome.YES, Outcome.NO):
        return []
    said_yes = finding.outcome is Outcome.YES
    green = worth.green if said_yes else worth.green_on_no
    red = worth.red if said_yes else worth.red_on_no
    flags: list[Flag] = []
    if green:
        flags.append(Flag(signal=finding.signal, polarity="green", repository=repository, message=green, finding=one))
    if red:
        flags.append(
            Flag(signal=finding.signal, polarity="red", repository=repository, message=red, finding=one, explanation=worth.explanation)
        )
    return flags
