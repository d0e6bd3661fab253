"""Runs a command inside bubblewrap: no network unless asked for, everything read-only but one small folder, and limits."""

import contextlib
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1024 * 1024
SAID = 16 * 1024
"""Bytes of what a command writes that are kept, from the end."""
_SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/sbin", "/etc/alternatives", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d")
_TO_RESOLVE_NAMES = ("/etc/resolv.conf", "/etc/hosts", "/etc/nsswitch.conf", "/etc/ssl", "/etc/ca-certificates", "/etc/pki")


class SandboxError(Exception):
    """Nothing can be run. The message says what happened, why, and the one thing to do."""


class SandboxMissingError(SandboxError):
    """There is no bubblewrap here."""


class SandboxRefusedError(SandboxError):
    """Bubblewrap is here, but the machine doesn't let it make a sandbox."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a command may use: wall clock and CPU in seconds, address space, largest file and the size of /tmp in bytes."""

    seconds: float = 20
    cpu_seconds: int = 20
    memory_bytes: int = 2_000 * MEGABYTE
    file_bytes: int = 50 * MEGABYTE
    scratch_bytes: int = 100 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Mount:
    """A folder of this machine under a path inside; nothing inside can write to it unless `writable`."""

    outside: Path
    inside: str
    writable: bool = False


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its exit code, None when it was stopped for its time, and the end of what it wrote."""

    code: int | None
    said: str


def find_bubblewrap() -> Path:
    """Where bubblewrap is, after it has made a sandbox for a command that does nothing.

    Raises:
        SandboxMissingError, SandboxRefusedError: it can't be used.
    """
    if sys.platform != "linux":
        raise SandboxMissingError("There is no sandbox on this system: bubblewrap is for Linux. Use a Linux machine.")
    found = shutil.which("bwrap")
    if found is None:
        raise SandboxMissingError("bubblewrap was not found, and nothing is run without it. Install it (Debian: apt install bubblewrap).")
    ended = run(Path(found), ["true"], (), Limits(seconds=10))
    if ended.code != 0:
        told = ended.said.strip().split("\n")[-1][:200] or f"exit code {ended.code}"
        raise SandboxRefusedError(
            f"bubblewrap can't make a sandbox here ({told}), so nothing was run. Allow unprivileged user namespaces on this machine."
        )
    return Path(found)


def command_line(
    bubblewrap: Path,
    command: Sequence[str],
    mounts: Sequence[Mount],
    limits: Limits,
    network: bool = False,
    environment: Sequence[str] = (),
) -> list[str]:
    """The whole command: own namespaces of every kind, no capability, an empty environment."""
    line = [str(bubblewrap), "--unshare-all", *(("--share-net",) if network else ())]
    line += ["--die-with-parent", "--new-session", "--clearenv", "--cap-drop", "ALL", "--hostname", "sandbox"]
    line += ["--setenv", "PATH", "/usr/bin:/bin", "--setenv", "HOME", "/tmp", "--setenv", "LC_ALL", "C.UTF-8"]
    for path in (*_SYSTEM, *(_TO_RESOLVE_NAMES if network else ())):
        line += ["--ro-bind-try", path, path]
    line += ["--dev", "/dev", "--proc", "/proc", "--size", str(limits.scratch_bytes), "--tmpfs", "/tmp"]
    for mount in mounts:
        line += ["--bind" if mount.writable else "--ro-bind", str(mount.outside), mount.inside]
    return [*line, "--chdir", mounts[0].inside if mounts else "/", "--", *command]


def run(
    bubblewrap: Path,
    command: Sequence[str],
    mounts: Sequence[Mount],
    limits: Limits,
    network: bool = False,
    environment: Sequence[str] = (),
) -> Ended:
    """Run a command inside; when its time is up, everything inside is killed with it."""
    line = command_line(bubblewrap, command, mounts, limits, network)
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(
            line,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            env={"PATH": os.defpath},
            start_new_session=True,
            preexec_fn=lambda: _limit(limits),
        )
        try:
            code: int | None = child.wait(limits.seconds)
        except subprocess.TimeoutExpired:
            code = None
        finally:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()
        said.seek(max(0, said.seek(0, os.SEEK_END) - SAID))
        return Ended(code, said.read().decode("utf-8", errors="replace"))


def _limit(limits: Limits) -> None:
    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_FSIZE, limits.file_bytes),
    ):
        ceiling = resource.getrlimit(kind)[1]
        most = most if ceiling == resource.RLIM_INFINITY else min(most, ceiling)
        resource.setrlimit(kind, (most, most))
