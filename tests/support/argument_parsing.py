"""Run as a program: parses command lines of scripts, read as JSON from standard input, by the scripts' own parsers, and runs none of them.

For each `[script, argument, ...]` it prints what the parser said, or nothing where it took all arguments.
"""

import argparse
import contextlib
import io
import json
import runpy
import sys
from pathlib import Path

_parse = argparse.ArgumentParser.parse_args


class ArgumentsTakenError(Exception):
    """The arguments were taken; the script must not go on."""


def only_parse(parser: argparse.ArgumentParser, *_: object, **__: object) -> None:
    _parse(parser)
    raise ArgumentsTakenError


def said_of(line: list[str]) -> str:
    """What is wrong with a command line; empty when nothing is."""
    sys.argv, sys.path[0] = line, str(Path(line[0]).parent.absolute())
    told = io.StringIO()
    try:
        with contextlib.redirect_stderr(told):
            runpy.run_path(line[0], run_name="__main__")
    except ArgumentsTakenError:
        return ""
    except SystemExit:
        return told.getvalue().strip() or "it ended"
    return "it asked for no argument"


if __name__ == "__main__":
    argparse.ArgumentParser.parse_args = only_parse  # type: ignore[assignment,method-assign]
    lines = json.load(sys.stdin)
    sys.stdout.write(json.dumps([said_of(line) for line in lines]))
