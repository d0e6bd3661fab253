"""How well the summary's verifier tells true sentences from false ones, on labelled sentences about frozen evidence.

usage: python benchmarks/summary_verifier.py [SET ...]

SETs are the names of files in benchmarks/labels/summary (default: all). Each row there is a sentence, the findings it cites
(repository and signal), whether it is true of them, and the kind of claim or of falsehood.
"""

import csv
import sys
from collections import Counter
from pathlib import Path

from gitassay.llm.verify.evidence import exhibits
from gitassay.llm.verify.file import read_document
from gitassay.llm.verify.sentences import Cited
from gitassay.llm.verify.verdict import fault_of

FOLDER = Path(__file__).parent / "labels" / "summary"
EVIDENCE = {"first": "sample", "second": "real"} | {
    name: f"{name}_evidence" for name in ("third", "fourth", "fifth", "sixth", "seventh", "eighth")
}


def judged(name: str) -> list[tuple[dict[str, str], str | None]]:
    """Each labelled row of a set, and what the verifier has against it."""
    document = read_document(FOLDER / f"{EVIDENCE[name]}.json")
    known = exhibits(document)
    ids = {(finding.repository, finding.signal): finding.id for finding in document.findings}
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    cited = (tuple(ids[tuple(one.split(" "))] for one in row["evidence"].split("; ")) for row in rows)  # type: ignore[index]
    return [(row, fault_of(Cited(row["sentence"], evidence), known)) for row, evidence in zip(rows, cited, strict=True)]


def shares(rows: list[tuple[dict[str, str], str | None]]) -> tuple[float, float]:
    """Shares of true sentences that are kept, and of false ones that are dropped."""
    true = [fault for row, fault in rows if row["verdict"] == "true"]
    false = [fault for row, fault in rows if row["verdict"] == "false"]
    return sum(fault is None for fault in true) / len(true), sum(fault is not None for fault in false) / len(false)


def main(names: list[str]) -> None:
    """Print what was judged wrongly, then the shares."""
    for name in names or list(EVIDENCE):
        rows = judged(name)
        for row, fault in rows:
            if (fault is None) is not (row["verdict"] == "true"):
                print(f"{name}: {row['verdict']} ({row['kind']}), {'kept' if fault is None else fault}: {row['sentence']}")
        kept, dropped = shares(rows)
        counts = Counter(row["verdict"] for row, _ in rows)
        print(f"{name}: keeps {kept:.1%} of {counts['true']} true sentences, drops {dropped:.1%} of {counts['false']} false ones")


if __name__ == "__main__":
    main(sys.argv[1:])
