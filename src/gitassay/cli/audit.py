"""The record of who did what: `gitassay audit`."""

from typing import Annotated

import typer

from gitassay.cli.batch import FOLDER, Folder, Store, told

app = typer.Typer(help="Who did what: read the record, and see that nobody altered it.", no_args_is_help=True)


@app.command("log")
def audit_log(
    about: Annotated[
        str | None, typer.Option("--about", metavar="CANDIDATE", help="Only what was done about this candidate, assessment or batch.")
    ] = None,
    action: Annotated[str | None, typer.Option("--action", help="Only these, such as erased or decided.")] = None,
    after: Annotated[int, typer.Option("--after", min=0, help="Only events with higher numbers.")] = 0,
    format: Annotated[str, typer.Option("--format", help="text, or json: a document a line.")] = "text",
    out: Folder = FOLDER,
    store: Store = None,
) -> None:
    """Print events, oldest first: number, time, who, what, about whom (ids, never names)."""
    with told():
        from gitassay.cli.stored import show_events

        show_events(about, action, after, format, out.absolute(), store)


@app.command("verify")
def audit_verify(
    head: Annotated[
        str | None, typer.Option("--head", metavar="HASH", help="A hash that was noted elsewhere and has to be in the record.")
    ] = None,
    out: Folder = FOLDER,
    store: Store = None,
) -> int:
    """See that the chain of events is whole, and print its last hash; ends with 5 when it is not."""
    with told():
        from gitassay.cli.stored import verify_chain

        return verify_chain(head, out.absolute(), store)
