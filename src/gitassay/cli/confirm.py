"""`gitassay confirm RUN decision.json --by NAME`: a person's decision becomes part of the run's record."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from gitassay.cli.console import answer
from gitassay.cli.exits import CommandError, Exit
from gitassay.cli.options import ENGLISH, Language
from gitassay.llm.stored import read_summary
from gitassay.model.final import final_total
from gitassay.report.formats import write_formats
from gitassay.review.decision import DecisionError, append_decision, read_assessment, read_decisions


def confirm(
    run: Annotated[Path, typer.Argument(help="The folder of the run (it holds assessment.json).")],
    decision: Annotated[Path, typer.Argument(help="The decision file that the page saved.")],
    by: Annotated[str, typer.Option("--by", help="Your name, as it shall stand in the record.")],
    language: Language = ENGLISH,
) -> None:
    """Check a decision, append it to the run's record, and write the final report and total."""
    try:
        entry = append_decision(run, decision, by=by, at=datetime.now(UTC).isoformat(timespec="seconds"))
        assessment = read_assessment(run)
        write_formats(assessment, read_decisions(run), run, ("html",), read_summary(run, assessment), language)
    except DecisionError as error:
        raise CommandError(str(error), Exit.USAGE) from error
    total = final_total(assessment, entry)
    answer(f"{total.statement}\nRecorded as decision {entry.number} by {entry.by}.\nReport: {run / 'report.html'}")
