"""Train the model that says what a README's section is about, from labelled READMEs.

usage: python scripts/train_readme_sections.py FOLDER [--out config/readme_sections/model.toml]

FOLDER holds sections.csv (readme, heading, codes: 1 what, 2 why, 3 how, 4 when, 5 who, 6 references, 7 contribution, 8 other, several
may stand together, `-` is left out) and the files in readmes/. One logistic regression for each kind with an L1 penalty, which drops
most features; the line of each kind is drawn where the F1 of all kinds together is highest on files the weights were not fitted to.
Needs scikit-learn (`pip install --group train`).
"""

import argparse
import csv
import difflib
import hashlib
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

try:
    import numpy as np
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression
except ModuleNotFoundError as missing:
    sys.exit(f"{missing.name} is not installed, which training needs. Install it: pip install --group train")

from gitassay.facts.readme.features import features
from gitassay.facts.readme.kinds import Kind, Model, families, read_model
from gitassay.facts.readme.written import headings_as_written, read_one

FOLDS = 10
STRENGTH = 0.6
LEAST_FILES = 3
WEIGHT_DIGITS = 3
_LINES = np.arange(-2.2, 1.3, 0.2)
"""Where a kind's line may be drawn, in log odds: from a probability of about 0.1 to one of about 0.77."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled section: its file, its heading, what is noticed (None when the reader sees no such heading) and its kinds."""

    file: str
    heading: str
    noticed: tuple[str, ...] | None
    kinds: frozenset[Kind]


def labelled(folder: Path) -> list[Labelled]:
    """Read the labels and what the product's own reader notices in the same sections."""
    rows: dict[str, list[tuple[str, str]]] = defaultdict(list)
    with (folder / "sections.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows[row["readme"]].append((row["heading"], row["codes"]))
    found = []
    for name in sorted(rows):
        found += _of_file(folder / "readmes" / name, rows[name])
    return found


def _of_file(path: Path, rows: list[tuple[str, str]]) -> list[Labelled]:
    text = path.read_bytes().decode("utf-8", errors="replace")
    readme = read_one(path.name, text)
    noticed = features(readme, families())
    written = [_plain(one) for one in headings_as_written(readme, text)]
    pairs: dict[int, int] = {}
    labels = [_plain(heading) for heading, _ in rows]
    for block in difflib.SequenceMatcher(None, labels, written, autojunk=False).get_matching_blocks():
        pairs |= {block.a + number: block.b + number for number in range(block.size)}
    kinds = list(Kind)
    return [
        Labelled(
            path.name,
            heading,
            tuple(noticed[pairs[number]]) if number in pairs else None,
            frozenset(kinds[int(code) - 1] for code in codes),
        )
        for number, (heading, codes) in enumerate(rows)
        if codes != "-"
    ]


def _plain(heading: str) -> str:
    text = re.sub(r"<[^>]{0,500}>", "", heading)
    text = re.sub(r"!?\[([^\]]{0,500})\](?:\([^)]{0,500}\)|\[[^\]]{0,200}\])", r"\1", text)
    return "".join(letter for letter in text.lower() if letter.isalnum())


def fold_of(files: Iterable[str]) -> dict[str, int]:
    """The fold of each file, by the sha256 of its name, so that all sections of a file are in one."""
    ordered = sorted(set(files), key=lambda name: hashlib.sha256(name.encode()).hexdigest())
    return {name: number % FOLDS for number, name in enumerate(ordered)}


def train(sections: Sequence[Labelled], say: Callable[[str], None] = print) -> str:
    """The text of a model trained on these sections."""
    known = [one for one in sections if one.noticed is not None]
    folds = fold_of(one.file for one in known)
    margins, truth = np.zeros((len(known), len(Kind))), _truth(known)
    for fold in range(FOLDS):
        out = [number for number, one in enumerate(known) if folds[one.file] == fold]
        kept = [one for one in known if folds[one.file] != fold]
        if out and kept:
            fitted = _fit(kept)
            margins[out] = [_row(fitted, known[number]) for number in out]
    lines = _lines(margins, truth)
    model = _fit(known)
    say(f"{len(known)} sections of {len(folds)} files, {sum(len(rows) for rows in model.weights.values())} weights")
    return _write(model, lines, len(known), len(folds))


def trained(sections: Sequence[Labelled]) -> Model:
    """The model these sections train, as it would be read from its file."""
    return read_model(train(sections, lambda _: None))


def _truth(known: Sequence[Labelled]) -> "np.ndarray":
    return np.array([[kind in one.kinds for kind in Kind] for one in known])


def _row(model: Model, one: Labelled) -> list[float]:
    sums = model.margins(one.noticed or ())
    return [sums[kind] for kind in Kind]


def _fit(known: Sequence[Labelled]) -> Model:
    files: dict[str, set[str]] = defaultdict(set)
    for one in known:
        for feature in one.noticed or ():
            files[feature].add(one.file)
    kept = {feature for feature, names in files.items() if len(names) >= LEAST_FILES}
    vectors = DictVectorizer()
    table = vectors.fit_transform([dict.fromkeys((one for one in row.noticed or () if one in kept), 1) for row in known])
    table.indices, table.indptr = table.indices.astype("int32"), table.indptr.astype("int32")
    names = vectors.get_feature_names_out()
    biases: dict[Kind, float] = {}
    weights: dict[str, list[tuple[Kind, float]]] = defaultdict(list)
    for number, kind in enumerate(Kind):
        wanted = _truth(known)[:, number]
        if not wanted.any():
            biases[kind] = -9.0
            continue
        fitted = LogisticRegression(C=STRENGTH, l1_ratio=1, solver="liblinear", max_iter=500, random_state=0).fit(table, wanted)
        biases[kind] = round(float(fitted.intercept_[0]), WEIGHT_DIGITS)
        for index in np.flatnonzero(np.abs(fitted.coef_[0]) >= 0.5 * 10**-WEIGHT_DIGITS):
            weights[str(names[index])].append((kind, round(float(fitted.coef_[0][index]), WEIGHT_DIGITS)))
    return Model(biases, {feature: tuple(rows) for feature, rows in weights.items()})


def _lines(margins: "np.ndarray", truth: "np.ndarray") -> list[float]:
    """The line of each kind: three rounds of moving one at a time to where the F1 of all together is highest."""
    lines = np.full(len(Kind), -0.4)
    for _ in range(3):
        for number in range(len(Kind)):
            scores = []
            for line in _LINES:
                tried = lines.copy()
                tried[number] = line
                scores.append(_f1(margins >= tried, truth))
            lines[number] = _LINES[int(np.argmax(scores))]
    return [float(line) for line in lines]


def _f1(said: "np.ndarray", truth: "np.ndarray") -> float:
    return 2 * float((said & truth).sum()) / max(1.0, float(said.sum() + truth.sum()))


def _write(model: Model, lines: Sequence[float], sections: int, files: int) -> str:
    text = [
        "# What a README's section is about: it is of a kind when the bias and the weights of what is noticed in it add up to 0 or more.",
        f"# Made by scripts/train_readme_sections.py from {sections} sections of {files} files; do not edit. Strongest weights first.",
    ]
    for kind, line in zip(Kind, lines, strict=True):
        text += ["", f"[{kind.value}]", f"bias = {round(model.biases[kind] - line, WEIGHT_DIGITS)}", "", f"[{kind.value}.weights]"]
        rows = [(feature, weight) for feature, pairs in model.weights.items() for one, weight in pairs if one is kind]
        text += [f'"{feature}" = {weight}' for feature, weight in sorted(rows, key=lambda row: (-abs(row[1]), row[0]))]
    return "\n".join(text) + "\n"


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=Path("config/readme_sections/model.toml"))
    options = parser.parse_args()
    options.out.write_text(train(labelled(options.folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
