"""`gitassay demo`: the main job on the bundled sample candidate, offline."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from gitassay.cli.assess import carry_out, outcome, write_run
from gitassay.cli.browse import open_page
from gitassay.cli.console import Talk, answer
from gitassay.cli.exits import CommandError, Exit
from gitassay.cli.options import DEFAULT_PROFILE, NoColor, Open, Quiet, day, load
from gitassay.cli.summary import summary
from gitassay.request import Request
from gitassay.sample.build import AS_OF, AUTHOR, NAME, SampleError, build_sample

JOBS = 2


def demo(
    out: Annotated[Path, typer.Option("--out", help="Folder to write to.")] = Path("reports/runs/demo"),
    open: Open = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> int:
    """Assess the bundled sample candidate: five small repositories, no network, no token."""
    talk = Talk(quiet=quiet, color=not no_color)
    with tempfile.TemporaryDirectory(prefix="gitassay-demo-") as folder:
        request = Request(
            targets=(str(_sample(Path(folder))),),
            name=NAME,
            authors=(AUTHOR,),
            as_of=day(AS_OF),
            loaded=load(None, DEFAULT_PROFILE),
            jobs=JOBS,
            offline=True,
        )
        assessment = carry_out(request, talk)
    written = write_run(assessment, out, ("html",))
    answer(summary(assessment, out))
    if open:
        open_page(written)
    return outcome(assessment)


def _sample(folder: Path) -> Path:
    try:
        return build_sample(folder)
    except SampleError as error:
        raise CommandError(str(error), Exit.USAGE) from error
