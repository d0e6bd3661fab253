"""The table of many candidates, and the comparison of a few, as one offline page each. Neither ranks anybody."""

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from gitassay.model.assessment import Assessment
from gitassay.model.decision import DecisionEntry
from gitassay.plain import visible
from gitassay.report.csv import safe_cell
from gitassay.report.html import asset, page_style, policy, rendered, served_style, streamed
from gitassay.report.language import gettext, speaking
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


@dataclass(frozen=True, slots=True)
class Listing:
    """Many runs in the order in which they are shown, and what the page says of all. `runs` and `missed` may be read as they are shown.

    `titles` are ids and titles of categories, `rubrics` those by which any of the runs was judged.
    """

    runs: Collection[RunSummary]
    titles: tuple[tuple[str, str], ...]
    rubrics: tuple[str, ...]
    confirmed: int
    missed: Collection[Missed] = ()

    @staticmethod
    def of(runs: Iterable[RunSummary], missed: Sequence[Missed] = ()) -> "Listing":
        """The listing of runs that are in memory anyway, in the order of what needs attention."""
        ordered = sorted(runs, key=lambda run: run.urgency)
        titles = tuple(dict.fromkeys((score.category, score.title) for run in ordered for score in run.scores))
        return Listing(ordered, titles, tuple(sorted({run.rubric for run in ordered})), sum(run.by is not None for run in ordered), missed)


def render_index(runs: Iterable[RunSummary], title: str = "", missed: Sequence[Missed] = (), language: str | None = None) -> str:
    """The table, in the order of what needs attention; sortable and filterable where scripts run. `missed` stand below it."""
    return "".join(index_page(Listing.of(runs, missed), title, language))


def render_index_csv(runs: Iterable[RunSummary], missed: Sequence[Missed] = ()) -> str:
    """The same table for spreadsheets, with no cell that one would run. Who is missed has a state and no number."""
    return "".join(index_csv(Listing.of(runs, missed)))


def index_page(listing: Listing, title: str = "", language: str | None = None) -> Iterator[str]:
    """The page, piece by piece."""
    style, script = page_style(), asset("index.js")
    with speaking(language):
        yield from streamed(
            "index.html.j2",
            runs=listing.runs,
            missed=listing.missed,
            titles=listing.titles,
            heading=title or gettext("Candidates"),
            confirmed=listing.confirmed,
            rubrics=listing.rubrics,
            style=Markup(style),
            script=Markup(script),
            policy=policy(style, script),
        )


def index_csv(listing: Listing) -> Iterator[str]:
    """The spreadsheet's table, line by line."""
    categories = list(dict.fromkeys(category for category, _ in listing.titles))
    yield _line([*COLUMNS, *categories, *MORE_COLUMNS])
    for run in listing.runs:
        scores = {score.category: score.shown for score in run.scores}
        head = (run.candidate, run.state, run.by or "", f"{run.low:g}", f"{run.high:g}", str(run.assessed), str(len(run.scores)))
        counts = (str(run.red), str(run.attention), CONFIDENCE_WORDS[run.confidence])
        named = ("not assessed" if scores.get(category) is None else str(scores[category]) for category in categories)
        tail = (str(run.read), str(run.unread), run.as_of, "; ".join(run.changes), run.link, run.sha256)
        yield _line([*head, *counts, *named, *tail])
    empty = [""] * (len(COLUMNS) - 2 + len(categories) + len(MORE_COLUMNS))
    for one in listing.missed:
        yield _line([one.candidate, " ".join((one.state, one.reason)).strip(), *empty])


def _line(cells: Sequence[str]) -> str:
    line = io.StringIO(newline="")
    csv.writer(line, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow([safe_cell(cell) for cell in cells])
    return line.getvalue()


def render_comparison(
    runs: Sequence[tuple[Assessment, Sequence[DecisionEntry]]], language: str | None = None, visitor: Visitor | None = None
) -> str:
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
    with speaking(language):
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
