"""How far suggested levels agree with levels that a reader gave before the tool was run.

usage: python benchmarks/levels.py LABELS ASSESSMENTS [--half tuning|checking] [--resamples N] [--disagreements]
       python benchmarks/levels.py --readers LABELS OTHER_LABELS

LABELS is a file like benchmarks/labels/levels.csv. ASSESSMENTS holds one folder a repository, named owner+name, with the assessment.json
of that repository alone, read at the labelled commit (or at a copy of it without absent files).

Agreement is Cohen's kappa with quadratic weights, computed here: 1 - sum(w*seen) / sum(w*expected by chance), w = (a - b)^2.
With --readers, two readers' levels are compared on the repositories that both files hold; no assessment is read.
"Not assessed" pairs with a number as level 0 in the column "kappa": nothing to show weighs as much as the level that is missed.
The column "both" takes only pairs in which reader and tool gave a number. "same say" is the share of repositories where both, or neither,
found something to assess. Intervals are percentiles (2.5 and 97.5) over resampled repositories, with a fixed seed. A repository belongs
to the tuning half when the first hexadecimal digit of the sha256 of its name is even, and to the checking half otherwise.
"""

import argparse
import csv
import hashlib
import json
import random
from collections import Counter, defaultdict
from pathlib import Path

LEVELS = range(6)
ABSENT = "not assessed"
SEED = 2026
READ = ("read", "partial")
"""States of a repository in which it was assessed; a copy may lack the content of large files."""
Pair = tuple[int | None, int | None]
Pairs = dict[str, dict[str, Pair]]
"""(label, suggestion) by repository and category."""


def half_of(repository: str) -> str:
    return "checking" if int(hashlib.sha256(repository.encode()).hexdigest()[0], 16) % 2 else "tuning"


def read_labels(path: Path) -> dict[str, dict[str, int | None]]:
    labels: dict[str, dict[str, int | None]] = defaultdict(dict)
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            labels[row["repository"]][row["category"]] = None if row["level"] == ABSENT else int(row["level"])
    return labels


def read_pairs(labels: dict[str, dict[str, int | None]], folder: Path) -> Pairs:
    pairs: Pairs = {}
    for repository, levels in sorted(labels.items()):
        path = folder / repository.replace("/", "+") / "assessment.json"
        if not path.is_file():
            raise SystemExit(f"not assessed: {repository}")
        document = json.loads(path.read_text(encoding="utf-8"))
        if [card["status"] in READ for card in document["repositories"]] != [True]:
            raise SystemExit(f"not read: {repository}")
        suggested = {category["id"]: category["suggested"] for category in document["categories"]}
        pairs[repository] = {category: (level, suggested[category]) for category, level in levels.items()}
    return pairs


def between_readers(one: Path, other: Path) -> Pairs:
    """(level by the first reader, level by the second) of the repositories that both read."""
    first, second = read_labels(one), read_labels(other)
    shared = sorted(set(first) & set(second))
    return {name: {category: (level, second[name][category]) for category, level in first[name].items()} for name in shared}


def kappa(pairs: list[tuple[int, int]]) -> float:
    """Quadratic weighted kappa; not a number when chance alone would agree throughout."""
    rows, columns = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    seen = sum((a - b) ** 2 for a, b in pairs) / len(pairs) if pairs else 0.0
    chance = sum(rows[a] * columns[b] * (a - b) ** 2 for a in LEVELS for b in LEVELS) / len(pairs) ** 2 if pairs else 0.0
    return 1 - seen / chance if chance else float("nan")


def as_zero(pairs: list[Pair]) -> list[tuple[int, int]]:
    return [(label or 0, suggestion or 0) for label, suggestion in pairs]


def numbered(pairs: list[Pair]) -> list[tuple[int, int]]:
    return [(label, suggestion) for label, suggestion in pairs if label is not None and suggestion is not None]


def interval(pairs: Pairs, categories: list[str], resamples: int) -> tuple[float, float]:
    chance = random.Random(SEED)
    names = sorted(pairs)
    drawn = []
    for _ in range(resamples):
        sample = [pairs[name][category] for name in chance.choices(names, k=len(names)) for category in categories]
        drawn.append(kappa(as_zero(sample)))
    ordered = sorted(value for value in drawn if value == value)
    return ordered[int(0.025 * len(ordered))], ordered[int(0.975 * len(ordered)) - 1]


def print_agreement(pairs: Pairs, categories: list[str], resamples: int) -> None:
    print("| category | kappa | 95 % interval | both | pairs | same say | within one level | mean difference |")
    print("|---|---|---|---|---|---|---|---|")
    for name, chosen in [*((category, [category]) for category in categories), ("**all**", categories)]:
        rows = [row[category] for row in pairs.values() for category in chosen]
        both = numbered(rows)
        low, high = interval(pairs, chosen, resamples)
        same = sum((label is None) == (suggestion is None) for label, suggestion in rows)
        near = sum(abs(a - b) <= 1 for a, b in as_zero(rows))
        bias = sum(b - a for a, b in both) / len(both) if both else 0.0
        print(
            f"| {name} | {kappa(as_zero(rows)):.2f} | {low:.2f} to {high:.2f} | {kappa(both):.2f} | {len(both)} "
            f"| {same / len(rows):.0%} | {near / len(rows):.0%} | {bias:+.2f} |"
        )


def print_confusion(pairs: Pairs, category: str) -> None:
    counted = Counter(row[category] for row in pairs.values())
    values = (None, *LEVELS)
    print(f"\n{category}: label in rows, suggestion in columns\n| | - | 0 | 1 | 2 | 3 | 4 | 5 |\n|---|---|---|---|---|---|---|---|")
    for label in values:
        cells = [str(counted[label, suggestion] or "") for suggestion in values]
        print(f"| {'-' if label is None else label} | " + " | ".join(cells) + " |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", type=Path, nargs="?")
    parser.add_argument("assessments", type=Path, nargs="?")
    parser.add_argument("--readers", type=Path, nargs=2, metavar=("LABELS", "OTHER_LABELS"))
    parser.add_argument("--half", choices=("tuning", "checking"))
    parser.add_argument("--resamples", type=int, default=1000)
    parser.add_argument("--disagreements", action="store_true")
    options = parser.parse_args()
    if options.readers:
        pairs = between_readers(*options.readers)
    elif options.labels and options.assessments:
        labels = read_labels(options.labels)
        if options.half:
            labels = {name: row for name, row in labels.items() if half_of(name) == options.half}
        pairs = read_pairs(labels, options.assessments)
    else:
        parser.error("give LABELS and ASSESSMENTS, or --readers with two files of labels")
    if not pairs:
        raise SystemExit("no repository to compare")
    categories = list(next(iter(pairs.values())))
    print(f"{len(pairs)} repositories{f', {options.half} half' if options.half else ''}\n")
    print_agreement(pairs, categories, options.resamples)
    for category in categories:
        print_confusion(pairs, category)
    if options.disagreements:
        for repository, row in pairs.items():
            wide = [f"{category} {label} -> {given}" for category, (label, given) in row.items() if abs((label or 0) - (given or 0)) > 1]
            if wide:
                print(f"{repository}: {', '.join(wide)}")


if __name__ == "__main__":
    main()
