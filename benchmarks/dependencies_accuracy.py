"""Compares what is said about missing and unused packages with labels, beside deptry and FawltyDeps on the same files.

usage: python benchmarks/dependencies_accuracy.py LABELS.csv COPIES [--peers BIN] [--show]

COPIES holds one folder a repository (owner+name) with its files at the labelled commit; BIN holds deptry and fawltydeps.
A package that a label calls missing is truly missing; transitive, optional, conda, readme, test, notebook and local ones are not.
"either" rows are left out of the counts. What no label names was read by nobody and is listed as such.
"""

import argparse
import csv
import hashlib
import json
import re
import subprocess
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from gitassay.facts.catalogue import Catalogue
from gitassay.facts.facts import Facts
from gitassay.model.candidate import Identity, RepositorySource
from gitassay.model.snapshot import Snapshot, TreeFile
from gitassay.signals.imported import imported_packages, used_packages
from gitassay.signals.imports import distributions

Rows = dict[str, dict[str, str]]


class FolderBlobs:
    """The files of a folder as blobs."""

    def __init__(self, folder: Path) -> None:
        self.paths = {hashlib.sha1(str(path.relative_to(folder)).encode()).hexdigest(): path for path in sorted(folder.rglob("*"))}

    def read(self, oid: str) -> bytes | None:
        """The bytes of a file."""
        return self.paths[oid].read_bytes()

    def stream(self, oids: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
        """The bytes of several files."""
        return ((oid, self.read(oid)) for oid in oids)


def facts_of(folder: Path) -> Facts:
    blobs = FolderBlobs(folder)
    files = (
        TreeFile(str(path.relative_to(folder)), oid, "100644", path.stat().st_size) for oid, path in blobs.paths.items() if path.is_file()
    )
    tree = tuple(sorted(files, key=lambda file: file.path))
    snapshot = Snapshot(folder.name, "0" * 40, tree, (), blobs)
    return Facts(snapshot, RepositorySource(id=folder.name, location="", local=True), Identity(name=""), Catalogue(()), 2_000_000_000)


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name.lower())


def ours(folder: Path) -> tuple[dict[str, str], set[str]]:
    facts = facts_of(folder)
    kinds = {plain(one.package): one.kind for one in imported_packages(facts)}
    return kinds, {plain(name) for (_, name), used in used_packages(facts).items() if not used}


def deptry(folder: Path, tools: Path) -> tuple[set[str], set[str]] | None:
    lists = sorted(str(path.relative_to(folder)) for path in folder.rglob("*requirements*.txt"))
    more = ["--requirements-files", ",".join(lists)] if lists else []
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        subprocess.run([tools / "deptry", ".", "--no-ansi", "-o", out.name, *more], cwd=folder, capture_output=True, check=False)
        text = Path(out.name).read_text(encoding="utf-8")
    if not text:
        return None
    rows = json.loads(text)
    return tuple({plain(row["module"]) for row in rows if row["error"]["code"] == code} for code in ("DEP001", "DEP002"))


def fawltydeps(folder: Path, tools: Path) -> tuple[set[str], set[str]] | None:
    done = subprocess.run([tools / "fawltydeps", ".", "--json"], cwd=folder, capture_output=True, text=True, check=False)
    if not done.stdout.strip():
        return None
    told = json.loads(done.stdout)
    return {plain(one["name"]) for one in told["undeclared_deps"] or ()}, {plain(one["name"]) for one in told["unused_deps"] or ()}


def labels_of(path: Path) -> dict[str, Rows]:
    found: dict[str, Rows] = defaultdict(dict)
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found[row["repository"]][plain(row["package"])] = row
    return found


def label(rows: Rows, name: str) -> str:
    names = [name, *(plain(one) for one in distributions(name)), name.replace("-", "")]
    return next((rows[one]["class"] for one in names if one in rows), "unlabelled")


class Count:
    """How many of a tool's words were right, and which were not."""

    def __init__(self) -> None:
        self.right = 0
        self.wrong: list[str] = []
        self.unread: list[str] = []

    def add(self, repository: str, names: set[str], rows: Rows, truth: str) -> None:
        """Count what a tool said about one repository."""
        for name in sorted(names):
            told = label(rows, name)
            if told == truth:
                self.right += 1
            elif told == "unlabelled":
                self.unread.append(f"{repository}:{name}")
            elif told != "either":
                self.wrong.append(f"{repository}:{name} ({told})")

    def said(self) -> str:
        """The counts in words."""
        told = self.right + len(self.wrong) + len(self.unread)
        return f"{self.right} right of {told}, {len(self.wrong)} not so by the labels, {len(self.unread)} without a label"


def answers(repository: str, copies: Path, peers: Path | None, failed: dict[str, list[str]]) -> dict[str, tuple[set[str], set[str]]]:
    """(missing, unused) as the peers say."""
    folder, told = copies / repository.replace("/", "+"), {}
    for tool, run in (("deptry", deptry), ("fawltydeps", fawltydeps)) if peers else ():
        answer = run(folder, peers)
        if answer is None:
            failed[tool].append(repository)
        else:
            told[tool] = answer
    return told


def classes(repository: str, kinds: dict[str, str], rows: Rows, show: bool, totals: Counter[str]) -> None:
    """Count the classes that are as labelled."""
    for name, row in rows.items():
        totals["missing"] += row["class"] == "missing"
        totals["found"] += row["class"] == "missing" and kinds.get(name) == "missing"
        if row["class"] in ("missing", "transitive", "optional", "test", "conda", "readme", "unknown"):
            totals["classes"] += 1
            totals["right"] += kinds.get(name) == row["class"]
            if show and kinds.get(name) != row["class"]:
                print(f"  {repository}: {name} is {row['class']}, told {kinds.get(name)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", type=Path)
    parser.add_argument("copies", type=Path)
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--show", action="store_true")
    wanted = parser.parse_args()
    counts: dict[str, dict[str, Count]] = {"missing": defaultdict(Count), "unused": defaultdict(Count)}
    totals: Counter[str] = Counter()
    failed: dict[str, list[str]] = defaultdict(list)
    for repository, rows in labels_of(wanted.labels).items():
        kinds, idle = ours(wanted.copies / repository.replace("/", "+"))
        told = {"gitassay": ({name for name, kind in kinds.items() if kind == "missing"}, idle)}
        for tool, (missing, unused) in (told | answers(repository, wanted.copies, wanted.peers, failed)).items():
            counts["missing"][tool].add(repository, missing, rows, "missing")
            counts["unused"][tool].add(repository, unused, rows, "unused")
        classes(repository, kinds, rows, wanted.show, totals)
    for question, tools in counts.items():
        for tool, count in tools.items():
            print(f"{question}, {tool}: {count.said()}{f'; failed on {len(failed[tool])}' if failed[tool] else ''}")
            if wanted.show:
                print("   wrong:", "; ".join(count.wrong) or "-", "\n   unlabelled:", "; ".join(count.unread) or "-")
    print(f"truly missing found by gitassay: {totals['found']} of {totals['missing']}")
    print(f"classes as labelled: {totals['right']} of {totals['classes']}")


if __name__ == "__main__":
    main()
