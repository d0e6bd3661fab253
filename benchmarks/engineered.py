"""Tells engineered projects from others by the practices seen, on repositories that people labelled.

usage: python benchmarks/engineered.py LABELS SNAPSHOTS [--at label_commit|head] [--as-of DAY] [--keep DIR | --scored DIR]

LABELS is a CSV with the columns repo (owner/name), label (Y or N), and the commits label_commit and head; SNAPSHOTS holds a git directory
for each at owner+name, owner+name.git, owner+name/repo or owner+name/repo/.git. Each is read as `gitassay assess FOLDER --offline` does,
missing objects and all. The score is `practices_seen` over engineering and portfolio (src/gitassay/scoring/practices.py); no weight or
threshold was fitted to labels. With --keep the assessments are written to a folder, with --scored they are taken from there.
"""

import argparse
import csv
import random
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gitassay.isolation import kill_all
from gitassay.model.assessment import Assessment
from gitassay.pipeline import Request, assay
from gitassay.resources import resource
from gitassay.scoring.practices import practice_seen, practices_seen
from gitassay.scoring.rubric import LoadedRubric, load_rubric

CATEGORIES = ("engineering", "portfolio")
ROUNDS = 10_000
SEED = 1
PEERS = (
    ("repo-health 1.0.0", 0.892),
    ("number of test files alone", 0.860),
    ("repo-review 1.3.0", 0.841),
    ("logistic regression on seven features, cross-validated", 0.916),
)
"""ROC AUC of others at the label commits of the development half."""


@dataclass(frozen=True)
class Row:
    """One labelled repository: its score, its suggested levels, and what went wrong with it ("" for nothing)."""

    name: str
    engineered: bool
    score: float
    levels: dict[str, int | None]
    practices: dict[str, float | None]
    crash: str


class Silent:
    """Nobody watches."""

    def remark(self, text: str) -> None:
        """Say nothing."""

    def counting(self, what: str, total: int) -> AbstractContextManager[None]:
        """Count nothing."""
        return nullcontext()

    def done(self, text: str) -> None:
        """Say nothing."""


def snapshot_of(root: Path, repository: str) -> Path:
    folder = root / repository.replace("/", "+")
    candidates = (folder / "repo" / ".git", folder / "repo", folder / ".git", folder, folder.with_name(folder.name + ".git"))
    return next(one for one in candidates if (one / "objects").is_dir())


def as_of_commit(snapshot: Path, commit: str, folder: Path) -> None:
    """A bare repository that borrows a snapshot's objects and stands at one commit."""
    (folder / "objects" / "info").mkdir(parents=True)
    (folder / "refs").mkdir()
    (folder / "objects" / "info" / "alternates").write_text(f"{(snapshot / 'objects').absolute()}\n", encoding="utf-8")
    (folder / "HEAD").write_text(f"{commit}\n", encoding="utf-8")


def assess(snapshot: Path, commit: str, as_of: date, loaded: LoadedRubric, name: str) -> Assessment:
    with tempfile.TemporaryDirectory(prefix="gitassay-engineered-") as place:
        folder = Path(place) / name
        as_of_commit(snapshot, commit, folder)
        return assay(Request((str(folder),), as_of, loaded, jobs=1, offline=True), Silent())


def row_of(label: dict[str, str], assessment: Assessment, loaded: LoadedRubric) -> Row:
    card = assessment.repositories[0]
    errors = [finding.signal for finding in assessment.findings if finding.outcome == "error"]
    crash = "" if assessment.findings and not errors else f"{card.status}: {card.reason} {errors}"
    answers = {finding.signal: (finding,) for finding in assessment.findings}
    judged = [one for one in loaded.rubric.categories if one.id in CATEGORIES]
    levels = {one.id: one.suggested for one in assessment.categories if one.id in CATEGORIES}
    alone = [one.model_copy(update={"practices": (practice,)}) for one in judged for practice in one.practices]
    practices = {f"{one.id}: {one.practices[0].name}": practice_seen(one, answers) for one in alone}
    return Row(label["repo"], label["label"] == "Y", practices_seen(judged, answers) or 0.0, levels, practices, crash)


def auc(rows: Sequence[tuple[bool, float]]) -> float:
    """The chance that an engineered project scores above another one; ties count half."""
    yes = [score for engineered, score in rows if engineered]
    no = [score for engineered, score in rows if not engineered]
    return sum((a > b) + 0.5 * (a == b) for a in yes for b in no) / (len(yes) * len(no))


def interval(rows: Sequence[tuple[bool, float]]) -> tuple[float, float]:
    """95% by bootstrap, drawn within each label."""
    chance = random.Random(SEED)
    yes, no = [row for row in rows if row[0]], [row for row in rows if not row[0]]
    found = sorted(auc([*chance.choices(yes, k=len(yes)), *chance.choices(no, k=len(no))]) for _ in range(ROUNDS))
    return found[int(0.025 * ROUNDS)], found[int(0.975 * ROUNDS)]


def by_practice(rows: Sequence[Row]) -> list[str]:
    """How much of each practice is seen, on the mean, and how well it tells the two apart alone."""
    lines = [f"{'practice':45} engineered    not    ROC AUC   told of"]
    for name in rows[0].practices:
        known = [(row.engineered, share) for row in rows if (share := row.practices[name]) is not None]
        means = [statistics.mean([share for engineered, share in known if engineered is label]) for label in (True, False)]
        lines.append(f"{name:45} {means[0]:10.2f} {means[1]:6.2f} {auc(known):10.2f} {len(known):6}")
    return lines


def told(rows: Sequence[Row]) -> list[str]:
    lines = []
    figures = [("practices seen", [(row.engineered, row.score) for row in rows])]
    figures += [(f"suggested level, {name}", [(row.engineered, float(row.levels[name] or 0)) for row in rows]) for name in CATEGORIES]
    for title, pairs in figures:
        low, high = interval(pairs)
        lines.append(f"{title:60} ROC AUC {auc(pairs):.3f}  95% {low:.3f} to {high:.3f}")
    lines += [f"{title:60} ROC AUC {value:.3f}  (taken elsewhere)" for title, value in PEERS]
    for name in CATEGORIES:
        lines.append(f"\n{name}: suggested level   engineered   not")
        counts = Counter((row.levels[name], row.engineered) for row in rows)
        lines += [f"{level:>24}   {counts[level, True]:10}   {counts[level, False]:3}" for level in range(6)]
    lines += ["", *by_practice(rows), ""]
    for cut in (3, 4):
        taken = [row.engineered for row in rows if (row.levels["engineering"] or 0) >= cut]
        right = sum(taken)
        lines.append(f"engineering >= {cut}: precision {right}/{len(taken)}, recall {right}/{sum(row.engineered for row in rows)}")
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", type=Path)
    parser.add_argument("snapshots", type=Path)
    parser.add_argument("--at", default="label_commit", help="the column that names the commit")
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2020, 6, 27))
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--scored", type=Path)
    options = parser.parse_args()
    loaded = load_rubric(resource("config") / "rubric.toml")
    with options.labels.open(encoding="utf-8", newline="") as file:
        labels = list(csv.DictReader(file))
    rows: list[Row] = []
    for label in labels:
        name = label["repo"].replace("/", "+")
        if options.scored:
            assessment = Assessment.model_validate_json((options.scored / f"{name}.json").read_text(encoding="utf-8"))
        else:
            assessment = assess(snapshot_of(options.snapshots, label["repo"]), label[options.at], options.as_of, loaded, name)
        if options.keep:
            options.keep.mkdir(parents=True, exist_ok=True)
            (options.keep / f"{name}.json").write_text(assessment.model_dump_json(), encoding="utf-8")
        rows.append(row_of(label, assessment, loaded))
    kill_all()
    for row in sorted(rows, key=lambda row: row.score):
        print(f"{'Y' if row.engineered else 'N'} {row.score:.3f}  {row.levels['engineering']} {row.levels['portfolio']}  {row.name}")
    print("\n".join(["", *told(rows)]))
    crashes = [row for row in rows if row.crash]
    print(f"\n{len(rows)} repositories, crashes: {len(crashes)}")
    print("\n".join(f"  {row.name}: {row.crash}" for row in crashes))
    return 1 if crashes else 0


if __name__ == "__main__":
    sys.exit(main())
