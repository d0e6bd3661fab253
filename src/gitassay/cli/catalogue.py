"""`gitassay catalogue check|show`: what libraries and idioms are evidence of, and whether rows can be used."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from gitassay.cli.console import answer
from gitassay.cli.exits import CommandError, Exit
from gitassay.facts.catalogue import Entry, load_catalogue
from gitassay.facts.catalogue_faults import faults
from gitassay.resources import resource

app = typer.Typer(help="Check or show the catalogue of libraries.", no_args_is_help=True, rich_markup_mode=None)
Folder = Annotated[
    Path | None, typer.Argument(help="A folder of catalogue files (TOML); without it, the one that ships.", show_default=False)
]
Concept = Annotated[str | None, typer.Argument(help="What rows are evidence of, such as web_service; without it, all are listed.")]


def _shipped() -> tuple[Entry, ...]:
    return load_catalogue(resource("config") / "catalogue").entries


@app.command("check")
def check(catalogue: Folder = None) -> None:
    """Say whether a catalogue can be used: form, patterns, sources, and that a signal asks for what each row is evidence of."""
    folder = catalogue or resource("config") / "catalogue"
    found = faults(folder, frozenset(entry.concept for entry in _shipped()))
    if found:
        raise CommandError("\n".join(found), Exit.USAGE)
    entries = load_catalogue(folder).entries
    answer(f"{folder}: {len(entries)} rows, {len({entry.concept for entry in entries})} concepts, usable.")


@app.command("show")
def show(concept: Concept = None) -> None:
    """List what the catalogue knows, or the rows of one concept with their patterns, since when, and where that is from."""
    entries = _shipped()
    if concept is None:
        counts = Counter(entry.concept for entry in entries)
        width = max(len(name) for name in counts)
        answer("\n".join(f"{name:<{width}}  {counted:3}" for name, counted in sorted(counts.items())))
        return
    rows = [entry for entry in entries if entry.concept == concept]
    if not rows:
        raise CommandError(f"The catalogue knows no {concept!r}. `gitassay catalogue show` lists what it knows.", Exit.USAGE)
    answer("\n\n".join(_row(entry) for entry in rows))


def _row(entry: Entry) -> str:
    parts = (("calls", entry.calls), ("bases", entry.bases), ("decorators", entry.decorators), ("endpoints", entry.endpoints))
    more = (("with arguments", entry.keywords), ("with texts", entry.strings))
    lines = [f"{entry.name}", *(f"  {kind}: {', '.join(patterns)}" for kind, patterns in (*parts, *more) if patterns)]
    return "\n".join([*lines, *([f"  since: {entry.since}"] if entry.since else []), f"  source: {entry.source}"])
