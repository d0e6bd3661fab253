"""Draws the pictures of the README from the page of the bundled sample candidate; with --check only says whether that page has changed.

The pictures are kept, with the checksum of the page they show, so that they can't go stale unnoticed. Drawing needs Chromium
(GITASSAY_CHROMIUM names it); checking needs none.
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from gitassay.model.assessment import Assessment
from gitassay.report.html import render_html

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
RECORD = PICTURES / "drawn-from.json"
MOMENT = "2026-01-01T09:00:00+00:00"


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: what it begins with (a selector, "" for the top), its width and height in pixels, and light or dark."""

    name: str
    begins: str
    width: int
    height: int
    scheme: Literal["light", "dark"]


SHOWN = (
    Picture("report", "", 1280, 860, "light"),
    Picture("category", "#c2", 1280, 860, "light"),
    Picture("skills", "#skills", 1280, 860, "light"),
    Picture("phone", "#c4", 400, 860, "dark"),
)


def page(folder: Path) -> Path:
    """The page of the bundled sample candidate, made anew and dated alike each time."""
    command = [sys.executable, "-m", "gitassay.cli.app", "demo", "--quiet", "--out", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    document = json.loads((folder / "assessment.json").read_text(encoding="utf-8"))
    assessment = Assessment.model_validate({**document, "generated_at": MOMENT})
    made = folder / "report.html"
    made.write_text(render_html(assessment), encoding="utf-8")
    return made


def draw(made: Path) -> None:
    """Draw every picture."""
    from playwright.sync_api import ViewportSize, sync_playwright

    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("GITASSAY_CHROMIUM") or None, args=["--no-sandbox"])
        for one in SHOWN:
            size = ViewportSize(width=one.width, height=one.height)
            context = browser.new_context(viewport=size, color_scheme=one.scheme, reduced_motion="reduce")
            tab = context.new_page()
            tab.goto(made.as_uri())
            if one.begins:
                tab.evaluate("begins => document.querySelector(begins).scrollIntoView()", one.begins)
            tab.screenshot(path=PICTURES / f"{one.name}.png")
            context.close()
        browser.close()


def record(made: Path) -> str:
    """What the pictures were drawn from, as it is stored."""
    return json.dumps({"page": hashlib.sha256(made.read_bytes()).hexdigest(), "pictures": [one.name for one in SHOWN]}, indent=2) + "\n"


def main(arguments: list[str]) -> int:
    """Draw the pictures, or compare. The exit code is 1 when they show an older page."""
    with tempfile.TemporaryDirectory() as folder:
        made = page(Path(folder))
        if "--check" not in arguments:
            draw(made)
            RECORD.write_text(record(made), encoding="utf-8", newline="\n")
        elif not RECORD.exists() or RECORD.read_text(encoding="utf-8") != record(made):
            print("The pictures in docs/pictures show an older page. Run make screenshots and look at them.", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
