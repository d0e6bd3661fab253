"""Prints the page to a tagged PDF with a browser that is installed here.

The page is ours, forbids every request by its policy, and is opened with a profile of its own that is thrown away.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from gitassay.model.assessment import Assessment
from gitassay.model.decision import DecisionEntry
from gitassay.model.summary import Summary
from gitassay.report.html import render_html

SECONDS = 60
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
NO_BROWSER = "A PDF needs Chromium or Chrome, and none was found. Install one (apt-get install chromium), or print the page by hand."
_OPTIONS = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-extensions",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
)


class PrintingError(Exception):
    """No PDF could be made: what happened, why, and the one thing to do."""


def find_browser() -> str | None:
    """The browser to print with: GITASSAY_CHROMIUM, or the first one found."""
    return os.environ.get("GITASSAY_CHROMIUM") or next((found for name in BROWSERS if (found := shutil.which(name))), None)


def render_pdf(
    assessment: Assessment, decisions: Sequence[DecisionEntry] = (), summary: Summary | None = None, language: str | None = None
) -> bytes:
    """The candidate's page as a PDF, everything unfolded.

    Raises:
        PrintingError: there is no browser, or it did not print in time.
    """
    return printed(render_html(assessment, decisions, summary, language=language))


def printed(html: str) -> bytes:
    """An HTML page of ours as a PDF.

    Raises:
        PrintingError: there is no browser, or it did not print in time.
    """
    browser = find_browser()
    if browser is None:
        raise PrintingError(NO_BROWSER)
    with tempfile.TemporaryDirectory(prefix="gitassay-print-") as folder:
        page, result = Path(folder) / "report.html", Path(folder) / "report.pdf"
        page.write_text(html.replace("<details", "<details open"), encoding="utf-8")
        # Chromium's own sandbox does not start for root; the page runs no script of anybody else's.
        options = (*_OPTIONS, *(("--no-sandbox",) if os.geteuid() == 0 else ()), f"--user-data-dir={folder}/profile")
        _run([browser, *options, f"--print-to-pdf={result}", page.as_uri()], Path(folder))
        if not result.exists():
            raise PrintingError(f"{browser} made no PDF. Print the page from a browser by hand.")
        return result.read_bytes()


def _run(command: list[str], folder: Path) -> None:
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
    child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        child.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        raise PrintingError(f"The browser did not print within {SECONDS} seconds. Print the page from a browser by hand.") from error
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
