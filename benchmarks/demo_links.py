"""How often a link is rightly taken for the project's own live demo.

usage: python benchmarks/demo_links.py COPIES READMES [--labels CSV] [--show]

COPIES holds bare repositories (COPIES/<owner>+<name>/repo), READMES the files of labels that begin with `readme_sections/`
(<owner>.<name>.md). Labels were written by reading the links and their lines, before anything read them: addresses that are the demo
(`*` at the end stands for any rest), those on neither side (unsure), and READMEs without one. Every other link is no demo.
"""

import argparse
import csv
import subprocess
from collections import Counter, defaultdict
from pathlib import Path

from reported_results import git_dir, share

from gitassay.facts.catalogue import load_catalogue
from gitassay.facts.facts import Facts
from gitassay.model.candidate import Identity, RepositorySource
from gitassay.model.snapshot import Snapshot, TreeFile
from gitassay.resources import resource
from gitassay.signals.demo_links import demo_links
from gitassay.sources.limits import snapshot_limits
from gitassay.sources.snapshot import open_snapshot

LABELS = Path(__file__).parent / "labels" / "demo_links.csv"
ALONE = "readme_sections/"


class OneFile:
    """The blobs of a tree that holds a README and nothing else."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def read(self, oid: str) -> bytes | None:
        """The README's bytes."""
        return self._content if oid == "1" * 40 else None

    def stream(self, oids):
        """The same for each of some."""
        return ((oid, self.read(oid)) for oid in oids)


def found_in(facts: Facts) -> list[str]:
    return [link.url for link in demo_links(facts)]


def demos(name: str, options: argparse.Namespace, catalogue) -> list[str]:
    if name.startswith(ALONE):
        content = (options.readmes / f"{name.removeprefix(ALONE)}.md").read_bytes()
        owner, _, repository = name.removeprefix(ALONE).partition(".")
        tree = (TreeFile("README.md", "1" * 40, "100644", len(content)),)
        snapshot = Snapshot(f"{owner}/{repository}", "c" * 40, tree, (), OneFile(content))
        return found_in(
            Facts(snapshot, RepositorySource(id=snapshot.repository, location="", local=True), Identity(name="-"), catalogue, 0)
        )
    folder = git_dir(options.copies, name)
    command = ["git", "-c", "safe.directory=*", f"--git-dir={folder}", "rev-parse", "HEAD"]
    commit = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    with open_snapshot(str(folder), name, commit, snapshot_limits(resource("config") / "thresholds.toml")) as snapshot:
        return found_in(Facts(snapshot, RepositorySource(id=name, location="", local=True), Identity(name="-"), catalogue, 0))


def fits(url: str, pattern: str) -> bool:
    bare, wanted = (one.rstrip("/").lower().replace("https://", "http://").replace("http://www.", "http://") for one in (url, pattern))
    return bare.startswith(wanted[:-1].rstrip("/")) if wanted.endswith("*") else bare == wanted


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("copies", type=Path)
    parser.add_argument("readmes", type=Path)
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--show", action="store_true", help="name what is missed and what is wrong")
    options = parser.parse_args()
    labels: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in csv.DictReader(options.labels.open(encoding="utf-8")):
        labels[row["readme"]].append(row)
    catalogue = load_catalogue(resource("config") / "catalogue")
    count: Counter[str] = Counter()
    for name, rows in sorted(labels.items()):
        compare(name, rows, demos(name, options, catalogue), count, options.show)
    print(f"{len(labels)} READMEs, {count['labelled']} with a demo")
    print(f"links: precision {share(count['right'], count['right'] + count['wrong'])}, recall {share(count['seen'], count['wanted'])}")
    told = count["told_right"] + count["told_wrong"]
    print(f"READMEs: precision {share(count['told_right'], told)}, recall {share(count['told_right'], count['labelled'])}")


def compare(name: str, rows: list[dict[str, str]], found: list[str], count: Counter[str], show: bool) -> None:
    wanted = [row["url"] for row in rows if row["label"] == "yes"]
    unsure = [row["url"] for row in rows if row["label"] == "unsure"]
    right = {url for url in found if any(fits(url, one) for one in wanted)}
    wrong = {url for url in found if url not in right and not any(fits(url, one) for one in unsure)}
    missed = [one for one in wanted if not any(fits(url, one) for url in found)]
    count["right"] += len(right)
    count["wrong"] += len(wrong)
    count["wanted"] += len(wanted)
    count["seen"] += len(wanted) - len(missed)
    count["labelled"] += bool(wanted)
    count["told_right"] += bool(wanted and right)
    count["told_wrong"] += bool(not wanted and wrong)
    if show and (wrong or missed):
        print(f"{name}: " + "; ".join([*(f"wrong {one}" for one in sorted(wrong)), *(f"missed {one}" for one in missed)])[:400])


if __name__ == "__main__":
    main()
