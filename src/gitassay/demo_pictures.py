"""Takes pictures of the live demos that answered, beside a run; the assessment stays as it is."""

import re
from collections.abc import Callable
from pathlib import Path

from gitassay.model.assessment import Assessment
from gitassay.sources.picturing import PictureError, picture

MOST = 5
FOLDER = "demos"
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
Take = Callable[[str, str], bytes]


def take_pictures(assessment: Assessment, run: Path, browser: str, take: Take = picture) -> list[str]:
    """Write `demos/REPOSITORY.png` (then `-2` and so on) into the run's folder; returns a sentence for each demo that answered."""
    told = []
    for name, url in _answered(assessment)[:MOST]:
        try:
            content = take(url, browser)
        except PictureError as error:
            told.append(f"No picture of the demo of {name}: {error}.")
            continue
        (run / FOLDER).mkdir(exist_ok=True)
        path = run / FOLDER / f"{name}.png"
        path.write_bytes(content)
        told.append(f"Picture of a demo: {path}")
    return told


def _answered(assessment: Assessment) -> list[tuple[str, str]]:
    """A file's name and the address of each demo that answered with a page."""
    found: list[tuple[str, str]] = []
    for card in assessment.repositories:
        up = [demo.url for demo in card.measured.demos if demo.state == "up"] if card.measured else []
        base = _UNSAFE.sub("-", card.id.rsplit("/", 1)[-1]).strip(".-")[:80] or "demo"
        found += [(base if number == 1 else f"{base}-{number}", url) for number, url in enumerate(dict.fromkeys(up), start=1)]
    taken: set[str] = set()
    for place, (name, url) in enumerate(found):
        while name in taken:
            name += "-again"
        taken.add(name)
        found[place] = (name, url)
    return found
