"""One run of the command over animals, in an environment that counts every call and keeps everything that is left behind."""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.canary import Listener

LONGEST = 300


@dataclass(frozen=True, slots=True)
class Visit:
    """What one run said, wrote, left behind and how long it took in seconds."""

    code: int
    said: bytes
    seconds: float
    run: Path
    left: tuple[str, ...]
    alive: tuple[str, ...]
    assessment: dict[str, Any]

    def artefacts(self) -> dict[str, bytes]:
        """Every file the run wrote, and what it said."""
        files = {str(path.relative_to(self.run)): path.read_bytes() for path in sorted(self.run.rglob("*")) if path.is_file()}
        return {**files, "terminal": self.said}


def visit(targets: list[Path], home: Path, proxy: Listener, *options: str) -> Visit:
    """Assess these folders as one candidate, with a temporary folder of its own and a proxy that only counts."""
    temporary, run = home / "tmp", home / "run"
    temporary.mkdir(parents=True)
    address = f"http://127.0.0.1:{proxy.port}"
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), address)
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "TMPDIR": str(temporary), "LC_ALL": "C.UTF-8", **proxies}
    command = [sys.executable, "-m", "gitassay.cli.app", "assess", *map(str, targets), "--out", str(run), "--as-of", "2026-06-01", *options]
    begin = time.monotonic()
    done = subprocess.run(
        [*command, "--format", "html,json,csv,md"],
        cwd=home,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=LONGEST,
        check=False,
    )
    seconds = time.monotonic() - begin
    written = run / "assessment.json"
    assessment = json.loads(written.read_bytes()) if written.exists() else {}
    return Visit(
        done.returncode, done.stdout, seconds, run, tuple(sorted(path.name for path in temporary.iterdir())), alive(temporary), assessment
    )


def alive(temporary: Path) -> tuple[str, ...]:
    """Command lines of processes that still work in that temporary folder (where the system shows its processes in /proc)."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if str(temporary).encode() in (process / "environ").read_bytes() and b"Z" not in (process / "stat").read_bytes().split()[2]:
                found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace"))
        except OSError:
            continue
    return tuple(sorted(found))
