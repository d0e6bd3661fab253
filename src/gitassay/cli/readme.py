"""`gitassay readme FILE...`: what each section of a README is about."""

import json
from pathlib import Path
from typing import Annotated

import typer

from gitassay.cli.console import Talk, answer
from gitassay.cli.exits import CommandError, Exit
from gitassay.plain import visible, without_secrets
from gitassay.sections import Sections, UnreadableError, read_sections

MAX_HEADING = 70


def readme(
    files: Annotated[list[Path], typer.Argument(help="README files: Markdown, reStructuredText or plain text.", show_default=False)],
    format: Annotated[str, typer.Option("--format", help="What to write: text or json.")] = "text",
) -> None:
    """Say what each section tells: what, why, how, when, who, references, contribution or other."""
    if format not in ("text", "json"):
        raise CommandError(f"There is no format {format!r} for this. Use text or json.", Exit.USAGE)
    talk = Talk()
    found: list[Sections] = []
    for path in files:
        try:
            found.append(read_sections(path, str(path)))
        except UnreadableError as error:
            talk.error(str(error))
    if found:
        answer(json.dumps([_row(one) for one in found], indent=2) if format == "json" else "\n\n".join(_table(one) for one in found))
    if len(found) < len(files):
        left = len(files) - len(found)
        raise CommandError(f"{left} of {len(files)} files could not be read.", Exit.PARTIAL if found else Exit.NOTHING)


def _row(one: Sections) -> dict[str, object]:
    rows: list[dict[str, object]] = [
        {"heading": without_secrets(row.heading), "start": row.start, "kinds": list(row.kinds)} for row in one.sections
    ]
    return {"file": one.file, "sections": rows, **({"remark": one.remark} if one.remark else {})}


def _table(one: Sections) -> str:
    lines = [one.file]
    width = max((len(_shown(row.heading)) for row in one.sections), default=0)
    lines += [f"{row.start:>6}  {_shown(row.heading):<{width}}  {', '.join(row.kinds) or 'not measured'}" for row in one.sections]
    return "\n".join([*lines, *([one.remark] if one.remark else [])])


def _shown(heading: str) -> str:
    return visible(heading, MAX_HEADING) or "(no heading)"
