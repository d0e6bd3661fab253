"""`gitassay signals [ID]`: what is asked of a repository, what is seen and what is not."""

from typing import Annotated

import typer

from gitassay.cli.console import answer
from gitassay.cli.exits import CommandError, Exit
from gitassay.cli.options import load
from gitassay.signals.signal import Signal, all_signals


def signals(
    id: Annotated[str | None, typer.Argument(help="A signal, such as engineering/has_tests; without it, all are listed.")] = None,
) -> None:
    """List the signals, or show one: its question, why it matters, what it sees and what it does not."""
    if id is None:
        width = max(len(one.id) for one in all_signals())
        answer("\n".join(f"{one.id:<{width}}  {one.question}" for one in all_signals()))
        return
    found = {one.id: one for one in all_signals()}.get(id)
    if found is None:
        near = [one.id for one in all_signals() if id.rsplit("/", 1)[-1] in one.id]
        hint = f" Did you mean {', '.join(near[:3])}?" if near else " `gitassay signals` lists them."
        raise CommandError(f"There is no signal {id!r}.{hint}", Exit.USAGE)
    answer(_page(found))


def _page(one: Signal) -> str:
    worth = load(None, "none").rubric.signals.get(one.id)
    lines = [one.id, one.question, "", one.docstring.split("Seen:")[0].strip(), ""]
    lines += [f"Seen:      {one.part('Seen')}", f"Not seen:  {one.part('Not seen')}"]
    if worth is not None:
        lines.append(f"Counts in: {', '.join(worth.categories) or 'no category; shown for a person to see'}")
        flags = (("Green flag", worth.green or worth.green_on_no), ("Red flag", worth.red or worth.red_on_no))
        lines += [f"{name}: {text}" for name, text in flags if text]
    return "\n".join(lines)
