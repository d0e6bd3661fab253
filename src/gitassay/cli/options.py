"""Options that several commands share."""

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from gitassay.cli.exits import CommandError, Exit
from gitassay.matching.index import open_indexes
from gitassay.matching.manifest import IndexFormatError
from gitassay.report.language import SOURCE, VARIABLE, language
from gitassay.resources import resource
from gitassay.scoring.rubric import LoadedRubric, RubricError, load_rubric

DEFAULT_PROFILE = "applied-ai-engineer"

Quiet = Annotated[bool, typer.Option("--quiet", "-q", envvar="GITASSAY_QUIET", help="Say nothing but the answer and errors.")]
NoColor = Annotated[bool, typer.Option("--no-color", envvar="NO_COLOR", help="No colours on the terminal.")]
Open = Annotated[bool, typer.Option("--open", help="Open the page in the browser when it is ready.")]
Formats = Annotated[
    str,
    typer.Option(
        "--format",
        envvar="GITASSAY_FORMAT",
        help="What to write, by commas: html, json, csv, md, xlsx, sarif, scorecard, sheet, pdf.",
    ),
]


def _spoken(code: str) -> str:
    """A language that pages speak: better refused before the work than after it."""
    return language(code).code


Language = Annotated[
    str,
    typer.Option(
        "--language",
        envvar=VARIABLE,
        callback=_spoken,
        metavar="CODE",
        help="The language of the pages, such as de; English without it.",
    ),
]
ENGLISH = SOURCE

RubricPath = Annotated[
    Path | None, typer.Option("--rubric", envvar="GITASSAY_RUBRIC", help="A rubric of your own (TOML) instead of the one that ships.")
]
ProfileName = Annotated[
    str,
    typer.Option("--profile", envvar="GITASSAY_PROFILE", help="Role profile: a name that ships, a path to a TOML file, or none."),
]

Tutorials = Annotated[
    list[Path] | None,
    typer.Option(
        "--tutorials",
        envvar="GITASSAY_TUTORIALS",
        help="A folder with an index of your own (or several) to compare with beside the installed one; may be given several times.",
    ),
]


def tutorials(folders: list[Path] | None) -> tuple[Path, ...]:
    """The folders of own indexes: those given, or those of `[tutorials]` in `config/thresholds.toml`, each of them usable.

    Raises:
        CommandError: one holds no index, or one of another version (exit 2).
    """
    wanted = folders or [Path(text) for text in _thresholds().get("tutorials", {}).get("folders", ())]
    found = tuple(folder.expanduser().absolute() for folder in wanted)
    try:
        for folder in found:
            open_indexes(folder)
    except IndexFormatError as error:
        raise CommandError(str(error), Exit.USAGE) from error
    return found


def _thresholds() -> dict[str, Any]:
    return tomllib.loads((resource("config") / "thresholds.toml").read_text(encoding="utf-8"))


def profiles() -> list[str]:
    """Names of the profiles that ship."""
    return sorted(path.stem for path in (resource("config") / "profiles").glob("*.toml"))


def load(rubric: Path | None, profile: str) -> LoadedRubric:
    """Load the rubric and profile a command was given.

    Raises:
        CommandError: one of them can't be used (exit 2).
    """
    try:
        return load_rubric(rubric or resource("config") / "rubric.toml", _profile(profile))
    except RubricError as error:
        raise CommandError(str(error), Exit.USAGE) from error


def _profile(name: str) -> Path | None:
    if name == "none":
        return None
    if name in profiles():
        return resource("config") / "profiles" / f"{name}.toml"
    if name.endswith(".toml"):
        return Path(name)
    raise CommandError(f"There is no profile {name!r}. Choose one of: {', '.join(profiles())}, none, or a path to a TOML file.", Exit.USAGE)


def day(text: str | None) -> date:
    """The day of the assessment: as given, or today in UTC. The day is an input and stands in the assessment.

    Raises:
        CommandError: it is no date (exit 2).
    """
    if text is None:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"--as-of {text!r} is no date. Write it as YYYY-MM-DD.", Exit.USAGE) from error
