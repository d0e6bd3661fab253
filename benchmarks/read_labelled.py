"""Reads labelled repositories one by one under their public names, and writes an assessment of each alone.

usage: python benchmarks/read_labelled.py COPIES OUT [--only NAME ...] [--as-of DATE]

COPIES holds one folder a repository, named owner+name, with a bare git repository in it whose HEAD is the labelled commit. Nothing is
fetched, and every commit counts as the candidate's. OUT gets owner+name/assessment.json for benchmarks/levels.py and signal_accuracy.py.
Unlike `gitassay assess FOLDER`, the public name is known here, so that a well-known project is not taken for a copy of itself.
"""

import argparse
import subprocess
from datetime import date
from pathlib import Path

from gitassay import __version__
from gitassay.model.assessment import CandidateCard
from gitassay.model.candidate import Identity, RepositorySource
from gitassay.reading import read
from gitassay.resources import resource
from gitassay.scoring.assemble import assemble
from gitassay.scoring.rubric import load_rubric
from gitassay.signals.signal import all_signals


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("copies", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2026, 1, 1))
    options = parser.parse_args()
    loaded = load_rubric(resource("config") / "rubric.toml")
    questions = {one.id: one.question for one in all_signals()}
    for folder in sorted(options.copies.iterdir()):
        name = folder.name.replace("+", "/")
        if options.only and name not in options.only:
            continue
        git_dir = next(folder.glob("*.git"), folder)
        head = subprocess.run(["git", f"--git-dir={git_dir}", "rev-parse", "HEAD"], capture_output=True, text=True, check=True)
        source = RepositorySource(id=name, location=str(git_dir), local=True)
        reading = read(str(git_dir), head.stdout.strip(), source, Identity(name), options.as_of)
        document = assemble(CandidateCard(name=name), [reading], loaded, questions, options.as_of, __version__)
        into = options.out / folder.name
        into.mkdir(parents=True, exist_ok=True)
        (into / "assessment.json").write_text(document.model_dump_json(), encoding="utf-8")


if __name__ == "__main__":
    main()
