"""The table of many candidates, and the comparison of a few, as one offline page each. Neither ranks anybody."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from gitassay.model.assessment import Assessment
from gitassay.model.decision import DecisionEntry
from gitassay.plain import visible
from gitassay.report.csv import safe_cell
from gitassay.report.html import asset, page_style, policy, rendered, served_style
from gitassay.report.served import Visitor
from gitassay.report.summary import RunSummary
from gitassay.report.view import page_view
from gitassay.report.words import CONFIDENCE_WORDS, interval

FEWEST, MOST = 2, 4
COLUMNS = (
    "candidate",
    "state",
    "confirmed_by",
    "total_low",
    "total_high",
    "assessed",
    "of",
    "red_flags",
    "to_look_at",
    "lowest_confidence",
)
MORE_COLUMNS = ("repositories_read", "repositories_not_read", "as_of", "changes", "page", "assessment_sha256")


@dataclass(frozen=True, slots=True)
class Missed:
    """Somebody without an assessment: who, in which state, and why. That is not a low score."""

    candidate: str
    state: str
    reason: str


class IncomparableError(ValueError):
    """These runs can't stand side by side: why, and the one thing to do."""


def render_index(runs: Sequence[RunSummary], title: str = "Candidates", missed: Sequence[Missed] = ()) -> str:
    """The table, in the order of what needs attention; sortable and filterable where scripts run. `missed` stand below it."""
    ordered = sorted(runs, key=lambda run: run.urgency)
    style, script = page_style(), asset("index.js")
    titles = list(dict.fromkeys((score.category, score.title) for run in ordered for score in run.scores))
    return rendered(
        "index.html.j2",
        runs=ordered,
        missed=[Missed(visible(one.candidate, 200), one.state, visible(one.reason, 500)) for one in missed],
        titles=titles,
        heading=title,
        confirmed=sum(run.by is not None for run in ordered),
        rubrics=sorted({run.rubric for run in ordered}),
        style=Markup(style),
        script=Markup(script),
        policy=policy(style, script),
    )


def render_index_csv(runs: Sequence[RunSummary], missed: Sequence[Missed] = ()) -> str:
    """The same table for spreadsheets, with no cell that one would run. Who is missed has a state and no number."""
    categories = list(dict.fromkeys(score.category for run in runs for score in run.scores))
    table = io.StringIO(newline="")
    writer = csv.writer(table, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([*COLUMNS, *(safe_cell(category) for category in categories), *MORE_COLUMNS])
    for run in sorted(runs, key=lambda run: run.urgency):
        scores = {score.category: score.shown for score in run.scores}
        head = (run.candidate, run.state, run.by or "", f"{run.low:g}", f"{run.high:g}", str(run.assessed), str(len(run.scores)))
        counts = (str(run.red), str(run.attention), CONFIDENCE_WORDS[run.confidence])
        named = ("not assessed" if scores.get(category) is None else str(scores[category]) for category in categories)
        tail = (str(run.read), str(run.unread), run.as_of, "; ".join(run.changes), run.link, run.sha256)
        writer.writerow([safe_cell(cell) for cell in (*head, *counts, *named, *tail)])
    empty = [""] * (len(COLUMNS) - 2 + len(categories) + len(MORE_COLUMNS))
    for one in missed:
        writer.writerow([safe_cell(one.candidate), safe_cell(" ".join((one.state, one.reason)).strip()), *empty])
    return table.getvalue()


def render_comparison(runs: Sequence[tuple[Assessment, Sequence[DecisionEntry]]], visitor: Visitor | None = None) -> str:
    """Two to four candidates side by side, a category a row, with evidence and anchors beside the numbers; a server names its `visitor`.

    Raises:
        IncomparableError: too few or too many, or judged by different rubrics.
    """
    if not FEWEST <= len(runs) <= MOST:
        raise IncomparableError(f"{len(runs)} runs were named. Name {FEWEST} to {MOST}.")
    rubrics = {(one.rubric.sha256, one.rubric.profile) for one, _ in runs}
    if len(rubrics) > 1:
        raise IncomparableError(
            "They were judged by different rubrics or profiles: their numbers mean different things. Assess all by one."
        )
    pages = [page_view(assessment, decisions) for assessment, decisions in runs]
    totals = [
        interval(page.decision.total.low, page.decision.total.high)
        if page.decision and page.decision.total
        else interval(page.assessment.total.low, page.assessment.total.high)
        for page in pages
    ]
    style, forms = (served_style(), "'self'") if visitor else (page_style(), "'none'")
    names = [visible(page.assessment.candidate.name, 120) for page in pages]
    values = {"visitor": visitor, "style": Markup(style), "policy": policy(style, forms=forms)}
    return rendered("compare.html.j2", pages=pages, names=names, totals=totals, **values)
