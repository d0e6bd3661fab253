"""Where a batch writes: one folder for each applicant and batch, whole or not there at all."""

import hashlib
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from gitassay.model.assessment import Assessment
from gitassay.report.formats import write_formats

RUNS = "runs"
CACHE = ".cache"
PAGE = "report.html"


def folder_of(applicant: str, number: int) -> str:
    """The folder of an applicant's run below that of the batch; no two applicants have the same."""
    return f"{applicant_folder(applicant)}/{number:04d}"


def applicant_folder(applicant: str) -> str:
    """The folder of all of an applicant's runs."""
    stem = re.sub(r"[^A-Za-z0-9._]+", "-", applicant.removeprefix("https://")).strip("-.")[:60] or "applicant"
    return f"{RUNS}/{stem}-{hashlib.sha256(applicant.encode()).hexdigest()[:8]}"


def write_whole(assessment: Assessment, formats: Sequence[str], place: Path, scratch: Path) -> None:
    """Write a run, taking the place of one that was there; until it is whole it lies in `scratch`, on the same disk."""
    new, old = scratch / f"new-{place.parent.name}", scratch / f"old-{place.parent.name}"
    for left in (new, old):
        shutil.rmtree(left, ignore_errors=True)
    try:
        write_formats(assessment, (), new, formats)
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.exists():
            place.rename(old)
        new.rename(place)
    finally:
        for left in (new, old):
            shutil.rmtree(left, ignore_errors=True)


def trim(caches: Path, most: int) -> int:
    """Keep what is remembered of all applicants below so many bytes: whose was unused for longest goes first. Returns how many went."""
    held = [(max((one.st_mtime for one in files), default=0.0), sum(one.st_size for one in files), place) for place, files in _held(caches)]
    total, gone = sum(size for _, size, _ in held), 0
    for _, size, folder in sorted(held):
        if total <= most:
            break
        shutil.rmtree(folder, ignore_errors=True)
        total, gone = total - size, gone + 1
    return gone


def _held(caches: Path) -> Iterator[tuple[Path, list[os.stat_result]]]:
    """Each applicant's folder, with what its files say."""
    for folder in caches.glob("*"):
        yield folder, [path.lstat() for path in folder.rglob("*") if path.is_file()]
