"""Builds the bundled sample candidate's repositories: the same commit ids on every machine, without network."""

import os
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gitassay.resources import resource
from gitassay.sample.patch import Patch, apply_patch, read_patch

NAME = "Ada Example"
AUTHOR = "ada@example.com"
AS_OF = "2025-06-01"
"""The day the sample is judged at: seven weeks after its last commit."""

_BRANCH = "refs/heads/main"
_SECONDS = 30


class SampleError(RuntimeError):
    """The sample could not be built. The message says why and what to do."""


def build_sample(destination: Path) -> Path:
    """Write the sample candidate's five bare repositories into `destination` and return it.

    Raises:
        SampleError: git is missing or refused.
    """
    folder = resource("samples") / "ada"
    destination.mkdir(parents=True, exist_ok=True)
    for row in tomllib.loads((folder / "repositories.toml").read_text(encoding="utf-8"))["repository"]:
        patches = read_patches(folder / row["name"])
        target = destination / f"{row['name']}.git"
        _git("init", "--quiet", "--bare", "--template=", "--object-format=sha1", "--initial-branch=main", str(target))
        _git("--git-dir", str(target), "fast-import", "--quiet", "--done", stream=b"".join(_stream(patches, row)))
    return destination


def read_patches(folder: Path) -> list[Patch]:
    """Read the patches of one repository in their order."""
    return [read_patch(path.read_bytes().decode()) for path in sorted(folder.glob("*.patch"))]


def _stream(patches: list[Patch], row: dict[str, Any]) -> Iterator[bytes]:
    files: dict[str, str] = {}
    for number, patch in enumerate(patches, start=1):
        files = apply_patch(files, patch)
        when = f"{int(patch.date.timestamp())} {patch.date:%z}"
        yield f"commit {_BRANCH}\nmark :{number}\nauthor {patch.author} {when}\ncommitter {patch.author} {when}\n".encode()
        yield _data(patch.message)
        for change in patch.changes:
            if change.deleted:
                yield f"D {change.path}\n".encode()
            else:
                yield f"M 100644 inline {change.path}\n".encode() + _data(files[change.path])
        yield b"\n"
    for tag, number in row.get("tags", {}).items():
        yield f"reset refs/tags/{tag}\nfrom :{number}\n\n".encode()
    yield b"done\n"


def _data(text: str) -> bytes:
    content = text.encode()
    return b"data %d\n%s\n" % (len(content), content)


def _git(*arguments: str, stream: bytes = b"") -> None:
    """Run git with nothing of this machine's settings, so that they can't change a commit's id."""
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    try:
        subprocess.run(["git", *arguments], input=stream, env=environment, capture_output=True, check=True, timeout=_SECONDS)
    except FileNotFoundError as error:
        raise SampleError("The sample needs git, and it was not found. Install git and try again.") from error
    except subprocess.SubprocessError as error:
        said = (getattr(error, "stderr", None) or b"").decode(errors="replace").strip()
        raise SampleError(f"git could not build the sample: {said or error}. Is git 2.28 or newer installed?") from error
