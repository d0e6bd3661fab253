"""Opens a finished page in the person's browser."""

import webbrowser
from collections.abc import Sequence
from pathlib import Path


def open_page(written: Sequence[Path]) -> None:
    """Open the first HTML page among the files written, if there is one."""
    page = next((path for path in written if path.suffix == ".html"), None)
    if page is not None:
        webbrowser.open(page.resolve().as_uri())
