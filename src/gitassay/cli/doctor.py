"""`gitassay doctor`: is everything there that a run needs; each line says what to do."""

import os
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass

from gitassay import __version__
from gitassay.browser import find_browser
from gitassay.cli.console import answer
from gitassay.cli.exits import CommandError, Exit
from gitassay.facts.code.checkers import checker
from gitassay.resources import resource
from gitassay.sandbox.bubblewrap import SandboxError, find_bubblewrap
from gitassay.scoring.rubric import RubricError, load_rubric

OLDEST_GIT = (2, 34)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the doctor's answer: `needed` ones that are not `good` make the command fail."""

    what: str
    good: bool
    told: str
    needed: bool = True


def doctor() -> None:
    """Check Python, git, the rubric, the checkers, the token, the browser and the sandbox, and say what to do about each."""
    lines = [_python(), _git(), _rubric(), _checkers(), _token(), _browser(), _sandbox()]
    answer(f"gitassay {__version__} on {platform.system()} {platform.machine()}")
    answer("\n".join(f"{'ok  ' if line.good else 'note' if not line.needed else 'BAD '} {line.what}: {line.told}" for line in lines))
    if any(line.needed and not line.good for line in lines):
        raise CommandError("Something a run needs is missing; see the lines marked BAD.", Exit.USAGE)


def _python() -> Line:
    version = platform.python_version()
    good = sys.version_info >= (3, 11)
    return Line("Python", good, version if good else f"{version} is too old. Install Python 3.11 or newer.")


def _git() -> Line:
    path = shutil.which("git")
    if path is None:
        return Line("git", False, "not found. Install git (Debian: apt install git; macOS: xcode-select --install).")
    said = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=10, check=False).stdout.strip()
    numbers = tuple(int(part) for part in said.removeprefix("git version ").split(".")[:2] if part.isdigit())
    if numbers < OLDEST_GIT:
        return Line("git", False, f"{said} is too old. Install git {'.'.join(map(str, OLDEST_GIT))} or newer.")
    return Line("git", True, said.removeprefix("git version "))


def _rubric() -> Line:
    try:
        reference = load_rubric(resource("config") / "rubric.toml").reference
    except (RubricError, FileNotFoundError) as error:
        return Line("Rubric", False, str(error))
    return Line("Rubric", True, f"{reference.id} {reference.version}, sha256 {reference.sha256[:12]}")


def _checkers() -> Line:
    lacking = [name for name in ("ruff", "oxlint") if checker(name) is None]
    if not lacking:
        return Line("Checkers", True, "ruff and oxlint")
    told = f"{' and '.join(lacking)} not found: what they tell is not measured. Install gitassay with its dependencies."
    return Line("Checkers", False, told, needed=False)


def _sandbox() -> Line:
    try:
        found = find_bubblewrap()
    except SandboxError as error:
        return Line("Sandbox", False, f"{error} Only gitassay sandbox needs it.", needed=False)
    return Line("Sandbox", True, str(found), needed=False)


def _token() -> Line:
    if os.environ.get("GITHUB_TOKEN") or os.environ.get("GH_TOKEN"):
        return Line("GitHub token", True, "set; it is sent to the API only, never to a clone.", needed=False)
    told = "not set: GitHub allows 60 requests an hour. Set GITHUB_TOKEN to a fine-grained token with public read access."
    return Line("GitHub token", False, told, needed=False)


def _browser() -> Line:
    found = find_browser()
    if found is None:
        return Line(
            "Browser",
            False,
            "no Chromium found. PDFs, pictures of demos and the project's own page tests need one (Debian: apt install chromium).",
            needed=False,
        )
    return Line("Browser", True, found, needed=False)
