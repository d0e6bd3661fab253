"""Precision of findings against hand labels, before and after repairs.

usage: python benchmarks/precision.py LABELS ASSESSMENTS [--sample FILE]

LABELS is a file like benchmarks/labels/precision_sample.csv, ASSESSMENTS a folder with assessment.json files at any depth, made from
the labelled commits. "before" is the share of right among right and wrong labels. "after" leaves out labelled findings that no longer
say what the label judged, and counts a wrong one whose reason begins with "reworded:" as right, since its question now says what is
seen. Unsure labels count on neither side. With --sample, a fresh sample is drawn instead and written to FILE without verdicts: of each
signal up to five findings from different repositories, those with the smallest sha256 of signal and repository.
"""

import argparse
import csv
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

SUBJECTS = (
    "agents", "data", "demo", "engineering", "foundations", "genai", "originality", "readme", "reasoning", "responsibility", "results",
)  # fmt: skip
ALSO_NO = ("integrity/", "dependencies/declares_what_it_imports")
BAD_NEWS = ("integrity/has_conflict_markers", "integrity/is_mostly_stubs")
"""Signals of integrity that tell their news with a yes."""
EACH = 5
COLUMNS = ("repository", "commit", "signal", "outcome", "path", "start", "verdict", "reason")
Row = dict[str, str]


def findings(folder: Path) -> Iterator[dict]:
    for path in sorted(folder.rglob("assessment.json")):
        yield from json.loads(path.read_text(encoding="utf-8"))["findings"]


def is_sampled(finding: dict) -> bool:
    signal, outcome = finding["signal"], finding["outcome"]
    if not finding["locations"]:
        return False
    if signal.startswith(ALSO_NO):
        return outcome == "no" or (outcome == "yes" and signal in BAD_NEWS)
    return outcome == "yes" and signal.split("/")[0] in SUBJECTS


def draw(folder: Path) -> Iterator[Row]:
    pool: dict[str, dict[str, dict]] = defaultdict(dict)
    for finding in filter(is_sampled, findings(folder)):
        pool[finding["signal"]].setdefault(finding["repository"], finding)
    for signal, found in sorted(pool.items()):
        seeded = sorted(found, key=lambda repository, signal=signal: hashlib.sha256((signal + repository).encode()).hexdigest())
        for repository in sorted(seeded[:EACH]):
            place = found[repository]["locations"][0]
            values = (repository, place["commit"], signal, found[repository]["outcome"], place["path"], str(place["start"]), "", "")
            yield dict(zip(COLUMNS, values, strict=True))


def stands(row: Row, now: dict[tuple[str, str], dict]) -> bool:
    """Whether the labelled answer is still given, on the labelled commit."""
    finding = now.get((row["signal"], row["repository"]))
    if finding is None:
        raise SystemExit(f"not assessed: {row['signal']} in {row['repository']}")
    if any(place["commit"] != row["commit"] for place in finding["locations"]):
        raise SystemExit(f"assessed at another commit: {row['repository']}")
    return finding["outcome"] == row["outcome"]


def verdict_after(row: Row) -> str:
    return "right" if row["reason"].startswith("reworded:") else row["verdict"]


def share(verdicts: list[str]) -> str:
    right, wrong = verdicts.count("right"), verdicts.count("wrong")
    return f"{right}/{right + wrong} ({right / (right + wrong):.0%})" if right + wrong else "-"


def table(title: str, rows: list[Row], standing: list[Row], key: Callable[[Row], str], least: int = 1) -> None:
    print(f"\n| {title} | labelled | unsure | before | after |\n|---|---|---|---|---|")
    for name in sorted({key(row) for row in rows}):
        of = [row for row in rows if key(row) == name]
        if len(of) >= least:
            after = [verdict_after(row) for row in standing if key(row) == name]
            unsure = sum(row["verdict"] == "unsure" for row in of)
            print(f"| {name} | {len(of)} | {unsure} | {share([row['verdict'] for row in of])} | {share(after)} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", type=Path)
    parser.add_argument("assessments", type=Path)
    parser.add_argument("--sample", type=Path)
    options = parser.parse_args()
    if options.sample:
        with options.sample.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(draw(options.assessments))
        return
    with options.labels.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    now: dict[tuple[str, str], dict] = {}
    for finding in findings(options.assessments):
        now.setdefault((finding["signal"], finding["repository"]), finding)
    standing = [row for row in rows if stands(row, now)]
    table("all", rows, standing, lambda _: "all")
    table("subject", rows, standing, lambda row: row["signal"].split("/")[0])
    table("signal", rows, standing, lambda row: row["signal"], least=4)
    repaired = sum(row["verdict"] == "wrong" for row in rows) - sum(verdict_after(row) == "wrong" for row in standing)
    lost = [row for row in rows if row["verdict"] == "right" and row not in standing]
    print(f"\nrepaired: {repaired}; right answers lost: {len(lost)}")
    for row in (row for row in standing if verdict_after(row) == "wrong"):
        print(f"still wrong: {row['signal']} in {row['repository']}: {row['reason']}")
    for row in lost:
        print(f"lost: {row['signal']} in {row['repository']}", file=sys.stderr)


if __name__ == "__main__":
    main()
