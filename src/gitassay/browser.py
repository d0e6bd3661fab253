"""Finds a browser that is installed here, and runs it without a window in a profile that is thrown away, for a bounded time."""

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
_OPTIONS = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-extensions",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
)


def find_browser() -> str | None:
    """The browser to use: GITASSAY_CHROMIUM, or the first one found."""
    return os.environ.get("GITASSAY_CHROMIUM") or next((found for name in BROWSERS if (found := shutil.which(name))), None)


def run_browser(browser: str, options: Sequence[str], address: str, folder: Path, seconds: float) -> None:
    """Open an address with these options; its profile, home and settings lie in the folder.

    Raises:
        TimeoutError: it was not done in time, and was killed with all it had started.
    """
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
    command = [browser, *_OPTIONS, f"--user-data-dir={folder}/profile", *options, address]
    nothing = subprocess.DEVNULL
    child = subprocess.Popen(command, env=environment, cwd=folder, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True)
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired as error:
        raise TimeoutError(f"the browser was not done within {seconds:g} seconds") from error
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
