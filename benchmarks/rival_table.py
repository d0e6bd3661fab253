"""What the runs of several tools come to, as a table: counts, ratios to gitassay in the same run, moves of the score, ROC AUC."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from engineered import auc, interval
from rival_runs import Run
from rival_tools import Rival

OURS = "gitassay"
ABSENT = "–"


@dataclass
class Told:
    """All runs of one tool; `unable` says why there are none."""

    rival: Rival
    unable: str = ""
    first: dict[str, Run] = field(default_factory=dict)
    """By repository, as is every mapping here."""
    second: dict[str, Run] = field(default_factory=dict)
    altered: dict[str, dict[str, Run]] = field(default_factory=dict)
    """By what was altered."""
    labelled: dict[str, tuple[bool, Run]] = field(default_factory=dict)
    """Whether people called it engineered."""

    @property
    def failures(self) -> dict[str, str]:
        """Why there is no score, by repository, in the order of the runs."""
        runs = [*self.first.items(), *((name, run) for name, (_, run) in self.labelled.items())]
        return {name: run.failure for name, run in runs if run.failure}


def ran(told: Told) -> str:
    runs = list(_runs(told))
    return f"{sum(run.score is not None for run in runs)} of {len(runs)}"


def _runs(told: Told) -> Iterable[Run]:
    yield from told.first.values()
    yield from (run for _, run in told.labelled.values())


def ratio(told: Told, ours: Told, spent: Callable[[Run], float]) -> str:
    """The median over repositories, and its range; only where both came to an answer."""
    both = [(run, ours.first[name]) for name, run in told.first.items() if name in ours.first]
    both = [(run, mine) for run, mine in both if run.score is not None and mine.score is not None]
    ratios = sorted(spent(run) / spent(mine) for run, mine in both if spent(mine))
    if not ratios:
        return ABSENT
    return "1" if told is ours else f"{median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})"


def memory(told: Told) -> str:
    peaks = [run.megabytes for run in _runs(told) if run.score is not None]
    return f"{max(peaks):.0f} MB" if peaks else ABSENT


def same_again(told: Told) -> str:
    """On how many repositories a second run wrote the same bytes, and without the field that tells the time."""
    pairs = [(run.answer, told.second[name].answer) for name, run in told.first.items() if run.score is not None and name in told.second]
    if not pairs:
        return ABSENT
    exact = sum(one == two for one, two in pairs)
    if exact == len(pairs) or not told.rival.clock:
        return f"{exact} of {len(pairs)}"
    steady = sum(told.rival.without_clock(one) == told.rival.without_clock(two) for one, two in pairs)
    return f"{steady} of {len(pairs)} without `{told.rival.clock}` ({exact} with it)"


def moves(told: Told, what: str) -> list[float]:
    """How far the score moved on each repository, in percent of its scale."""
    pairs = [(told.first[name].score, run.score) for name, run in told.altered.get(what, {}).items()]
    return [100 * (after - before) / told.rival.scale for before, after in pairs if before is not None and after is not None]


def moved(told: Told, what: str) -> str:
    found = moves(told, what)
    if not found:
        return ABSENT
    some = [move for move in found if abs(move) > 1e-9]
    if not some:
        return f"0 on all {len(found)}"
    return f"{min(some):+.1f} to {max(some):+.1f} on {len(some)} of {len(found)}"


def separation(told: Told) -> str:
    """ROC AUC on the labelled repositories that it came to a score on, with its 95% interval."""
    rows = [(engineered, run.score) for engineered, run in told.labelled.values() if run.score is not None]
    if len({engineered for engineered, _ in rows}) < 2:
        return ABSENT
    low, high = interval(rows)
    return f"{auc(rows):.3f} ({low:.3f} to {high:.3f}), {len(rows)} of {len(told.labelled)}"


def table(tools: Sequence[Told], alterations: Sequence[str]) -> str:
    """Markdown: a column a tool, a row a question, then who failed and why."""
    ours = next(told for told in tools if told.rival.name == OURS)
    questions: list[tuple[str, Callable[[Told], str]]] = [
        ("comes to a score on", ran),
        ("CPU time, gitassay 1: median (range)", lambda told: ratio(told, ours, lambda run: run.cpu)),
        ("wall time, gitassay 1: median (range)", lambda told: ratio(told, ours, lambda run: run.wall)),
        ("peak memory of its largest process", memory),
        ("a second run writes the same bytes", same_again),
        ("total score", lambda told: told.rival.scores),
        *((f"{what}: score moves, % of its scale", lambda told, what=what: moved(told, what)) for what in alterations),
    ]
    if any(told.labelled for told in tools):
        questions.append(("engineered or not: ROC AUC (95%), scored", separation))
    running = [told for told in tools if not told.unable]
    lines = ["| question | " + " | ".join(told.rival.title for told in running) + " |", "| --- |" + " --- |" * len(running)]
    lines += ["| " + " | ".join([question, *(answer(told) for told in running)]) + " |" for question, answer in questions]
    return "\n".join([*lines, "", *_remarks(tools)])


def levels_changed(told: Told, what: str) -> str:
    """On how many repositories a suggested level is another one; those are what gitassay tells a reader, not the practices seen."""
    pairs = [(told.first[name].answer, run.answer) for name, run in told.altered.get(what, {}).items() if run.score is not None]
    changed = sum(_levels(before) != _levels(after) for before, after in pairs)
    return f"{changed} of {len(pairs)}"


def _levels(answer: str) -> dict[str, object]:
    return {row["id"]: row["suggested"] for row in json.loads(answer)["categories"]}


def _remarks(tools: Sequence[Told]) -> list[str]:
    lines = [
        f"- gitassay's suggested levels with a {what}: changed on {levels_changed(told, what)} repositories."
        for told in tools
        if told.rival.name == OURS
        for what in told.altered
    ]
    lines += [f"- {told.rival.title}: not run here; {told.unable}." for told in tools if told.unable]
    for told in tools:
        lines += [f"- {told.rival.title} on {name}: {why}" for name, why in told.failures.items()]
    return lines
