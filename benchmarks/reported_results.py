"""How many of the results that people read in READMEs and notebooks are found, and how many of those found are there.

usage: python benchmarks/reported_results.py COPIES [--labels CSV] [--show]

COPIES holds bare repositories (COPIES/<owner>+<name>/repo). The labels name, by repository and commit, each value with its place
(a line of the README, or the cell of a notebook); they were written by reading, before anything read them. "open" values may be
found or not: repetitions, code blocks, running logs, classes of a report, gains without a metric.
"""

import argparse
import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

from gitassay.facts.catalogue import load_catalogue
from gitassay.facts.facts import Facts
from gitassay.facts.results import Result
from gitassay.facts.results.metrics import metric_of
from gitassay.facts.results.notebooks import in_cell
from gitassay.model.candidate import Identity, RepositorySource
from gitassay.resources import resource
from gitassay.sources.limits import snapshot_limits
from gitassay.sources.snapshot import open_snapshot

LABELS = Path(__file__).parent / "labels" / "reported_results.csv"
NEAR = 8
"""Lines by which a sentence's place may differ from the label's: a paragraph is placed by its first line."""


def git_dir(copies: Path, repository: str) -> Path:
    folder = copies / repository.replace("/", "+", 1) / "repo"
    return folder if (folder / "HEAD").exists() else folder / ".git"


def bare(value: str) -> str:
    match = re.search(r"\d[\d,]*(?:\.\d+)?(?:e-?\d+)?", value.lower())
    return match.group().rstrip(",") if match else value


def in_readme(facts: Facts, path: str) -> list[tuple[str, str, str, bool]]:
    rows = [row for row in facts.results.told if row.result.place.path == path]
    return [(str(row.result.place.start), bare(row.result.value), name(row.result), row.backing is not None) for row in rows]


def in_notebook(facts: Facts, path: str) -> list[tuple[str, str, str, bool]]:
    notebook = next((one for one in facts.notebooks if one.path == path), None)
    cells = notebook.cells if notebook else ()
    printed = [
        (number, one) for number, cell in enumerate(cells) if cell.kind == "code" and cell.executed and cell.output for one in in_cell(cell)
    ]
    return [(f"cell {number}", bare(one.value), one.metric.name, True) for number, one in printed]


def name(result: Result) -> str:
    return result.metric.name


def same_place(label: str, found: str) -> bool:
    return label == found if label.startswith("cell") else abs(int(label) - int(found)) <= NEAR


def compare(rows: list[dict[str, str]], found: list[tuple[str, str, str, bool]], counts: Counter[str], show: list[str]) -> None:
    wanted = [row for row in rows if row["label"] == "yes"]
    matched: set[int] = set()
    for where, value, metric, backed in found:
        near = [n for n, row in enumerate(rows) if row["value"] and bare(row["value"]) == value and same_place(row["where"], where)]
        ranked = sorted(near, key=lambda n: (n in matched, rows[n]["label"] != "yes"))
        best = ranked[0] if ranked else None
        if best is None:
            counts["wrong"] += 1
            show.append(f"wrong: {where} {metric} {value}")
        elif rows[best]["label"] == "yes" and best not in matched:
            matched.add(best)
            counts["right"] += 1
            counts["metric"] += metric_of(rows[best]["metric"]) == metric_of(metric)
            if metric_of(rows[best]["metric"]) != metric_of(metric) and not where.startswith("cell"):
                show.append(f"other metric: {where} {metric} for {rows[best]['metric']} {value}")
            if backed and rows[best]["backed"] in ("yes", "no"):
                counts["backed_" + rows[best]["backed"]] += 1
            if backed and rows[best]["backed"] == "no":
                show.append(f"not backed: {where} {metric} {value}")
            counts["unbacked_yes"] += not backed and rows[best]["backed"] == "yes"
    missed = [row for row in wanted if not any(rows[n] is row for n in matched)]
    counts["missed"] += len(missed)
    counts["wanted"] += len(wanted)
    show += [f"missed: {row['where']} {row['metric']} {row['value']}" for row in missed]


def facts_of(copies: Path, repository: str, commit: str):
    limits = snapshot_limits(resource("config") / "thresholds.toml")
    return open_snapshot(str(git_dir(copies, repository)), repository, commit, limits)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("copies", type=Path)
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--show", action="store_true", help="name what is missed and what is wrong")
    options = parser.parse_args()
    by_file: dict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
    for row in csv.DictReader(options.labels.open(encoding="utf-8")):
        by_file[row["repository"], row["commit"], row["path"]].append(row)
    catalogue = load_catalogue(resource("config") / "catalogue")
    counts: dict[str, Counter[str]] = {"READMEs": Counter(), "notebooks": Counter()}
    for (repository, commit, path), rows in sorted(by_file.items()):
        with facts_of(options.copies, repository, commit) as snapshot:
            facts = Facts(snapshot, RepositorySource(id=repository, location="", local=True), Identity(name="-"), catalogue, 0)
            kind = "notebooks" if path.endswith(".ipynb") else "READMEs"
            found = (in_notebook if kind == "notebooks" else in_readme)(facts, path)
        show: list[str] = []
        counts[kind]["files"] += 1
        compare(rows, found, counts[kind], show)
        if options.show and show:
            print(f"## {repository} {path}")
            print("\n".join(f"  {line}" for line in show[:12]))
    for kind, count in counts.items():
        report(kind, count)


def share(part: int, whole: int) -> str:
    return f"{part}/{whole} ({part / max(whole, 1):.1%})"


def report(kind: str, count: Counter[str]) -> None:
    print(f"{kind}: {count['files']} files, {count['wanted']} results labelled")
    print(f"  precision {share(count['right'], count['right'] + count['wrong'])}, recall {share(count['right'], count['wanted'])}")
    if kind == "READMEs":
        print(f"  of those right, under the metric that was labelled: {share(count['metric'], count['right'])}")
    told = count["backed_yes"] + count["backed_no"]
    print(f"  backed: precision {share(count['backed_yes'], told)}, backed but not seen: {count['unbacked_yes']}")


if __name__ == "__main__":
    main()
