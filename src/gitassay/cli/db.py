"""The store itself: `gitassay db`."""

from pathlib import Path
from typing import Annotated

import typer

from gitassay.cli.batch import FOLDER, Folder, Store, told

app = typer.Typer(help="The store: bring it up to date, look whether it is sound, copy it.", no_args_is_help=True)


@app.command("upgrade")
def db_upgrade(out: Folder = FOLDER, store: Store = None) -> None:
    """Bring the tables to this version's; all that is in them is kept. Make a backup before."""
    with told():
        from gitassay.cli.stored import bring_up_to_date

        bring_up_to_date(out.absolute(), store)


@app.command("check")
def db_check(out: Folder = FOLDER, store: Store = None) -> int:
    """Look at the database, the chains of events and decisions, and every assessment's hash; ends with 5 when something was altered."""
    with told():
        from gitassay.cli.stored import look_over

        return look_over(out.absolute(), store)


@app.command("export")
def db_export(
    into: Annotated[Path, typer.Option("--into", help="The file to write, a JSON document a line.")] = Path("store.jsonl"),
    out: Folder = FOLDER,
    store: Store = None,
) -> None:
    """Write the whole store, the same from both databases; without sessions and passwords."""
    with told():
        from gitassay.cli.stored import write_copy

        write_copy(into, out.absolute(), store)
