"""How long candidates are kept: `gitassay retention`."""

from typing import Annotated

import typer

from gitassay.cli.batch import FOLDER, Folder, Store, told
from gitassay.cli.governance import By, Candidate

app = typer.Typer(help="How long candidates are kept, and what holds them longer.", no_args_is_help=True)


@app.command("list")
def retention_list(out: Folder = FOLDER, store: Store = None) -> None:
    """List candidates with the day until which they are kept, and what holds them longer."""
    with told():
        from gitassay.cli.governed import show_kept

        show_kept(out.absolute(), store)


@app.command("hold")
def retention_hold(
    candidate: Candidate,
    by: By,
    reason: Annotated[str, typer.Option("--reason", help="What asks for it, such as a law or a dispute.")],
    out: Folder = FOLDER,
    store: Store = None,
) -> None:
    """Keep a candidate whatever day it is: a hold beats purging and erasure."""
    with told():
        from gitassay.cli.governed import set_hold

        set_hold(candidate, by, reason, out.absolute(), store)


@app.command("release")
def retention_release(candidate: Candidate, by: By, out: Folder = FOLDER, store: Store = None) -> None:
    """End a hold."""
    with told():
        from gitassay.cli.governed import set_hold

        set_hold(candidate, by, None, out.absolute(), store)


@app.command("keep")
def retention_keep(
    candidate: Candidate,
    by: By,
    until: Annotated[str, typer.Option("--until", help="The last day, YYYY-MM-DD.")],
    out: Folder = FOLDER,
    store: Store = None,
) -> None:
    """Keep a candidate until another day."""
    with told():
        from gitassay.cli.governed import set_day

        set_day(candidate, by, until, out.absolute(), store)


@app.command("purge")
def retention_purge(
    by: By,
    as_of: Annotated[str | None, typer.Option("--as-of", help="The day that is today, YYYY-MM-DD (default: today, UTC).")] = None,
    out: Folder = FOLDER,
    store: Store = None,
) -> None:
    """Erase all candidates whose day is over and whom nothing holds."""
    with told():
        from gitassay.cli.governed import purge

        purge(by, as_of, out.absolute(), store)
