"""Prints the page to a tagged PDF with a browser that is installed here.

The page is ours, forbids every request by its policy, and is opened with a profile of its own that is thrown away.
"""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from gitassay.browser import find_browser, run_browser
from gitassay.model.assessment import Assessment
from gitassay.model.decision import DecisionEntry
from gitassay.model.summary import Summary
from gitassay.report.html import render_html

SECONDS = 60
NO_BROWSER = "A PDF needs Chromium or Chrome, and none was found. Install one (apt-get install chromium), or print the page by hand."
_OPTIONS = ("--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer", "--generate-pdf-document-outline")


class PrintingError(Exception):
    """No PDF could be made: what happened, why, and the one thing to do."""


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
        options = (*_OPTIONS, *(("--no-sandbox",) if os.geteuid() == 0 else ()), f"--print-to-pdf={result}")
        try:
            run_browser(browser, options, page.as_uri(), Path(folder), SECONDS)
        except TimeoutError as error:
            raise PrintingError(f"The browser did not print within {SECONDS} seconds. Print the page from a browser by hand.") from error
        if not result.exists():
            raise PrintingError(f"{browser} made no PDF. Print the page from a browser by hand.")
        return result.read_bytes()
