"""`gitassay sandbox REPO`: do the project's modules import, where they can reach nothing?"""

import json
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from gitassay.cli.console import Talk, answer
from gitassay.cli.exits import CommandError, Exit
from gitassay.cli.lookups import PythonIndex
from gitassay.isolation import IsolationError
from gitassay.resources import resource
from gitassay.sandbox.bubblewrap import Limits, SandboxError
from gitassay.sandbox.trial import Trial, short, try_out
from gitassay.sources.clone import clone
from gitassay.sources.errors import RepositoryError, SourceError
from gitassay.sources.git_environment import CLONE_PROTOCOLS
from gitassay.sources.limits import clone_limits
from gitassay.sources.local import borrow, repositories_in
from gitassay.sources.targets import FolderTarget, RepositoryTarget, parse_target

WARNING = "This runs the candidate's code. It shares the kernel with this machine: for code you have reason to fear, use a virtual machine."
APART = "What a program says of itself here is no evidence: it is kept out of every assessment."


def sandbox(
    repository: Annotated[str, typer.Argument(metavar="REPO", help="A repository: a folder, owner/name or an https URL.")],
    network: Annotated[
        bool,
        typer.Option("--network", help="First install the declared packages from --python-index, as wheels."),
    ] = False,
    python_index: PythonIndex = None,
    seconds: Annotated[float, typer.Option("--seconds", min=1, max=600, help="Time for each module.")] = 20,
    memory: Annotated[int, typer.Option("--memory", min=100, help="Memory for each module, in megabytes.")] = 2_000,
    out: Annotated[Path | None, typer.Option("--out", help="Write what came of it to this file, as JSON.")] = None,
) -> None:
    """Try to import the project's Python modules inside bubblewrap. Off unless you run it, and never part of a score."""
    if network and (not python_index or urlsplit(python_index).scheme not in ("http", "https")):
        raise CommandError("--network needs --python-index: the http or https address of the index to install from.", Exit.USAGE)
    Talk().remark(WARNING)
    try:
        with tempfile.TemporaryDirectory(prefix="gitassay-") as place:
            git_dir = Path(place, "repository.git")
            commit = _brought(repository, git_dir)
            trial = try_out(git_dir, commit, short(Limits(), seconds, memory), python_index if network else None)
    except (SandboxError, SourceError) as error:
        raise CommandError(str(error), Exit.USAGE) from error
    except (RepositoryError, IsolationError) as error:
        raise CommandError(f"The repository could not be read: {getattr(error, 'reason', error)}", Exit.NOTHING) from error
    if out is not None:
        out.write_text(json.dumps({"commit": commit, **asdict(trial)}, indent=2) + "\n", encoding="utf-8")
    answer(_text(trial))


def _brought(repository: str, git_dir: Path) -> str:
    """Have the repository's objects in `git_dir`, and return the commit."""
    target = parse_target(repository)
    if isinstance(target, FolderTarget):
        found = repositories_in(target.path)
        if len(found) != 1:
            raise SourceError(f"{repository} holds {len(found)} repositories. Name one of them.")
        if found[0].failure is not None:
            raise RepositoryError(*found[0].failure)
        return borrow(Path(found[0].location), git_dir)
    if isinstance(target, RepositoryTarget):
        return clone(target.url, git_dir, CLONE_PROTOCOLS, target.commit, clone_limits(resource("config") / "thresholds.toml"))
    raise SourceError(f"{repository} is an account. Name one of its repositories as {repository}/NAME.")


def _text(trial: Trial) -> str:
    if not trial.modules:
        return "\n".join([*([trial.installed] if trial.installed else []), "There is no Python module that could be imported."])
    width = max(len(one.module) for one in trial.modules)
    lines = [trial.installed] if trial.installed else []
    lines += [f"Not installed, since an address or a folder is asked for: {', '.join(trial.left_out)}."] if trial.left_out else []
    lines += [f"{one.module:<{width}}  {one.told}" for one in trial.modules]
    return "\n".join([*lines, APART])
