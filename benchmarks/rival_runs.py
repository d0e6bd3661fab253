"""Installs a tool into an environment of its own and runs it in a child with limits, without network and with an empty home."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rival_tools import HERE, Asked, Rival

WATCHED = """
import json, resource, subprocess, sys, time
told, memory, *command = sys.argv[1:]
resource.setrlimit(resource.RLIMIT_AS, (int(memory),) * 2)
began = time.monotonic()
with open(told + "/stdout", "wb") as out, open(told + "/stderr", "wb") as err:
    code = subprocess.call(command, stdin=subprocess.DEVNULL, stdout=out, stderr=err)
wall = time.monotonic() - began
spent = resource.getrusage(resource.RUSAGE_CHILDREN)
peak = spent.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
with open(told + "/told.json", "w") as file:
    json.dump({"code": code, "wall": wall, "cpu": spent.ru_utime + spent.ru_stime, "megabytes": peak}, file)
"""


@dataclass(frozen=True)
class Limits:
    """What one run may take."""

    seconds: float = 180
    megabytes: int = 6144


@dataclass(frozen=True)
class Run:
    """What one run of a tool came to: its answer and score, or why there is none."""

    score: float | None
    answer: str
    failure: str
    """Why there is no score; "" where there is one."""
    cpu: float
    wall: float
    megabytes: float
    """Peak resident memory of its largest process."""


class NotInstalledError(Exception):
    """A tool's environment could not be made; says why."""


def install(rival: Rival, folder: Path) -> Path:
    """The programs of a tool's environment, made anew where its pins changed; raises NotInstalledError."""
    if not rival.installed:
        return Path(sys.executable).parent
    pins = HERE / f"{rival.name}.txt"
    environment = folder / f"{rival.name}-{hashlib.sha256(pins.read_bytes()).hexdigest()[:12]}"
    programs = environment / ("Scripts" if os.name == "nt" else "bin")
    if not (environment / "installed").exists():
        shutil.rmtree(environment, ignore_errors=True)
        pip = [str(programs / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
        for command in ([sys.executable, "-m", "venv", str(environment)], [*pip, "--only-binary", ":all:", "-r", str(pins)]):
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                raise NotInstalledError(_last_line(done.stderr) or f"exit {done.returncode}")
        (environment / "installed").touch()
    return programs


def run(rival: Rival, programs: Path, checkout: Path, day: str, limits: Limits) -> Run:
    """One run on one checkout."""
    with tempfile.TemporaryDirectory(prefix="rival-", dir=checkout.parent) as place:
        told = Path(place)
        for name in ("home", "tmp", "out"):
            (told / name).mkdir()
        asked = Asked(programs, checkout, day, told / "out")
        timed_out = _child(rival.command(asked), told, limits)
        return _read(rival, told, limits, timed_out)


@cache
def without_network() -> tuple[str, ...]:
    """How a command begins that has no network and writes nowhere else; () where bubblewrap is missing or not allowed."""
    program = shutil.which("bwrap")
    if not program:
        return ()
    begin = (program, "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--unshare-net", "--unshare-pid", "--die-with-parent")
    return begin if subprocess.run([*begin, "true"], capture_output=True, check=False).returncode == 0 else ()


def _child(command: list[str], told: Path, limits: Limits) -> bool:
    """Run and say whether time ran out; all that it started is then killed."""
    alone = without_network()
    shut = [*alone, "--bind", str(told.parent), str(told.parent), "--chdir", str(told / "home")] if alone else []
    watched = [sys.executable, "-c", WATCHED, str(told), str(limits.megabytes * 1024 * 1024), *command]
    settings = {"PATH": os.environ["PATH"], "HOME": str(told / "home"), "TMPDIR": str(told / "tmp"), "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}
    child = subprocess.Popen(
        [*shut, *watched], env=settings, cwd=told / "home", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        child.wait(limits.seconds)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        return True
    return False


def _read(rival: Rival, told: Path, limits: Limits, timed_out: bool) -> Run:
    if timed_out:
        return Run(None, "", f"stopped after {limits.seconds:g} s", 0, limits.seconds, 0)
    try:
        spent = json.loads((told / "told.json").read_text())
    except FileNotFoundError:
        return Run(None, "", "could not be started", 0, 0, 0)
    place = told / "out" / rival.writes if rival.writes else told / "stdout"
    answer = place.read_text(encoding="utf-8", errors="replace") if place.is_file() else ""
    answer = answer.replace(str(told), "")
    score, failure = None, ""
    try:
        score = rival.score(answer)
    except (ValueError, KeyError, TypeError) as problem:
        said = _last_line((told / "stderr").read_text(encoding="utf-8", errors="replace").replace(f"{told.parent}/", ""))
        failure = f"exit {spent['code']}: {said}" if spent["code"] else f"no score in its answer: {_last_line(str(problem))}"
    return Run(score, answer, failure, spent["cpu"], spent["wall"], spent["megabytes"])


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1][:160] if lines else ""
