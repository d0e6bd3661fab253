"""The `gitassay` command: gathers the commands and turns failures into messages and exit codes."""

import signal
import sys
from typing import Annotated

import typer

from gitassay import __version__
from gitassay.cli import assess, confirm, demo, doctor, many, report, reveal, review, rubric, signals, tutorials
from gitassay.cli.console import Talk, answer
from gitassay.cli.exits import CommandError, Exit
from gitassay.isolation import kill_all

WRONG_USE: type[typer.BadParameter] = typer.BadParameter.__mro__[1]
"""What a wrong command line raises: the parent of the one kind that typer hands out, whose click is its own affair."""

app = typer.Typer(
    name="gitassay",
    help="Assay a candidate's public repositories: facts first, judgement from data, a page a person confirms.",
    epilog="Start with: gitassay demo",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("demo")(demo.demo)
app.command("assess")(assess.assess)
app.command("report")(report.report)
app.command("confirm")(confirm.confirm)
app.command("reveal")(reveal.reveal)
app.command("index")(many.index)
app.command("compare")(many.compare)
app.command("review")(review.review)
app.command("signals")(signals.signals)
app.add_typer(rubric.app, name="rubric")
app.add_typer(tutorials.app, name="tutorials")
app.command("doctor")(doctor.doctor)


def _version(wanted: bool) -> None:
    if wanted:
        answer(f"gitassay {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line; the process ends with the exit code that the README documents."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # being told to end is the same as Ctrl-C: children and clones go first
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    talk = Talk()
    try:
        code = int(app(arguments, standalone_mode=False) or 0)
    except CommandError as error:
        talk.error(f"{error} (exit {int(error.code)})")
        return error.code
    except (typer.Abort, KeyboardInterrupt):
        code = Exit.CANCELLED
    except WRONG_USE as error:
        error.show()
        return Exit.USAGE
    except Exception as error:  # the last line of defence: a message instead of a stack trace
        talk.error(f"gitassay failed: {type(error).__name__}: {error}. This is a fault in the tool; please report it. (exit 1)")
        return Exit.INTERNAL
    if code == Exit.CANCELLED:  # typer turns an interruption into this code without a word
        kill_all()
        talk.error("Cancelled. Nothing is left behind; run the same command again to start over.")
    return code


if __name__ == "__main__":
    main()
