"""Runs gitassay and its rivals on the same repositories and prints what they come to, as a Markdown table.

usage: python benchmarks/rivals.py REPOSITORY ... [--rivals NAME ...] [--as-of DAY] [--json FILE] [--into DOCUMENT]
       python benchmarks/rivals.py ... --labels CSV --snapshots FOLDER [--labels-as-of DAY] [--sample N]

A REPOSITORY is a local folder, a bare repository or a git URL, each with @COMMIT where not its head is meant. Every rival is
installed once, pinned with hashes (benchmarks/rivals/NAME.txt), into an environment of its own below --cache. Each tool then gets
the same checkout: twice, then with a README full of keywords and with one that holds a hidden instruction. It runs in a child with
limits of time and memory, an empty home, and no network where bubblewrap is there. With --labels (columns repo, label Y or N,
label_commit; a git directory for each below --snapshots, as for benchmarks/engineered.py) each tool runs once on those as well, and
ROC AUC says how well its score tells the two apart. Stopped early (Ctrl-C), it tells what it has. --into puts what is printed into
a document, between its markers "<!-- rivals: ... -->" and "<!-- end of rivals -->". Only ratios within one run are told: seconds are
those of one machine.
"""

import argparse
import csv
import hashlib
import json
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from itertools import zip_longest
from pathlib import Path

from engineered import snapshot_of
from rival_checkouts import ALTERED, Source, alter, checkout
from rival_runs import Limits, NotInstalledError, Run, install, run, without_network
from rival_table import OURS, Told, table
from rival_tools import RIVALS, Rival


class Bench:
    """The tools that can run, and what each said so far."""

    def __init__(self, rivals: Sequence[Rival], cache: Path, day: str, limits: Limits) -> None:
        self.day, self.limits = day, limits
        self.programs: dict[str, Path] = {}
        self.told = [self._ready(rival, cache) for rival in rivals]

    def _ready(self, rival: Rival, cache: Path) -> Told:
        unable = rival.unable
        try:
            self.programs[rival.name] = install(rival, cache)
        except NotInstalledError as problem:
            unable = f"could not be installed: {problem}"
        return Told(rival, unable)

    @property
    def able(self) -> list[Told]:
        """Those that can run here."""
        return [told for told in self.told if not told.unable]

    def ask(self, told: Told, folder: Path, day: str | None = None) -> Run:
        """One run."""
        return run(told.rival, self.programs[told.rival.name], folder, day or self.day, self.limits)

    def compare(self, source: Source, folder: Path) -> None:
        """Every tool twice on a checkout, then on the same with another README."""
        checkout(source, folder)
        for told in self.able:
            told.first[source.name] = self.ask(told, folder)
            told.second[source.name] = self.ask(told, folder)
        for what, text in ALTERED.items():
            shutil.rmtree(folder)
            checkout(source, folder)
            alter(folder, text)
            for told in self.able:
                told.altered.setdefault(what, {})[source.name] = self.ask(told, folder)

    def label(self, source: Source, folder: Path, engineered: bool, day: str | None) -> None:
        """Every tool once on a labelled checkout, as of a day."""
        checkout(source, folder)
        for told in self.able:
            told.labelled[source.name] = (engineered, self.ask(told, folder, day))


def source_of(named: str) -> Source:
    """A repository as the user names it: PLACE or PLACE@COMMIT."""
    place, at, commit = named.rpartition("@")
    is_commit = at and len(commit) >= 7 and all(letter in "0123456789abcdef" for letter in commit)
    return Source(place, commit) if is_commit else Source(named)


def drawn(rows: list[dict[str, str]], count: int | None) -> list[dict[str, str]]:
    """As many of each label as half of `count`: the smallest by sha256 of the name. All without a count."""
    if count is None:
        return rows
    ranked = sorted(rows, key=lambda row: hashlib.sha256(row["repo"].encode()).hexdigest())
    kept = [[row for row in ranked if row["label"] == label][: count // 2] for label in "YN"]
    return [row for pair in zip_longest(*kept) for row in pair if row]


def labels_of(options: argparse.Namespace) -> list[tuple[Source, bool]]:
    if not options.labels:
        return []
    with options.labels.open(encoding="utf-8", newline="") as file:
        rows = drawn(list(csv.DictReader(file)), options.sample)
    return [(Source(str(snapshot_of(options.snapshots, row["repo"])), row["label_commit"]), row["label"] == "Y") for row in rows]


def measure(bench: Bench, options: argparse.Namespace) -> list[str]:
    """Run everything; says what could not be checked out."""
    left_out = []
    labels_day = options.labels_as_of and options.labels_as_of.isoformat()
    work = [(source_of(one), None) for one in options.repositories] + labels_of(options)
    for number, (source, engineered) in enumerate(work, 1):
        print(f"{number} of {len(work)}: {source.name}", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory(prefix="rivals-") as place:
            folder = Path(place) / source.name
            try:
                bench.compare(source, folder) if engineered is None else bench.label(source, folder, engineered, labels_day)
            except KeyboardInterrupt:
                return [*left_out, f"- Stopped at number {number} of {len(work)}, {source.name}: what comes after it was not run."]
            except subprocess.CalledProcessError as problem:
                said = problem.stderr.decode(errors="replace").strip().splitlines()
                left_out.append(f"- {source.name}: left out, git said: {said[-1] if said else problem.returncode}")
    return left_out


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repositories", nargs="*")
    parser.add_argument("--labels", type=Path)
    parser.add_argument("--snapshots", type=Path)
    parser.add_argument("--sample", type=int, help="of the labelled ones, half of each label")
    parser.add_argument("--rivals", nargs="+", choices=[one.name for one in RIVALS if one.name != OURS])
    parser.add_argument("--as-of", type=date.fromisoformat, default=datetime.now(UTC).date(), help="the day that ages are counted to")
    parser.add_argument("--labels-as-of", type=date.fromisoformat, help="the same for the labelled ones (default: --as-of)")
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache" / "gitassay-rivals")
    parser.add_argument("--seconds", type=float, default=Limits.seconds)
    parser.add_argument("--megabytes", type=int, default=Limits.megabytes)
    parser.add_argument("--json", type=Path, help="write every run there (without the answers)")
    parser.add_argument("--into", type=Path, help="put the table into this document as well")
    options = parser.parse_args()
    if not options.repositories and not options.labels:
        parser.error("name a repository, or --labels")
    if options.labels and not options.snapshots:
        parser.error("--labels needs --snapshots")
    return options


def replaced(text: str, told: str) -> str:
    """A document with what stands between its markers made anew; raises ValueError without them."""
    before, begin, rest = text.partition("<!-- rivals:")
    note, close, rest = rest.partition("-->")
    _, end, after = rest.partition("<!-- end of rivals -->")
    if not (begin and close and end):
        raise ValueError('the document has no "<!-- rivals: ... -->" and "<!-- end of rivals -->"')
    return f"{before}{begin}{note}{close}\n\n{told}\n\n{end}{after}"


def document(told: Told) -> dict[str, object]:
    """Every run of a tool without its answers."""

    def figures(one: Run) -> dict[str, object]:
        return {key: value for key, value in asdict(one).items() if key != "answer"}

    return {
        "tool": told.rival.title,
        "unable": told.unable,
        "runs": {name: [figures(one), figures(told.second[name])] for name, one in told.first.items()},
        "altered": {what: {name: figures(one) for name, one in runs.items()} for what, runs in told.altered.items()},
        "labelled": {name: {"engineered": label, **figures(one)} for name, (label, one) in told.labelled.items()},
    }


def main() -> int:
    options = arguments()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    chosen = [one for one in RIVALS if one.name == OURS or not options.rivals or one.name in options.rivals]
    limits = Limits(options.seconds, options.megabytes)
    bench = Bench(chosen, options.cache.absolute(), options.as_of.isoformat(), limits)
    left_out = measure(bench, options)
    lines = [table(bench.told, list(ALTERED) if options.repositories else [])]
    network = "without network (bubblewrap)" if without_network() else "with the network in reach: bubblewrap is missing here"
    lines += [f"- Each run: {network}, an empty home, at most {limits.seconds:g} s and {limits.megabytes} MB of address space."]
    told = "\n".join([*lines, *left_out])
    print(told)
    if options.into:
        options.into.write_text(replaced(options.into.read_text(encoding="utf-8"), told), encoding="utf-8")
    if options.json:
        options.json.write_text(json.dumps([document(told) for told in bench.told], indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
