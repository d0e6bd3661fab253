"""Installs what would be published under each Python that can be found, and compares what they say of the same repositories.

usage: python scripts/try_pythons.py WHEEL [--python FILE ...] [--read FOLDER ...] [--tests PATH ...] [--work FOLDER]

For each version of SUPPORTED: an environment of its own from the lock files (hashes, wheels only), the wheel, `gitassay demo`, `gitassay
assess` of each FOLDER, and the quick part of the suite against the installed wheel. Prints a table (Markdown). Ends with 1 when something
failed, or when two versions differ in one byte of an assessment. Versions that are not here are rows of the table, never left out.
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
SUPPORTED = ((3, 11), (3, 12), (3, 13), (3, 14))
QUICK = ("tests/model", "tests/facts", "tests/signals", "tests/scoring", "tests/matching", "tests/review")
"""What the answers rest on, without a browser, a database or a network. Contracts are kept by the checkout, so they stay away."""
AS_OF = "2026-01-01"


@dataclass(slots=True)
class Trial:
    """What became of one version. `hashes` by what was read; `problem` is empty when all of it ran."""

    name: str
    tested: str = "not run"
    hashes: dict[str, str] = field(default_factory=dict)
    problem: str = ""


def main() -> int:
    """Try each version, print the table, and say whether all that ran agree."""
    options = arguments()
    found = interpreters(options.python)
    trials = []
    for version in SUPPORTED:
        trial = Trial(".".join(map(str, version)), problem="" if version in found else "no such interpreter here")
        if version in found:
            with tempfile.TemporaryDirectory(prefix="gitassay-python-", dir=options.work) as work:
                attempt(trial, found[version], options, Path(work))
        trials.append(trial)
        print(f"{trial.name}: {trial.problem or 'ran'}", file=sys.stderr)
    print(table(trials))
    ran = [trial for trial in trials if trial.hashes]
    agree = all(trial.hashes == ran[0].hashes for trial in ran)
    failed = [trial for trial in trials if trial.problem and trial.problem != "no such interpreter here"]
    return int(not ran or not agree or bool(failed))


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheel", type=Path, help="what `make release` put into dist/")
    parser.add_argument("--python", type=Path, nargs="*", default=[], help="interpreters to try before those that are found")
    parser.add_argument("--read", type=Path, nargs="*", default=[], help="folders of repositories to assess under each version")
    parser.add_argument("--tests", nargs="*", default=list(QUICK), help="tests to run (default: %(default)s)")
    parser.add_argument("--work", type=Path, help="where environments are made (and deleted); default: the system's temporary folder")
    return parser.parse_args()


def interpreters(named: list[Path]) -> dict[tuple[int, int], Path]:
    """The first interpreter of each supported version: those named, on the path, of pyenv, of uv."""
    roots = (Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions", Path.home() / ".local" / "share" / "uv" / "python")
    kept = sorted((path for root in roots for path in root.glob("*/bin/python3")), reverse=True)
    onpath = (shutil.which(name) for name in ("python3", *(f"python{major}.{minor}" for major, minor in SUPPORTED)))
    found: dict[tuple[int, int], Path] = {}
    for path in (*named, *(Path(one) for one in onpath if one), *kept):
        version = version_of(path)
        if version in SUPPORTED:
            found.setdefault(version, path)
    return found


def version_of(path: Path) -> tuple[int, int] | None:
    """Major and minor version; none when the file does not run or can make no environment (pyenv's shims run for one version only)."""
    code = "import ensurepip, sys, venv; print(*sys.version_info[:2])"
    done = subprocess.run([path, "-I", "-c", code], capture_output=True, text=True, check=False)
    words = done.stdout.split()
    return (int(words[0]), int(words[1])) if done.returncode == 0 and len(words) == 2 else None


def attempt(trial: Trial, python: Path, options: argparse.Namespace, work: Path) -> None:
    """Install, assess, test; the first step that fails is the trial's problem."""
    own = work / "venv"
    pip = (own / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    locked = (*pip, "--require-hashes", "--only-binary", ":all:", "-r")
    steps: list[tuple[str, tuple[str | Path, ...]]] = [
        ("environment", (python, "-m", "venv", own)),
        ("requirements.lock", (*locked, ROOT / "requirements.lock")),
        ("requirements-dev.lock", (*locked, ROOT / "requirements-dev.lock")),
        ("wheel", (*pip, "--no-index", "--no-deps", options.wheel.absolute())),
        ("gitassay demo", (own / "bin" / "gitassay", "demo", "--quiet", "--out", work / "demo")),
    ]
    for folder in options.read:
        read = ("assess", folder.absolute(), "--offline", "--quiet", "--no-cache", "--as-of", AS_OF, "--out", work / folder.name)
        steps.append((f"assess {folder.name}", (own / "bin" / "gitassay", *read)))
    for name, command in steps:
        code, said = call(command, work)
        if code not in ({0, 5} if name.startswith("assess") else {0}):
            trial.problem = f"{name}: {said.splitlines()[-1] if said else code}"
            return
    trial.name = call((own / "bin" / "python", "-c", "import platform; print(platform.python_version())"), work)[1]
    trial.hashes = {name: digest(work / name / "assessment.json") for name in ("demo", *(folder.name for folder in options.read))}
    code, said = call((own / "bin" / "python", "-m", "pytest", *options.tests), ROOT, {"TMPDIR": str(work)})
    trial.tested = re.sub(r" in [\d.]+s.*", "", said.splitlines()[-1]) if said else str(code)
    trial.problem = "" if code == 0 else f"pytest ended with {code}"


def call(command: tuple[str | Path, ...], folder: Path, more: dict[str, str] | None = None) -> tuple[int, str]:
    """Run a command without this process's Python settings; its exit code and what it said last of all."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "GITASSAY_", "VIRTUAL_ENV"))}
    environment = kept | {"PYTHONDONTWRITEBYTECODE": "1", "GITASSAY_CHROMIUM": os.environ.get("GITASSAY_CHROMIUM", "")} | (more or {})
    done = subprocess.run([str(part) for part in command], cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, (done.stdout.strip() or done.stderr.strip())


def digest(path: Path) -> str:
    """SHA-256 of an assessment's bytes, but for the time at which it was made."""
    document = json.loads(path.read_bytes())
    document.pop("generated_at", None)
    return hashlib.sha256(json.dumps(document, ensure_ascii=False).encode()).hexdigest()


def table(trials: list[Trial]) -> str:
    """What ran under each version, and the hashes of what it said."""
    read = sorted({name for trial in trials for name in trial.hashes}, key=lambda name: (name != "demo", name))
    rows = [["Python", "quick tests", *(f"`{name}`, sha256" for name in read), "not run or failed"]]
    rows.append(["---"] * len(rows[0]))
    for trial in trials:
        rows.append([trial.name, trial.tested, *(trial.hashes.get(name, "")[:16] for name in read), trial.problem])
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


if __name__ == "__main__":
    sys.exit(main())
