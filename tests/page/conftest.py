"""A real browser, and pages opened in it under their own content security policy."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.support.liveserver import serving
from tests.support.reviewdesk import Desk, desk_in

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-extensions", "--disable-sync"]


@dataclass
class Seen:
    """What a page did besides showing itself."""

    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        return not (self.errors or self.dialogs or self.requests)


Open = Callable[..., tuple[Page, Seen]]
Visit = Callable[..., tuple[Page, Seen]]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("GITASSAY_CHROMIUM") or next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.fail(
            f"The page tests need a browser and found none of {', '.join(NAMES)}. Install Chromium (such as: apt install chromium)."
        )
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens HTML from a file; the second value collects console errors, dialogs and requests to anywhere."""
    contexts = []

    def opened(html: str, width: int = 1280, scheme: str = "light", **options: object) -> tuple[Page, Seen]:
        path = tmp_path / "report.html"
        path.write_text(html, encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page, seen = context.new_page(), Seen()
        page.set_default_timeout(5_000)
        page.on("console", lambda message: seen.errors.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: seen.errors.append(str(error)))
        page.on("dialog", lambda dialog: (seen.dialogs.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: seen.requests.append(request.url) if not request.url.startswith(("file:", "blob:")) else None)
        page.goto(path.as_uri())
        return page, seen

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = desk_in(tmp_path)
    yield made
    made.store.dispose()


@pytest.fixture
def live(desk: Desk) -> Iterator[str]:
    with serving(desk.app) as address:
        yield address


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Opens an address in a browser of its own; the second value collects console errors, dialogs, and requests to elsewhere."""
    contexts: list[BrowserContext] = []

    def visited(address: str, cookies: dict[str, str] | None = None, **options: object) -> tuple[Page, Seen]:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, **options)  # type: ignore[arg-type]
        contexts.append(context)
        if cookies:
            context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items()])
        page, seen = context.new_page(), Seen()
        page.set_default_timeout(10_000)
        host = address.split("/")[2]
        page.on("console", lambda message: seen.errors.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: seen.errors.append(str(error)))
        page.on("dialog", lambda dialog: (seen.dialogs.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: seen.requests.append(request.url) if request.url.split("/")[2] != host else None)
        page.goto(address)
        return page, seen

    yield visited
    for context in contexts:
        context.close()
