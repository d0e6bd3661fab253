"""Runs a checker that was installed with this program over source texts, in a folder, under names and with settings of our own.

Nothing of the repository lies beside the texts: no configuration, no list of what to leave out, no name a candidate chose.
"""

import contextlib
import os
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from gitassay.killed import until_not_killed

SECONDS = 30
MAX_INPUT = 30_000_000
MAX_ANSWER = 8_000_000
_FOUND_SOMETHING = (0, 1)


@cache
def checker(name: str) -> Path | None:
    """Where a checker stands that came with this program's own environment; None without one. What else lies on PATH is not asked."""
    ending = ".exe" if os.name == "nt" else ""
    folders = [Path(sys.executable).parent, Path(sysconfig.get_path("scripts")), Path(sysconfig.get_path("scripts", f"{os.name}_user"))]
    return next((path for folder in folders if (path := folder / f"{name}{ending}").is_file()), None)


def answered(tool: Path, options: Sequence[str], texts: Mapping[str, str], settings: Mapping[str, str] = {}) -> str | None:
    """What a checker writes about texts under file names of ours, `settings` being files of ours beside them.

    None when there is too much to ask, or when the checker fails, takes too long or says too much: then nothing was measured.
    """
    if sum(map(len, texts.values())) > MAX_INPUT:
        return None
    with tempfile.TemporaryDirectory(prefix="gitassay-checker-") as name:
        folder = Path(name)
        for file, text in (*texts.items(), *settings.items()):
            (folder / file).write_bytes(text.encode("utf-8", "replace"))
        answer = folder / "answer"

        def ask() -> tuple[None, int | None]:
            with answer.open("wb") as out:
                return None, _run([str(tool), *options, *texts], folder, out.fileno())

        _, done = until_not_killed(ask)
        if done not in _FOUND_SOMETHING or answer.stat().st_size > MAX_ANSWER:
            return None
        return answer.read_text(encoding="utf-8", errors="replace")


def _run(command: list[str], folder: Path, out: int) -> int | None:
    """The exit code; None when there is none. One thread, so that the limit of memory is not spent on stacks."""
    environment = {"LC_ALL": "C.UTF-8", "HOME": str(folder), "RAYON_NUM_THREADS": "1"}
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        return subprocess.run(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
        ).returncode
    return None
