"""`gitassay dev new-signal`: the three pieces of a new question, in a checkout of the project."""

import re
import tomllib
from pathlib import Path
from typing import Annotated

import typer

from gitassay.cli.console import answer
from gitassay.cli.exits import CommandError, Exit
from gitassay.cli.scaffold import ROW, SIGNAL, TEST

app = typer.Typer(help="For those who change gitassay itself.", no_args_is_help=True)
_ID = re.compile(r"([a-z][a-z_]{1,30})/([a-z][a-z0-9_]{2,60})\Z")


@app.callback()
def _development() -> None:
    """A callback, so that a single command keeps its name."""


@app.command("new-signal")
def new_signal(
    id: Annotated[str, typer.Argument(metavar="SUBJECT/NAME", help="Such as engineering/pins_its_images: a verb in the third person.")],
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="What is asked, with a question mark.")],
    root: Annotated[Path, typer.Option("--root", help="The checkout.")] = Path(),
) -> None:
    """Write a signal, its row in the rubric and its test, all three working; then make them ask what you want to know."""
    matched = _ID.match(id)
    if matched is None:
        raise CommandError(f"{id!r} is no id. Write subject/name in small letters, such as engineering/pins_its_images.", Exit.USAGE)
    if not question.endswith("?") or '"' in question or "\\" in question:
        raise CommandError("The question has to end with a question mark and hold no quotation mark or backslash.", Exit.USAGE)
    rubric = root / "config" / "rubric.toml"
    if not rubric.is_file() or not (root / "src" / "gitassay" / "signals").is_dir():
        raise CommandError(f"{root} is no checkout of gitassay. Run it in the project's folder, or name that with --root.", Exit.USAGE)
    subject, name = matched.groups()
    source = root / "src" / "gitassay" / "signals" / subject / f"{name}.py"
    test = root / "tests" / "signals" / subject / f"test_{name}.py"
    if source.exists() or test.exists():
        raise CommandError(f"{id} is there already. Choose another name.", Exit.USAGE)
    words = {"subject": subject, "name": name, "question": question, "shown": _shown_in(rubric, subject)}
    _new(source, SIGNAL.substitute(words))
    _new(test, TEST.substitute(words))
    with rubric.open("a", encoding="utf-8") as rows:
        rows.write(ROW.substitute(words))
    answer(
        f"Written: {source}\n         {test}\n         a row at the end of {rubric}\n"
        f"Next:    .venv/bin/pytest {test.relative_to(root)} tests/contract/test_signals.py\n"
        "         then make the three ask what you want to know; docs/guide/new-signal.md walks through it."
    )


def _shown_in(rubric: Path, subject: str) -> str:
    """The category that is named like the subject, as TOML; empty where there is none, and the row's author has to choose."""
    try:
        categories = tomllib.loads(rubric.read_text(encoding="utf-8"))["categories"]
        return f'"{subject}"' if any(category["id"] == subject for category in categories) else ""
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise CommandError(f"{rubric} can't be used. See what is wrong: gitassay rubric check {rubric}", Exit.USAGE) from error


def _new(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    package = path.parent / "__init__.py"
    if not package.exists():
        package.write_text(f'"""Questions about {path.parent.name}."""\n', encoding="utf-8")
    path.write_text(text, encoding="utf-8")
