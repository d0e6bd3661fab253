"""Talks to the person at the terminal: on stderr, without markup from anybody's text."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from gitassay.plain import visible, without_secrets


class Talk:
    """Progress and remarks on stderr; answers on stdout. Quiet drops remarks, never errors."""

    def __init__(self, quiet: bool = False, color: bool = True) -> None:
        self.quiet = quiet
        self._console = Console(stderr=True, highlight=False, markup=False, no_color=not color, soft_wrap=True)
        self._progress: Progress | None = None
        self._task: TaskID | None = None
        self._lock = threading.Lock()

    def remark(self, text: str) -> None:
        """Say something in passing."""
        if not self.quiet:
            with self._lock:
                self._console.print(visible(without_secrets(text)))

    def error(self, text: str) -> None:
        """Say what went wrong."""
        with self._lock:
            for line in text.splitlines():
                self._console.print(visible(without_secrets(line)), style="bold red")

    @contextmanager
    def counting(self, what: str, total: int) -> Iterator[None]:
        """Show how many of `total` are done while the block runs: a bar on a terminal, a line each elsewhere."""
        if self.quiet or not self._console.is_terminal:
            yield
            return
        columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=self._console, transient=True) as progress:
            self._progress, self._task = progress, progress.add_task(what, total=total)
            try:
                yield
            finally:
                self._progress = self._task = None

    def done(self, text: str) -> None:
        """One of the counted things is done."""
        if self._progress is not None and self._task is not None:
            self._progress.advance(self._task)
            self._progress.console.print(visible(without_secrets(text)))
        else:
            self.remark(text)


def answer(text: str) -> None:
    """Write the command's answer to stdout; lines stay lines, everything else invisible is shown as an escape."""
    cleaned = "\n".join(visible(without_secrets(line)) for line in text.splitlines())
    sys.stdout.buffer.write((cleaned + "\n").encode("utf-8", errors="backslashreplace"))
    sys.stdout.flush()
