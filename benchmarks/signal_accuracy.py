"""Precision and recall of signals against answers that a reader gave before the tool was run.

usage: python benchmarks/signal_accuracy.py LABELS [LABELS ...] ASSESSMENTS [--subjects genai agents ...] [--wrong]

LABELS are files like benchmarks/labels/signals.csv: one row a repository and signal, "yes" with a place, "no", or "unsure" (on neither
side). ASSESSMENTS is what benchmarks/read_labelled.py wrote. A yes of the tool is a yes whatever its confidence, and whether or not it is
discounted; "needs review" is neither a yes nor a no and lowers recall where the label says yes. Precision is right yes among yes of the
tool, recall right yes among yes of the reader. Intervals are Wilson's at 95 %.
"""

import argparse
import csv
import json
import math
from collections import defaultdict
from pathlib import Path

SUBJECTS = ("genai", "agents", "engineering", "foundations")
Row = dict[str, str]


def wilson(right: int, of: int) -> str:
    """A share with its 95 % interval, as text."""
    if not of:
        return "-"
    z = 1.96
    share, scale = right / of, 1 + z * z / of
    middle = (share + z * z / (2 * of)) / scale
    reach = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / scale
    return f"{share:.2f} ({middle - reach:.2f} to {middle + reach:.2f})"


def answers(folder: Path, repository: str) -> dict[str, str]:
    path = folder / repository.replace("/", "+") / "assessment.json"
    if not path.is_file():
        raise SystemExit(f"not assessed: {repository}")
    return {finding["signal"]: finding["outcome"] for finding in json.loads(path.read_text(encoding="utf-8"))["findings"]}


def print_row(name: str, rows: list[Row]) -> None:
    told = [row for row in rows if row["outcome"] != "unsure"]
    yes = [row for row in told if row["given"] == "yes"]
    true = [row for row in told if row["outcome"] == "yes"]
    right = [row for row in yes if row["outcome"] == "yes"]
    print(f"| {name} | {len(true)} | {len(told) - len(true)} | {wilson(len(right), len(yes))} | {wilson(len(right), len(true))} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", type=Path, nargs="+")
    parser.add_argument("assessments", type=Path)
    parser.add_argument("--subjects", nargs="*", default=SUBJECTS)
    parser.add_argument("--wrong", action="store_true", help="list the repositories where the tool said otherwise")
    options = parser.parse_args()
    rows = [row for labels in options.labels for row in csv.DictReader(labels.read_text(encoding="utf-8").splitlines())]
    given = {name: answers(options.assessments, name) for name in sorted({row["repository"] for row in rows})}
    by_signal: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found = given[row["repository"]].get(row["signal"])
        if found is not None:
            by_signal[row["signal"]].append({**row, "given": found})
    for subject in options.subjects:
        chosen = {signal: found for signal, found in sorted(by_signal.items()) if signal.startswith(f"{subject}/")}
        print("\n| signal | yes | no | precision | recall |\n|---|---|---|---|---|")
        for signal, found in chosen.items():
            print_row(signal, found)
        print_row(f"**{subject}, {len(chosen)} signals**", [row for found in chosen.values() for row in found])
    if options.wrong:
        for signal, found in sorted(by_signal.items()):
            for row in found:
                if row["outcome"] != "unsure" and (row["outcome"] == "yes") != (row["given"] == "yes"):
                    print(f"{signal}: {row['repository']} is {row['outcome']} ({row['place']}), said {row['given']}")


if __name__ == "__main__":
    main()
