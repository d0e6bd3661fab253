"""Compares what is said about broken code with labels written by reading.

usage: python benchmarks/broken_code.py LABELS.csv MIRRORS [--show]

MIRRORS holds one git directory a repository (owner+name/repo), which is read at the labelled commit. A finding is a place with a file that
a question about broken code points at when its answer is no, yes for conflict markers and stubs, or a person has to look. It is true when a
label of verdict "finding" names the same question and file, wrong when none does; "either" rows are left out of the precision. A label is
found when some finding of its question is in its file. Every repository was read whole.
"""

import argparse
import csv
from collections import Counter, defaultdict
from pathlib import Path

from gitassay.facts.catalogue import load_catalogue
from gitassay.facts.code.notebook import OLD_CELL
from gitassay.facts.code.table import Parse
from gitassay.facts.facts import Facts
from gitassay.model.candidate import Identity, RepositorySource
from gitassay.model.outcome import Outcome
from gitassay.model.snapshot import Snapshot
from gitassay.resources import resource
from gitassay.signals import answer
from gitassay.signals.answer import Answer
from gitassay.signals.signal import all_signals
from gitassay.sources.snapshot import open_snapshot

QUESTIONS = {
    "integrity/parses": "parses",
    "integrity/names_are_defined": "names",
    "integrity/local_imports_resolve": "local_imports",
    "integrity/declared_entry_points_exist": "entry_points",
    "integrity/named_files_exist": "named_files",
    "integrity/notebooks_end_without_error": "notebook_error",
    "integrity/has_conflict_markers": "conflict",
    "integrity/is_mostly_stubs": "stubs",
}
KINDS = ("right", "wrong", "either", "found", "missed")
BAD = {"conflict": Outcome.YES, "stubs": Outcome.YES}
Row = dict[str, str]


def facts_of(snapshot: Snapshot) -> Facts:
    source = RepositorySource(id=snapshot.repository, location="", local=True)
    return Facts(snapshot, source, Identity(name=""), load_catalogue(resource("config") / "catalogue"), 2_000_000_000)


def said(snapshot: Snapshot) -> dict[str, dict[str, str]]:
    """What is found: question to file to the first line of it."""
    facts = facts_of(snapshot)
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for one in all_signals():
        question = QUESTIONS.get(one.id)
        if question:
            finding = one.ask(facts, Answer(one.id, facts))
            if finding.outcome in (BAD.get(question, Outcome.NO), Outcome.NEEDS_REVIEW):
                for place in finding.locations:
                    found[question].setdefault(place.path, f"{place.path}:{place.start}")
    old = {
        unit.path: f"{unit.path}:{unit.problem_line}"
        for unit in facts.code.units
        if unit.parse is Parse.PYTHON_2 or unit.problem.startswith(OLD_CELL)
    }
    found["python_2"] = old
    found["parses"] = {path: place for path, place in found["parses"].items() if path not in old}
    return found


def file_of(label: Row) -> str:
    head, colon, line = label["place"].rpartition(":")
    return head if colon and line.isdigit() else label["place"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", type=Path)
    parser.add_argument("mirrors", type=Path)
    parser.add_argument("--show", action="store_true", help="list what is wrong, missed or left out")
    options = parser.parse_args()
    answer.MAX_PLACES = 10_000
    with options.labels.open(encoding="utf-8", newline="") as stream:
        labels = list(csv.DictReader(stream))
    counts: Counter[tuple[str, str]] = Counter()
    remarks: list[str] = []
    for repository, commit in sorted({(row["repository"], row["commit"]) for row in labels}):
        rows = [row for row in labels if row["repository"] == repository and row["question"] != "none"]
        with open_snapshot(str(options.mirrors / repository.replace("/", "+") / "repo"), repository, commit) as snapshot:
            found = said(snapshot)
        verdicts = {(row["question"], file_of(row)): row["verdict"] for row in reversed(rows)}
        true = {key for key, verdict in verdicts.items() if verdict == "finding"}
        for question, places in found.items():
            for path, place in places.items():
                verdict = verdicts.get((question, path), "not in the labels")
                kind = {"finding": "right", "either": "either"}.get(verdict, "wrong")
                counts[question, kind] += 1
                remarks += [] if kind == "right" else [f"{kind}: {repository}: {question}: {place} ({verdict})"]
        for question, path in sorted(true):
            counts[question, "found" if path in found[question] else "missed"] += 1
            remarks += [] if path in found[question] else [f"missed: {repository}: {question}: {path}"]
    print("| question | files with a finding | right | wrong | either | precision | labels | found |\n|---|---|---|---|---|---|---|---|")
    for question in (*dict.fromkeys([*QUESTIONS.values(), "python_2"]), "all"):
        row = {kind: sum(n for (q, k), n in counts.items() if k == kind and question in (q, "all")) for kind in KINDS}
        of = row["right"] + row["wrong"]
        precision = f"{row['right'] / of:.2f}" if of else "-"
        told, labelled = of + row["either"], row["found"] + row["missed"]
        print(f"| {question} | {told} | {row['right']} | {row['wrong']} | {row['either']} | {precision} | {labelled} | {row['found']} |")
    if options.show:
        print("\n".join(remarks))


if __name__ == "__main__":
    main()
