"""How well sections of READMEs are told apart: F1 by file-wise 10-fold cross-validation, and with the shipped model on other files.

usage: python benchmarks/readme_sections.py FOLDER [--shipped]

FOLDER holds sections.csv and readmes/ as scripts/train_readme_sections.py takes them. Folds are of files (by the sha256 of their
names), so that no file is on both sides; in each fold weights and lines are made anew from the other nine. A labelled heading that
the reader does not see counts as missed with all its kinds. With --shipped nothing is trained: the model of the product is asked,
which says something only on files it was not trained on. Headings are paired in order, after links, tags and punctuation are dropped.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))
from train_readme_sections import FOLDS, Labelled, fold_of, labelled, trained

from gitassay.facts.readme.kinds import Kind, Model, model_in_use


def answers(model: Model, sections: Sequence[Labelled]) -> list[frozenset[Kind]]:
    return [frozenset(model.kinds(one.noticed)) if one.noticed is not None else frozenset() for one in sections]


def cross_validated(sections: Sequence[Labelled]) -> list[tuple[Labelled, frozenset[Kind]]]:
    folds = fold_of(one.file for one in sections)
    found = []
    for fold in range(FOLDS):
        out = [one for one in sections if folds[one.file] == fold]
        model = trained([one for one in sections if folds[one.file] != fold])
        found += zip(out, answers(model, out), strict=True)
        print(f"fold {fold + 1} of {FOLDS}: {len(out)} sections", file=sys.stderr)
    return found


def table(pairs: Sequence[tuple[Labelled, frozenset[Kind]]]) -> str:
    right, said, true = Counter(), Counter(), Counter()
    for one, kinds in pairs:
        right.update(one.kinds & kinds)
        said.update(kinds)
        true.update(one.kinds)
    lines = ["| kind | precision | recall | F1 | labelled |", "| --- | ---: | ---: | ---: | ---: |"]
    for kind in Kind:
        lines.append(_row(kind.value, right[kind], said[kind], true[kind]))
    lines.append(_row("all (micro)", right.total(), said.total(), true.total()))
    weighted = sum(true[kind] * _f1(right[kind], said[kind], true[kind]) for kind in Kind) / max(1, true.total())
    unseen = sum(1 for one, _ in pairs if one.noticed is None)
    lines += ["", f"weighted F1 {weighted:.3f}; {len(pairs)} sections of {len({one.file for one, _ in pairs})} files, {unseen} not seen"]
    return "\n".join(lines)


def _f1(right: int, said: int, true: int) -> float:
    return 2 * right / max(1, said + true)


def _row(name: str, right: int, said: int, true: int) -> str:
    return f"| {name} | {right / max(1, said):.2f} | {right / max(1, true):.2f} | {_f1(right, said, true):.3f} | {true} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shipped", action="store_true", help="ask the shipped model instead of training")
    options = parser.parse_args()
    sections = labelled(options.folder)
    shipped = zip(sections, answers(model_in_use(), sections), strict=True) if options.shipped else None
    print(table(list(shipped) if shipped else cross_validated(sections)))


if __name__ == "__main__":
    main()
