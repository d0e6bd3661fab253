"""Tries to import a project's modules in the sandbox; with a network, its packages are installed from wheels before.

What a candidate wrote never runs with a network: only pip does, on a list that this program wrote, with the repository out of reach.
"""

import importlib.util
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from gitassay.isolation import Limits as ChildLimits
from gitassay.isolation import run_isolated
from gitassay.plain import visible
from gitassay.sandbox.bubblewrap import MEGABYTE, Ended, Limits, Mount, find_bubblewrap, run

PREPARING = ChildLimits(wall_seconds=60, cpu_seconds=60, memory_bytes=2_000 * MEGABYTE, file_bytes=50 * MEGABYTE)
INSTALLING = Limits(seconds=300, cpu_seconds=200, memory_bytes=4_000 * MEGABYTE, file_bytes=2_000 * MEGABYTE)
MARK = "gitassay-sandbox:"
_IMPORT = f"""
import importlib, json, sys
sys.path[:0] = [path for path in sys.argv[2:]]
said = {{}}
try:
    importlib.import_module(sys.argv[1])
except BaseException as error:
    said = {{"error": type(error).__name__, "text": str(error)[:300], "missing": getattr(error, "name", None) or ""}}
print("\\n{MARK}" + json.dumps(said), flush=True)
"""
_PIP = """
import runpy, sys
sys.path.insert(0, "/tools")
sys.argv[0] = "pip"
runpy.run_module("pip", run_name="__main__")
"""


class Result(StrEnum):
    """What came of one module."""

    IMPORTED = "imported"
    NEEDS_A_PACKAGE = "needs_a_package"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Tried:
    """One module, what came of it, and a sentence. The words are the program's own, and it may say what it likes."""

    module: str
    result: Result
    told: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What was tried: the modules, and the sentence about installing its packages ("" when that was not asked for)."""

    modules: tuple[Tried, ...]
    installed: str = ""
    left_out: tuple[str, ...] = ()


def try_out(git_dir: Path, commit: str, limits: Limits, index: str | None = None) -> Trial:
    """Import the modules of a commit inside of the sandbox. With `index`, its packages are installed from there before, as wheels.

    Raises:
        SandboxError: there is no sandbox, and nothing was run.
        IsolationError: the repository could not be read.
    """
    bubblewrap = find_bubblewrap()
    with tempfile.TemporaryDirectory(prefix="gitassay-sandbox-") as name:
        tree, site = Path(name, "repository"), Path(name, "site")
        tree.mkdir()
        site.mkdir()
        message = {"git_dir": str(git_dir), "commit": commit, "folder": str(tree)}
        plan = run_isolated("gitassay.sandbox.prepare", message, PREPARING)
        installed = _install(bubblewrap, plan["requirements"], site, index) if index else ""
        mounts = (Mount(tree, "/repository"), Mount(site, "/site"), *_interpreter())
        tried = [_tried(name, run(bubblewrap, _importing(root, name), mounts, limits)) for root, name in plan["modules"]]
        return Trial(tuple(tried), installed, tuple(plan["left_out"]))


def _python() -> str:
    """The interpreter of the system that this environment is made from: all of it lies below one folder."""
    return str(Path(getattr(sys, "_base_executable", sys.executable)).resolve())


def _interpreter() -> tuple[Mount, ...]:
    """What the interpreter needs beside the system's own folders."""
    prefix = Path(sys.base_prefix).resolve()
    return () if prefix == Path("/usr") else (Mount(prefix, str(prefix)),)


def _importing(root: str, name: str) -> list[str]:
    return [_python(), "-I", "-B", "-c", _IMPORT, name, f"/repository/{root}".rstrip("/"), "/repository", "/site"]


def _install(bubblewrap: Path, requirements: Sequence[str], site: Path, index: str) -> str:
    """Install wheels of the packages; a list that can't be had as a whole is tried one by one."""
    if not requirements:
        return "No packages are declared that could be installed."
    found = importlib.util.find_spec("pip")
    if found is None or found.origin is None:
        return "No package was installed: pip is not installed beside gitassay. Install it with python -m ensurepip."
    mounts = (Mount(site, "/site", writable=True), Mount(Path(found.origin).parents[1], "/tools"), *_interpreter())
    line = [
        _python(),
        "-I",
        "-c",
        "import sys; sys.path.insert(0, '/tools'); import runpy; sys.argv[0] = 'pip'; runpy.run_module('pip', run_name='__main__')",
    ]
    line += ["--isolated", "--disable-pip-version-check", "--no-input", "install", "--quiet", "--no-cache-dir", "--no-compile"]
    line += ["--only-binary", ":all:", "--target=/site", "--index-url", index]
    whole = run(bubblewrap, [*line, *requirements], mounts, INSTALLING, network=True)
    if whole.code == 0:
        return f"All {len(requirements)} declared packages were installed from wheels."
    had = [one for one in requirements if run(bubblewrap, [*line, one], mounts, INSTALLING, network=True).code == 0]
    lacking = [one for one in requirements if one not in had]
    return f"{len(had)} of {len(requirements)} declared packages were installed from wheels; not these: {', '.join(lacking[:10])}."


def _tried(module: str, ended: Ended) -> Tried:
    """What the last marked line says; a program that ends before it, or writes its own, says no more than that."""
    if ended.code is None:
        return Tried(module, Result.STOPPED, "was still running when its time was up")
    marked = [line for line in ended.said.splitlines() if line.startswith(MARK)]
    try:
        said = json.loads(marked[-1].removeprefix(MARK)) if marked else None
    except ValueError:
        said = None
    if not isinstance(said, dict):
        return Tried(module, Result.FAILED, f"ended by itself with exit code {ended.code}")
    if not said:
        return Tried(module, Result.IMPORTED, "was imported")
    error, text, missing = (visible(str(said.get(key, "")), 200) for key in ("error", "text", "missing"))
    if error == "ModuleNotFoundError" and missing:
        return Tried(module, Result.NEEDS_A_PACKAGE, f"needs {missing}, which is not there")
    return Tried(module, Result.FAILED, f"ended in {error}: {text}".rstrip(": "))


def short(limits: Limits, seconds: float, memory_megabytes: int) -> Limits:
    """Limits with another time and memory."""
    return replace(limits, seconds=seconds, cpu_seconds=max(1, int(seconds)), memory_bytes=memory_megabytes * MEGABYTE)
