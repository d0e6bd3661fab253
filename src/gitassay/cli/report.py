"""`gitassay report RUN --format ...`: writes a run's report again, from its assessment alone."""

from pathlib import Path
from typing import Annotated

import typer

from gitassay.cli.browse import open_page
from gitassay.cli.console import answer
from gitassay.cli.exits import CommandError, Exit
from gitassay.cli.options import ENGLISH, Formats, Language, Open
from gitassay.llm.stored import read_summary
from gitassay.report.formats import UnknownFormatError, parse_formats, write_formats
from gitassay.report.pdf import PrintingError
from gitassay.review.blind import blind as hidden
from gitassay.review.decision import DecisionError, read_assessment, read_decisions


def report(
    run: Annotated[Path, typer.Argument(help="The folder of the run (it holds assessment.json).")],
    format: Formats = "html",
    out: Annotated[Path | None, typer.Option("--out", help="Write here instead of into the run's folder.")] = None,
    blind: Annotated[
        bool, typer.Option("--blind", help="Without who the candidate is, into the folder blind/; `gitassay reveal` tells it later.")
    ] = False,
    language: Language = ENGLISH,
    open: Open = False,
) -> None:
    """Write the report of a run in the formats asked for. Nothing is fetched and nothing judged again."""
    try:
        formats = parse_formats(format)
        assessment, folder = read_assessment(run), run
        summary = read_summary(run, assessment)
        if blind:  # the model's words name repositories
            assessment, folder, summary = hidden(assessment)[0], run / "blind", None
        written = write_formats(assessment, read_decisions(run), out or folder, formats, summary, language)
    except (DecisionError, UnknownFormatError, PrintingError) as error:
        raise CommandError(str(error), Exit.USAGE) from error
    answer("\n".join(str(path) for path in written))
    if open:
        open_page(written)
