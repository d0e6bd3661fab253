"""How often the kind of data a project runs on is told as a person told it.

usage: python benchmarks/data_kind.py COPIES [--labels CSV]

COPIES holds bare repositories (COPIES/<owner>+<name>/repo). The labels (toy, real, none) were written by reading, before anything
read them.
"""

import argparse
import csv
from collections import Counter
from pathlib import Path

from reported_results import git_dir

from gitassay.facts.catalogue import load_catalogue
from gitassay.facts.facts import Facts
from gitassay.model.candidate import Identity, RepositorySource
from gitassay.resources import resource
from gitassay.signals.data_kind import data_of
from gitassay.sources.limits import snapshot_limits
from gitassay.sources.snapshot import open_snapshot

LABELS = Path(__file__).parent / "labels" / "data_kind.csv"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("copies", type=Path)
    parser.add_argument("--labels", type=Path, default=LABELS)
    options = parser.parse_args()
    catalogue = load_catalogue(resource("config") / "catalogue")
    limits = snapshot_limits(resource("config") / "thresholds.toml")
    table: Counter[tuple[str, str]] = Counter()
    for row in csv.DictReader(options.labels.open(encoding="utf-8")):
        with open_snapshot(str(git_dir(options.copies, row["repository"])), row["repository"], row["commit"], limits) as snapshot:
            facts = Facts(snapshot, RepositorySource(id=row["repository"], location="", local=True), Identity(name="-"), catalogue, 0)
            data = data_of(facts)
        table[row["kind"], data.worth] += 1
        if data.worth != row["kind"]:
            print(
                f"{row['repository']}: {row['kind']} ({row['reason']}), told {data.kind}: {', '.join(one.name for one in data.sources[:4])}"
            )
    right = sum(count for (wanted, told), count in table.items() if wanted == told)
    whole = sum(table.values())
    print(f"accuracy {right}/{whole} ({right / whole:.1%})")
    for kind in ("toy", "real", "none"):
        labelled = sum(count for (wanted, _), count in table.items() if wanted == kind)
        told = sum(count for (_, said), count in table.items() if said == kind)
        print(f"  {kind}: recall {table[kind, kind]}/{labelled}, precision {table[kind, kind]}/{told}")


if __name__ == "__main__":
    main()
