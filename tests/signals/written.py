"""Notebooks and histories written down for tests of signals."""

import json
from typing import Any

from gitassay.model.candidate import Identity
from gitassay.model.snapshot import Commit

ADA = Identity(name="Ada", emails=frozenset({"ada@example.org"}))
DAY = 86_400
START = 1_700_000_000


def notebook(*cells: dict[str, Any]) -> str:
    """A notebook as Jupyter stores it."""
    return json.dumps(
        {"cells": list(cells), "metadata": {"kernelspec": {"language": "python"}}, "nbformat": 4, "nbformat_minor": 5}, indent=1
    )


def cell(source: str, output: str = "", error: str = "", count: int | None = 1) -> dict[str, Any]:
    """A code cell; `error` is the name of the exception it ended in, `count` None when it was never executed."""
    outputs: list[dict[str, Any]] = []
    if output:
        outputs.append({"output_type": "stream", "name": "stdout", "text": output.splitlines(keepends=True)})
    if error:
        outputs.append({"output_type": "error", "ename": error, "evalue": "", "traceback": []})
    return {"cell_type": "code", "execution_count": count, "metadata": {}, "outputs": outputs, "source": source.splitlines(keepends=True)}


def commit(
    number: int, *paths: str, message: str = "Change", day: float | None = None, email: str = "ada@example.org", parents: int = 1
) -> Commit:
    """One commit; by default one a day, by Ada. A newest-first history is made with `commits`."""
    time = START + int((number if day is None else day) * DAY)
    return Commit(f"{number:040x}", parents, "Ada", email, time, email, time, message, paths)


def commits(*oldest_first: Commit) -> tuple[Commit, ...]:
    """A history, newest first, as snapshots keep it."""
    return tuple(reversed(oldest_first))
