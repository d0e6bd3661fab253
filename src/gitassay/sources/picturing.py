"""Takes a picture of a web page with a browser that is installed here, led nowhere but to the one address that was checked.

The page is somebody else's program. It runs in the browser's own sandbox, in a profile that is thrown away, without credentials, and every
name but its own leads to nothing; so what it loads from elsewhere is missing in the picture.
"""

import os
import tempfile
from pathlib import Path

from gitassay.browser import run_browser
from gitassay.sources.addresses import RefusedError, address_of, target_of
from gitassay.sources.visiting import Way

SECONDS = 25
MOST_BYTES = 3_000_000
WIDTH, HEIGHT = 1280, 800
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_OPTIONS = (
    "--disable-file-system",
    "--deny-permission-prompts",
    "--block-new-web-contents",
    "--no-proxy-server",
    "--hide-scrollbars",
    "--mute-audio",
    "--incognito",
    f"--window-size={WIDTH},{HEIGHT}",
    "--virtual-time-budget=8000",
    "--timeout=15000",
)


class PictureError(Exception):
    """There is no picture; the message says why."""


def picture(url: str, browser: str, way: Way | None = None, sandboxed: bool = True) -> bytes:
    """A PNG of the page as it looks after some seconds.

    Raises:
        PictureError: the address must not be visited, or the browser made no picture of usual size in time.
    """
    path = way or Way()
    if sandboxed and os.geteuid() == 0:
        raise PictureError("the browser's sandbox does not start for root; run gitassay as another user")
    try:
        target = target_of(url, path.ports)
        address = address_of(target, path.resolve, path.allowed)
    except RefusedError as error:
        raise PictureError(str(error)) from error
    except (OSError, UnicodeError) as error:
        raise PictureError("there is no such host") from error
    shown = f"[{address}]" if ":" in address else address
    only = f"--host-resolver-rules=MAP {target.host} {shown}, MAP * ~NOTFOUND"
    with tempfile.TemporaryDirectory(prefix="gitassay-picture-") as folder:
        made = Path(folder) / "page.png"
        own = (*_OPTIONS, only, f"--screenshot={made}", *(() if sandboxed else ("--no-sandbox",)))
        try:
            run_browser(browser, own, target.url, Path(folder), SECONDS)
        except TimeoutError as error:
            raise PictureError(str(error)) from error
        if not made.exists() or made.stat().st_size > MOST_BYTES:
            raise PictureError("the browser made no picture, or one that is too large")
        content = made.read_bytes()
    if not content.startswith(_SIGNATURE):
        raise PictureError("the browser made no picture")
    return content
