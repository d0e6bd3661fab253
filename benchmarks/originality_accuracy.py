"""Compares labelled repositories with the index of tutorials that ships, and says how often a flag is right.

usage: python benchmarks/originality_accuracy.py LABELS.json COPIES [--ordinary NAME ...]

LABELS.json is a list of rows {repo, head, label: "clone" or "original", source_status, kind, difficulty}; COPIES holds bare
repositories as COPIES/owner+name[/repo][/.git]. A repository is flagged when one of the signals of originality that are red
flags, or the practice data set, answers yes. --ordinary names repositories of no label whose files are asked one by one: how many
files, and how many have half of their code or more in regions that count, with one of 100 tokens or more.
"""

import argparse
import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from gitassay.facts.catalogue import load_catalogue
from gitassay.facts.facts import Facts
from gitassay.model.candidate import Identity, RepositorySource
from gitassay.model.outcome import Outcome
from gitassay.resources import resource
from gitassay.signals.answer import Answer
from gitassay.signals.signal import all_signals
from gitassay.sources.snapshot import open_snapshot

BY_MATCH = ("originality/matches_known_tutorial", "originality/readme_matches_tutorial")
OTHERS = ("originality/follows_course_assignment", "originality/is_untouched_template", "data/uses_toy_dataset")
AS_OF = 1_780_000_000
LONG = 100


def git_dir(copies: Path, name: str) -> Path | None:
    base = copies / name.replace("/", "+")
    return next((base / inner for inner in (".git", "repo/.git", "repo", "") if (base / inner / "objects").is_dir()), None)


@contextmanager
def facts_of(place: Path, name: str, head: str | None) -> Iterator[Facts]:
    shown = subprocess.run(["git", f"--git-dir={place}", "rev-parse", "HEAD"], capture_output=True, text=True, check=False)
    with open_snapshot(str(place), name, head or shown.stdout.strip()) as snapshot:
        source = RepositorySource(id=name, location="", local=False, url=f"https://github.com/{name}")
        yield Facts(snapshot, source, Identity(name=""), load_catalogue(resource("config") / "catalogue"), AS_OF)


def assess(rows: list[dict[str, Any]], copies: Path) -> list[tuple[dict[str, Any], set[str]]]:
    signals = {one.id: one for one in all_signals()}
    judged = []
    for row in rows:
        place = git_dir(copies, row["repo"])
        if place is None:
            print(f"{row['repo']}: no copy")
            continue
        with facts_of(place, row["repo"], row.get("head")) as facts:
            asked = ((name, signals[name].ask(facts, Answer(name, facts)).outcome) for name in (*BY_MATCH, *OTHERS))
            judged.append((row, {name for name, outcome in asked if outcome == Outcome.YES}))
        said = ", ".join(sorted(judged[-1][1])) or "-"
        print(f"{row['label']:<9} {row.get('source_status') or row.get('difficulty') or '':<15} {row['repo']}: {said}")
    return judged


def share(part: int, whole: int) -> str:
    return f"{part}/{whole} = {part / whole:.2f}" if whole else "none"


def figures(judged: list[tuple[dict[str, Any], set[str]]]) -> None:
    clones = [(row, flags) for row, flags in judged if row["label"] == "clone"]
    originals = [(row, flags) for row, flags in judged if row["label"] == "original"]
    indexed = [flags for row, flags in clones if row["source_status"] == "source-indexed"]
    others = [flags for row, flags in clones if row["source_status"] != "source-indexed"]
    hard = [flags for row, flags in originals if row.get("difficulty") == "hard"]
    by_match = set(BY_MATCH)
    print("recall, source indexed, by matches alone:", share(sum(bool(flags & by_match) for flags in indexed), len(indexed)))
    print("recall, source indexed, by any signal:   ", share(sum(map(bool, indexed)), len(indexed)))
    print("recall, other clones, by any signal:     ", share(sum(map(bool, others)), len(others)))
    for title, wanted in (("matches alone", by_match), ("any signal", by_match | set(OTHERS))):
        right, wrong = (sum(bool(flags & wanted) for _, flags in rows) for rows in (clones, originals))
        print(f"precision, {title}: {share(right, right + wrong)}")
    print("hard originals flagged by matches:", share(sum(bool(flags & by_match) for flags in hard), len(hard)))
    print("hard originals flagged by any:    ", share(sum(map(bool, hard)), len(hard)))


def ordinary(names: list[str], copies: Path) -> None:
    files = flagged = size = 0
    spent = 0.0
    for name in names:
        place = git_dir(copies, name)
        if place is None:
            print(f"{name}: no copy")
            continue
        with facts_of(place, name, None) as facts:
            _ = facts.files, facts.notebooks, facts.readme
            started = time.process_time()
            matches = facts.matches
            spent += time.process_time() - started
            assert matches is not None
            size += sum(file.size or 0 for file in facts.files if file.path in {one.path for one in matches.files})
            long = {match.place.path for match in matches.regions if match.counts and match.tokens >= LONG}
            named = [file.path for file in matches.files if file.share >= 0.5 and file.path in long]
            files, flagged = files + len(matches.files), flagged + len(named)
            print(f"{name}: {len(matches.files)} files, {len(named)} flagged {named[:5]}")
    print(f"ordinary files flagged: {flagged} of {files}; {spent:.2f} CPU seconds for {size / 1e6:.1f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", type=Path)
    parser.add_argument("copies", type=Path)
    parser.add_argument("--ordinary", nargs="*", default=[])
    options = parser.parse_args()
    figures(assess(json.loads(options.labels.read_text(encoding="utf-8")), options.copies))
    ordinary(options.ordinary, options.copies)


if __name__ == "__main__":
    main()
