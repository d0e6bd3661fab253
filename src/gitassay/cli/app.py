"""The `gitassay` command: gathers the commands and turns failures into messages and exit codes."""

import gc
import importlib
import os
import signal
import sys
from pathlib import Path
from typing import Annotated

import typer

from gitassay import __version__
from gitassay.cli.console import Talk, answer
from gitassay.cli.exits import CommandError, Exit
from gitassay.isolation import kill_all
from gitassay.report.brand import VARIABLE, BrandError, current_brand
from gitassay.report.language import LanguageError

WRONG_USE: type[typer.BadParameter] = typer.BadParameter.__mro__[1]
"""What a wrong command line raises: the parent of the one kind that typer hands out, whose click is its own affair."""

RARELY = 50_000
"""New objects between two searches for cycles, of which a command makes few: the usual 700 cost a sixth of its time."""

COMMANDS = {
    "demo": "demo",
    "assess": "assess",
    "report": "report",
    "confirm": "confirm",
    "reveal": "reveal",
    "index": "many",
    "compare": "many",
    "untranslated": "untranslated",
    "review": "review",
    "readme": "readme",
    "signals": "signals",
    "batch": "batch",
    "erase": "governance",
    "export": "governance",
    "retention": "retention",
    "fairness": "governance",
    "agreement": "governance",
    "audit": "audit",
    "db": "db",
    "rubric": "rubric",
    "catalogue": "catalogue",
    "tutorials": "tutorials",
    "llm": "llm",
    "sandbox": "sandbox",
    "doctor": "doctor",
    "init": "init",
    "dev": "dev",
}
"""Each command with the module that has it: a function of its name, or an `app` with commands of its own."""


def command_line(wanted: str | None = None) -> typer.Typer:
    """The whole command line, or what of it one command needs: loading all of them takes longer than most take to run."""
    app = typer.Typer(
        name="gitassay",
        help="Assay a candidate's public repositories: facts first, judgement from data, a page a person confirms.",
        epilog="Start with: gitassay demo",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(_options)
    for name in (wanted,) if wanted in COMMANDS else COMMANDS:
        module = importlib.import_module(f"gitassay.cli.{COMMANDS[name]}")
        if hasattr(module, "app"):
            app.add_typer(module.app, name=name)
        else:
            app.command(name)(getattr(module, name))
    return app


def _version(wanted: bool) -> None:
    if wanted:
        answer(f"gitassay {__version__}")
        raise typer.Exit


def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")] = False,
    brand: Annotated[
        Path | None,
        typer.Option(envvar=VARIABLE, metavar="FOLDER", help="A folder with a company's logo, words, style and templates for all pages."),
    ] = None,
) -> None:
    if brand is not None:
        os.environ[VARIABLE] = str(brand.absolute())
        current_brand()


def main() -> None:
    """Run the command line; the process ends with the exit code that the README documents."""
    gc.set_threshold(RARELY)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # being told to end is the same as Ctrl-C: children and clones go first
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    talk = Talk()
    try:
        code = int(command_line(arguments[0] if arguments else None)(arguments, standalone_mode=False) or 0)
    except CommandError as error:
        talk.error(f"{error} (exit {int(error.code)})")
        return error.code
    except (BrandError, LanguageError) as error:
        talk.error(f"{error} (exit {int(Exit.USAGE)})")
        return Exit.USAGE
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
