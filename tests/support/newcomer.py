"""A newcomer's machine: a home of its own, a checkout of the working files, and the environment `make demo` would have made in it."""

import os
import shlex
import subprocess
import sys
import sysconfig
from importlib.metadata import distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]
_SCRIPT = "#!{python}\nimport sys\nfrom {module} import {name}\nsys.exit({name}())\n"


class Newcomer:
    """Types commands into shells of a fresh checkout. What a command exports is there for the next; no package is brought from anywhere."""

    def __init__(self, home: Path, **environment: str) -> None:
        self.home, self.checkout = home, home / "gitassay"
        self.opened = home / "opened.txt"
        browser = home / "browser"
        self.checkout.mkdir(parents=True)
        browser.write_text(f'#!/bin/sh\necho "$1" >>{shlex.quote(str(self.opened))}\n')
        browser.chmod(0o755)
        own = Path(sys.executable).parent
        path = os.pathsep.join(folder for folder in os.environ["PATH"].split(os.pathsep) if Path(folder) != own)
        self._first = {"PATH": path, "HOME": str(home), "LC_ALL": "C.UTF-8", "BROWSER": f"{browser} %s", "PIP_NO_INDEX": "1"} | environment
        self._first |= {"PIP_NO_BUILD_ISOLATION": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONDONTWRITEBYTECODE": "1"}
        self._kept = home / "exported.sh"
        self._clone()
        self._install()
        self.begins_anew()

    def begins_anew(self) -> None:
        """Forget what earlier commands exported, changed and left (but for what git ignores: the environment, and runs)."""
        self._kept.write_text("")
        self._git("reset", "--quiet", "--hard")
        self._git("clean", "--quiet", "--force", "-d")

    def keeps(self, message: str) -> None:
        """Commit what is in the checkout."""
        self._git("add", "--all")
        self._git("-c", "user.name=Newcomer", "-c", "user.email=newcomer@example.org", "commit", "--quiet", "--message", message)

    def types(self, command: str, seconds: float = 60) -> "subprocess.CompletedProcess[str]":
        """Run one line as bash would, in the checkout."""
        with self.begins(command) as running:
            try:
                out, err = running.communicate(timeout=seconds)
            except subprocess.TimeoutExpired:
                running.kill()
                raise
        return subprocess.CompletedProcess(command, running.returncode, out, err)

    def begins(self, command: str) -> "subprocess.Popen[str]":
        """Start one line, and do not wait for its end."""
        kept = shlex.quote(str(self._kept))
        script = f". {kept}\n{command}\nended=$?\nexport -p >{kept}\nexit $ended\n"
        return subprocess.Popen(
            ["bash", "--noprofile", "--norc", "-c", script],
            cwd=self.checkout, env=self._first, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            start_new_session=True,
        )  # fmt: skip

    def _clone(self) -> None:
        """Copy what git knows or would add, and commit it: what a clone of this working tree would hold."""
        listed = subprocess.run(
            ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
        )
        for name in filter(None, listed.stdout.split("\0")):
            if (ROOT / name).is_file():
                (self.checkout / name).parent.mkdir(parents=True, exist_ok=True)
                (self.checkout / name).write_bytes((ROOT / name).read_bytes())
                (self.checkout / name).chmod((ROOT / name).stat().st_mode)
        self._git("init", "--quiet")
        self.keeps("Begin")

    def _git(self, *words: str) -> None:
        subprocess.run(["git", *words], cwd=self.checkout, env=self._first, check=True)

    def _install(self) -> None:
        """What the Makefile does, but for bringing packages: those of the tests are seen through a .pth file, with their programs."""
        bin = self.checkout / ".venv" / "bin"
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", bin.parent], check=True)
        packages = next(bin.parent.glob("lib/python*/site-packages"))
        libraries = dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib"))
        (packages / "dependencies.pth").write_text("\n".join(libraries) + "\n")
        for name, module, function in _programs():
            (bin / name).write_text(_SCRIPT.format(python=bin / "python", module=module, name=function))
            (bin / name).chmod(0o755)
        for path in Path(sys.executable).parent.iterdir():
            if path.is_file() and not (bin / path.name).exists() and os.access(path, os.X_OK) and path.open("rb").read(2) != b"#!":
                (bin / path.name).symlink_to(path)
        install = (bin / "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "-e", ".")
        subprocess.run(install, cwd=self.checkout, env=self._first, check=True)
        for mark in (".installed", ".developed"):
            (bin.parent / mark).touch()


def _programs() -> list[tuple[str, str, str]]:
    """The console scripts of the installed packages, but for gitassay's, which the newcomer installs."""
    found = (point for one in distributions() if one.name != "gitassay" for point in one.entry_points if point.group == "console_scripts")
    return [(point.name, point.module, point.attr) for point in found if "." not in point.attr]
