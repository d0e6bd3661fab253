"""`gitassay index FOLDER` and `gitassay compare RUN RUN`: pages about many candidates, made from finished runs alone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from gitassay.cli.browse import open_page
from gitassay.cli.console import answer
from gitassay.cli.exits import CommandError, Exit
from gitassay.cli.options import ENGLISH, Language, Open
from gitassay.report.index import IncomparableError, render_comparison, render_index, render_index_csv
from gitassay.report.summary import RunSummary, summarise
from gitassay.review.decision import ASSESSMENT, read_assessment, read_decisions
from gitassay.review.errors import DecisionError

PAGE = "report.html"


def index(
    folder: Annotated[Path, typer.Argument(help="A folder that holds runs, such as reports/runs.")] = Path("reports/runs"),
    title: Annotated[str | None, typer.Option("--title", help="The heading of the page; without it, Candidates.")] = None,
    language: Language = ENGLISH,
    open: Open = False,
) -> None:
    """Write index.html and index.csv: one row a candidate, the newest run of each, what needs attention first."""
    runs = sorted(path.parent for path in folder.rglob(ASSESSMENT))
    if not runs:
        raise CommandError(f"{folder} holds no run. Assess somebody first, or name the folder of the runs.", Exit.NOTHING)
    rows, broken = [], []
    for name, group in _by_candidate(folder, runs):
        try:
            rows.append(_newest(folder, group))
        except DecisionError as error:
            broken.append(f"{name}: {error}")
    written = [(folder / "index.html", render_index(rows, title or "", language=language)), (folder / "index.csv", render_index_csv(rows))]
    for path, text in written:
        path.write_bytes(text.encode())
    answer("\n".join(str(path) for path, _ in written))
    if broken:
        raise CommandError(f"{len(broken)} of {len(rows) + len(broken)} were left out. {broken[0]}", Exit.PARTIAL)
    if open:
        open_page([written[0][0]])


def compare(
    runs: Annotated[list[Path], typer.Argument(metavar="RUN", help="Two to four folders of runs.")],
    out: Annotated[Path, typer.Option("--out", help="The page to write.")] = Path("compare.html"),
    language: Language = ENGLISH,
    open: Open = False,
) -> None:
    """Write a page with two to four candidates side by side; only what one rubric judged can be compared."""
    try:
        page = render_comparison([(read_assessment(run), read_decisions(run)) for run in runs], language)
    except (IncomparableError, DecisionError) as error:
        raise CommandError(str(error), Exit.USAGE) from error
    out.write_bytes(page.encode())
    answer(str(out))
    if open:
        open_page([out])


def _by_candidate(folder: Path, runs: list[Path]) -> Iterator[tuple[str, list[Path]]]:
    """Runs below one folder are one candidate's; a run right in the folder stands for itself."""
    groups: dict[str, list[Path]] = {}
    for run in runs:
        parts = run.relative_to(folder).parts
        groups.setdefault(parts[0] if parts else ".", []).append(run)
    yield from sorted(groups.items())


def _newest(folder: Path, runs: list[Path]) -> RunSummary:
    """The newest run by the time it was made, told against the one before it."""
    read = sorted(((run, read_assessment(run)) for run in runs), key=lambda pair: (pair[1].generated_at, str(pair[0])))
    before: RunSummary | None = None
    for run, assessment in read[-2:]:
        link = (run / PAGE).relative_to(folder).as_posix()
        before = summarise(link, assessment, read_decisions(run, assessment), before)
    assert before is not None
    return before
