"""A machine on which `gitassay batch` is run, killed and run again."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from sqlalchemy import select

from gitassay.resources import resource
from gitassay.store.batch_tables import batch, batch_task
from gitassay.store.engine import open_store, reading


class BatchDesk:
    """Runs the command with one list and one folder; `settings` are lines of a config file that replace those that ship."""

    def __init__(self, home: Path, url: str, token: str | None = "ghp_" + "t" * 36) -> None:
        self.home, self.url, self.token = home, url, token
        self.scratch = home / "tmp"
        self.scratch.mkdir(parents=True)

    def environment(self, **more: str) -> dict[str, str]:
        own = {"PATH": os.environ["PATH"], "HOME": str(self.home), "TMPDIR": str(self.scratch), "LC_ALL": "C.UTF-8"}
        return own | ({"GITHUB_TOKEN": self.token} if self.token else {}) | more

    def config(self, **replaced: str) -> str:
        """A config file like the one that ships, with some lines of [run] replaced."""
        text = (resource("config") / "batch.toml").read_text()
        for name, value in replaced.items():
            line = next(line for line in text.splitlines() if line.startswith(f"{name} ="))
            text = text.replace(line, f"{name} = {value}")
        path = self.home / "own.toml"
        path.write_text(text)
        return str(path)

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "gitassay.cli.app", "batch", *arguments]

    def start(self, out: Path, *arguments: str, **more: str) -> "subprocess.Popen[str]":
        """Begin a run; the caller ends it."""
        given = ("run", *arguments, "--out", str(out), "--github-url", self.url, "--as-of", "2024-06-01")
        return subprocess.Popen(
            self.command(*given), env=self.environment(**more), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=self.home
        )

    def run(self, out: Path, *arguments: str, **more: str) -> "subprocess.CompletedProcess[str]":
        """A run to its end."""
        child = self.start(out, *arguments, **more)
        said, erred = child.communicate(timeout=300)
        return subprocess.CompletedProcess(child.args, child.returncode, said, erred)

    def kill(self, child: "subprocess.Popen[str]") -> None:
        """End a run as a power cut would."""
        child.send_signal(signal.SIGKILL)
        child.communicate(timeout=60)

    def leftovers(self, out: Path) -> list[str]:
        """What lies about on the disk besides the batch's own files."""
        scratch = [str(path) for path in (out / ".scratch").glob("run-*")]
        strange = [str(path) for path in out.iterdir() if path.name.endswith(".new")]
        return scratch + strange + [str(path) for path in self.scratch.iterdir()]


def tasks_of(out: Path, address: str = "") -> list[tuple[str, str, str | None]]:
    """Applicant, state and hash of all tasks of a store, batch by batch in the order of the list; of the folder's unless said otherwise."""
    engine = open_store(address or f"sqlite:///{out}/batch.db", make=False)
    with reading(engine) as connection:
        asked = select(batch_task.c.applicant, batch_task.c.state, batch_task.c.sha256).join_from(batch_task, batch)
        asked = asked.order_by(batch.c.number, batch_task.c.position)
        found = [(row.applicant, row.state, row.sha256) for row in connection.execute(asked)]
    engine.dispose()
    return found
