"""`gitassay untranslated RUN --language CODE`: what a run's page says in English for want of a translation."""

from pathlib import Path
from typing import Annotated

import typer

from gitassay.cli.console import answer
from gitassay.cli.exits import CommandError, Exit
from gitassay.cli.options import ENGLISH, Language
from gitassay.plain import visible
from gitassay.report.html import render_html
from gitassay.report.language import languages
from gitassay.report.sentences import noting_untold
from gitassay.review.decision import DecisionError, read_assessment, read_decisions


def untranslated(
    run: Annotated[Path, typer.Argument(help="The folder of the run (it holds assessment.json).")],
    language: Language = ENGLISH,
) -> None:
    """List the sentences of a run's page that stand there in English, and how often. Those of a rubric of your own are among them."""
    if language == ENGLISH:
        others = ", ".join(code for code in languages() if code != ENGLISH)
        raise CommandError(f"English is what all others are translated from. Name another language with --language: {others}.", Exit.USAGE)
    try:
        assessment, decisions = read_assessment(run), read_decisions(run)
    except DecisionError as error:
        raise CommandError(str(error), Exit.USAGE) from error
    with noting_untold() as noted:
        render_html(assessment, decisions, language=language)
    for text, times in sorted(noted.items(), key=lambda row: (-row[1], row[0])):
        answer(f"{times:4}  {visible(text, 300)}")
    answer(f"{len(noted)} sentences of the page are shown in English." if noted else "Every sentence of the page is translated.")
