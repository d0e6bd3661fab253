"""Green and red flags of the rubric, per repository, and its flag table for the candidate."""

from collections.abc import Mapping

from gitassay.model.assessment import Flag, FlagTableRow
from gitassay.model.finding import Finding
from gitassay.model.outcome import Outcome
from gitassay.model.rubric import FlagRow, Requirement, Rubric
from gitassay.scoring.evidence import Evidence

_TOLD = frozenset({Outcome.YES, Outcome.NO, Outcome.NOT_APPLICABLE})


def raise_flags(rubric: Rubric, evidence: Evidence) -> tuple[Flag, ...]:
    """Every flag that a finding of a repository with own code raises, red before green, then by repository and signal.

    A signal of the flag table raises its flag only where its row holds as a whole.
    """
    flags = [
        flag
        for repository in sorted(evidence.weighty)
        for signal, finding in evidence.by_repository[repository].items()
        if signal in rubric.signals
        for flag in _flags(rubric, finding, repository, evidence)
    ]
    return tuple(sorted(flags, key=lambda flag: (flag.polarity == "green", flag.repository, flag.signal)))


def flag_table(rubric: Rubric, evidence: Evidence) -> tuple[FlagTableRow, ...]:
    """Each row of the rubric's table with the repositories in which it was seen, was not, or could not be told."""
    rows = []
    for row in rubric.flags:
        states = {repository: _state(row, evidence.by_repository[repository]) for repository in sorted(evidence.weighty)}
        seen, not_seen, unknown = (tuple(name for name, state in states.items() if state is wanted) for wanted in (True, False, None))
        rows.append(
            FlagTableRow(
                id=row.id, polarity=row.polarity, title=row.title, text=row.text, seen=seen, not_seen=not_seen, not_measured=unknown
            )
        )
    return tuple(rows)


def _state(row: FlagRow, findings: Mapping[str, Finding]) -> bool | None:
    """Whether all of a row's requirements hold; None when an answer that was not measured decides it."""
    states = [_need(need, findings) for need in row.require]
    return False if False in states else None if None in states else True


def _need(need: Requirement, findings: Mapping[str, Finding]) -> bool | None:
    states = [_term(term, findings) for term in need.terms]
    least = len(states) if need.all else need.at_least or 1
    if states.count(True) >= least:
        return True
    return None if states.count(True) + states.count(None) >= least else False


def _term(term: str, findings: Mapping[str, Finding]) -> bool | None:
    """Whether a finding says what a term asks for; what is discounted says nothing, and what does not apply is no fault."""
    finding = findings.get(term.removeprefix("not "))
    if finding is None or finding.outcome not in _TOLD:
        return None
    wanted = Outcome.NO if term.startswith("not ") else Outcome.YES
    return finding.outcome is wanted and finding.discount is None


def _flags(rubric: Rubric, finding: Finding, repository: str, evidence: Evidence) -> list[Flag]:
    if finding.discount is not None or finding.outcome not in (Outcome.YES, Outcome.NO):
        return []
    worth, said_yes = rubric.signals[finding.signal], finding.outcome is Outcome.YES
    messages = {"green": worth.green if said_yes else worth.green_on_no, "red": worth.red if said_yes else worth.red_on_no}
    flags = []
    for polarity, message in messages.items():
        row = next((row for row in rubric.flags if row.polarity == polarity and finding.signal in row.signals), None)
        if message and (row is None or _state(row, evidence.by_repository[repository])):
            flags.append(
                Flag(
                    signal=finding.signal,
                    polarity="red" if polarity == "red" else "green",
                    repository=repository,
                    message=message,
                    finding=evidence.id(repository, finding.signal),
                    explanation=worth.explanation if polarity == "red" else None,
                    row=row.id if row else None,
                )
            )
    return flags
