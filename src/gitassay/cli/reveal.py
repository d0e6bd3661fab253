"""`gitassay reveal RUN --by NAME --reason WHY`: tells who a blind report is about, and keeps on record who asked."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from gitassay.cli.console import answer
from gitassay.cli.exits import CommandError, Exit
from gitassay.plain import visible
from gitassay.review.errors import DecisionError
from gitassay.review.reveal import reveal as reveal_run

KEY = "blind-key.json"


def reveal(
    run: Annotated[Path, typer.Argument(help="The folder of the run (it holds assessment.json).")],
    by: Annotated[str, typer.Option("--by", help="Your name, as it shall stand in the record.")],
    reason: Annotated[str, typer.Option("--reason", help="Why the identity is needed now.")],
) -> None:
    """Tell who a blind report is about and what its R1, R2 … are called; blind-key.json gets the links. The record gets your name."""
    try:
        key = reveal_run(run, by, reason, datetime.now(UTC).isoformat(timespec="seconds"))
    except DecisionError as error:
        raise CommandError(str(error), Exit.USAGE) from error
    (run / KEY).write_text(key.model_dump_json(indent=2) + "\n", encoding="utf-8")
    rows = [f"{key.pseudonym} is {visible(key.candidate.name, 200)}{f' ({key.candidate.url})' if key.candidate.url else ''}"]
    rows += [f"{row.called}  {visible(row.id, 200)}" for row in key.repositories]
    answer("\n".join([*rows, f"Links: {run / KEY}"]))
