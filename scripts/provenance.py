"""Writes dist/provenance.json: which files came from which commit, by which command, with what at hand.

usage: python scripts/provenance.py DIST

An in-toto statement (https://in-toto.io/Statement/v1) with SLSA's predicate (https://slsa.dev/provenance/v1), not signed: a workflow
signs it (deploy/github-actions/release.yml). The same commit, Python and SOURCE_DATE_EPOCH give the same bytes: no time of the build
is in it.
Ends with 1, and writes nothing, where files differ from the commit: the statement would not be true.
"""

import hashlib
import json
import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
NAME = "provenance.json"
COMMAND = "make release"
LOCKS = ("requirements.lock", "requirements-dev.lock")
HERE = "file:Makefile#release"
"""Who built, and how, where no service says so of itself: whoever ran the Makefile's target."""


def statement(dist: Path, environment: dict[str, str]) -> dict[str, Any]:
    """The statement about all files of a folder but itself.

    Raises:
        ValueError: the working tree is no checkout, or differs from its commit; the message says what to do.
    """
    built = sorted(path for path in dist.iterdir() if path.name not in {NAME, "SHA256SUMS"})
    return {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [{"name": path.name, "digest": {"sha256": sha256(path)}} for path in built],
        "predicateType": "https://slsa.dev/provenance/v1",
        "predicate": {
            "buildDefinition": {
                "buildType": HERE,
                "externalParameters": {"command": COMMAND, "SOURCE_DATE_EPOCH": environment["SOURCE_DATE_EPOCH"]},
                "internalParameters": {"python": platform.python_version()},
                "resolvedDependencies": [source(environment), *(lock(name) for name in LOCKS)],
            },
            "runDetails": {"builder": {"id": builder(environment)}},
        },
    }


def source(environment: dict[str, str]) -> dict[str, Any]:
    """The commit that was built.

    Raises:
        ValueError: there is none, or the files are not those of the commit.
    """
    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False)
    changed = subprocess.run(["git", "status", "--porcelain"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    if commit.returncode:
        raise ValueError("This is no checkout, so nobody can say which commit it is. Run it in a clone.")
    if changed:
        names = [line[3:] for line in changed.splitlines()]
        raise ValueError(f"Not as committed: {', '.join(names[:3])}{' ...' * (len(names) > 3)}. Commit or put away, and run it again.")
    server, repository = environment.get("GITHUB_SERVER_URL"), environment.get("GITHUB_REPOSITORY")
    uri = f"git+{server}/{repository}" if server and repository else "file:."
    return {"uri": uri, "digest": {"gitCommit": commit.stdout.strip()}}


def lock(name: str) -> dict[str, Any]:
    """A lock file, which names all that was at hand with its hashes."""
    return {"uri": f"file:{name}", "digest": {"sha256": sha256(ROOT / name)}}


def builder(environment: dict[str, str]) -> str:
    """Who vouches for the build: a workflow on GitHub, or whoever ran the command."""
    server, workflow = environment.get("GITHUB_SERVER_URL"), environment.get("GITHUB_WORKFLOW_REF")
    return f"{server}/{workflow}" if server and workflow else HERE


def sha256(path: Path) -> str:
    """The digest of a file's bytes, in hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main(arguments: list[str]) -> int:
    """Write the statement beside what it speaks of."""
    dist = Path(arguments[0])
    try:
        told = statement(dist, dict(os.environ))
    except ValueError as error:
        print(f"No provenance was written. {error}", file=sys.stderr)
        return 1
    (dist / NAME).write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
