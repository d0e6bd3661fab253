"""Side by side with dolos-lib and copydetect on the same files: recall at zero false flags, wall time, peak memory.

usage: python benchmarks/originality_peers.py COPIES OUT [--seed N] [--dolos FOLDER] [--copydetect PROGRAM]

COPIES holds bare repositories (owner+name[/repo][/.git]). OUT gets 120 tutorial files, 70 edited copies (10 of each kind), 40
pasted functions of 20 to 40 lines in unrelated files (half of them renamed) and 50 unrelated files. Peers are installed with:

    npm install --prefix FOLDER @dodona/dolos-lib@3.5.1       (--dolos FOLDER)
    pip install copydetect==0.5.0                             (--copydetect BIN/copydetect)

Each tool ranks a test file by its best score against the 120; its threshold is the highest score of an unrelated file.
"""

import argparse
import ast
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from originality_edits import KINDS, edit, functions, renamed

TUTORIALS = (
    "rasbt/LLMs-from-scratch",
    "pytorch/examples",
    "yunjey/pytorch-tutorial",
    "aimacode/aima-python",
    "eriklindernoren/ML-From-Scratch",
)
UNRELATED = ("encode/httpx", "scrapy/scrapy", "simonw/datasette", "kornia/kornia", "explosion/thinc", "django/channels")
DOLOS = """
import { Dolos } from "@dodona/dolos-lib"; import fs from "fs";
const paths = JSON.parse(fs.readFileSync(process.argv[2]));
const report = await new Dolos({ language: "python" }).analyzePaths(paths);
const rows = report.allPairs().map(p => [p.leftFile.path, p.rightFile.path, p.similarity, p.longest]);
fs.writeFileSync(process.argv[3], JSON.stringify(rows));
"""
WATCHED = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:])
spent = resource.getrusage(resource.RUSAGE_CHILDREN)
print(spent.ru_maxrss, spent.ru_utime + spent.ru_stime)
sys.exit(code)
"""
OURS = """
import hashlib, json, sys
from pathlib import Path
from gitassay.matching.extract import Extract, file_prints
from gitassay.matching.index import Index
from gitassay.matching.manifest import Source
from gitassay.matching.query import Text, match_files
from gitassay.matching.writing import write_index
def oid(path):
    content = path.read_bytes()
    return hashlib.sha1(b"blob %d" % len(content) + bytes(1) + content).hexdigest()
out = Path(sys.argv[1])
extract = Extract()
for path in sorted((out / "ref").iterdir()):
    extract.files.append((path.name, file_prints(path.read_text(), "python")[0]))
    extract.blobs.append((oid(path), path.name))
source = Source("r/r", "", "0" * 40, "", "", "tutorial", "r", 0, ())
write_index("bench", [(source, extract)], out / "index")
texts = [Text(path.name, oid(path), "python", path.read_text()) for path in sorted((out / "test").iterdir())]
found = match_files(Index(out / "index"), texts)
rows = {one.path: max([one.tokens if one.same_as else 0, *(region.tokens for region in one.regions)]) for one in found}
(out / "ours.json").write_text(json.dumps(rows))
"""


def files_of(copies: Path, names: tuple[str, ...], count: int, chance: random.Random) -> list[str]:
    """Python files that parse."""
    return git_files(copies, names, (".py",), count, chance, _parses)


def git_files(
    copies: Path,
    names: tuple[str, ...],
    endings: tuple[str, ...],
    count: int,
    chance: random.Random,
    wanted: Callable[[str], bool] = lambda code: True,
) -> list[str]:
    """Up to `count` files of 3,000 to 40,000 characters, of each repository as many, in an order drawn by chance."""
    found: list[str] = []
    for name in names:
        base = copies / name.replace("/", "+")
        place = next(base / inner for inner in (".git", "repo/.git", "repo", "") if (base / inner / "objects").is_dir())
        git = ["git", "-c", "safe.directory=*", f"--git-dir={place}"]
        listed = subprocess.run([*git, "ls-tree", "-r", "--name-only", "HEAD"], capture_output=True, text=True, check=True).stdout
        paths = [path for path in listed.split("\n") if path.endswith(endings) and "test" not in path]
        chance.shuffle(paths)
        kept: list[str] = []
        for path in paths:
            code = subprocess.run([*git, "show", f"HEAD:{path}"], capture_output=True, text=True, errors="replace", check=False).stdout
            if 3_000 <= len(code) <= 40_000 and code not in found and wanted(code):
                kept.append(code)
            if len(kept) >= -(-count // len(names)):
                break
        found += kept
    return found[:count]


def _parses(code: str) -> bool:
    try:
        return bool(ast.parse(code).body)
    except (SyntaxError, ValueError):
        return False


def make(copies: Path, out: Path, seed: int) -> None:
    chance = random.Random(seed)
    reference = files_of(copies, TUTORIALS, 120, chance)
    unrelated = files_of(copies, UNRELATED, 180, chance)
    (out / "ref").mkdir(parents=True)
    (out / "test").mkdir()
    for number, code in enumerate(reference):
        (out / "ref" / f"r{number:03}.py").write_text(code)
    for number, code in enumerate(unrelated[:50]):
        (out / "test" / f"unrelated-{number}.py").write_text(code)
    for kind in KINDS:
        for number, code in enumerate(chance.sample(reference, 10)):
            (out / "test" / f"{kind}-{number}.py").write_text(edit(kind, code, unrelated[60 + number], chance))
    pieces = [piece for code in reference for piece in functions(code)]
    for number, piece in enumerate(chance.sample(pieces, 40)):
        host = unrelated[80 + number]
        (out / "test" / f"function-{number}.py").write_text(f"{host}\n\n{renamed(piece) if number % 2 else piece}\n")


@dataclass(frozen=True)
class Cost:
    """What a run took: seconds on the clock, seconds of processor time, peak memory in MB."""

    wall: float
    cpu: float
    memory: float


def run(command: list[str]) -> Cost:
    started = time.monotonic()
    done = subprocess.run([sys.executable, "-c", WATCHED, *command], capture_output=True, text=True, check=True)
    memory, cpu = done.stdout.split()[-2:]
    return Cost(time.monotonic() - started, float(cpu), int(memory) / 1024)


def ours(out: Path) -> tuple[dict[str, dict[str, float]], Cost]:
    cost = run([sys.executable, "-c", OURS, str(out)])
    return {"gitassay": json.loads((out / "ours.json").read_text())}, cost


def dolos(out: Path, folder: Path) -> tuple[dict[str, dict[str, float]], Cost]:
    (folder / "run.mjs").write_text(DOLOS)
    (out / "paths.json").write_text(json.dumps([str(path) for part in ("ref", "test") for path in sorted((out / part).iterdir())]))
    cost = run(["node", str(folder / "run.mjs"), str(out / "paths.json"), str(out / "dolos.json")])
    scores: dict[str, dict[str, float]] = {"dolos longest": {}, "dolos similarity": {}}
    for left, right, similarity, longest in json.loads((out / "dolos.json").read_text()):
        parts = {Path(path).parent.name: Path(path).name for path in (left, right)}
        if "ref" in parts and "test" in parts:
            for title, value in (("dolos longest", longest), ("dolos similarity", similarity)):
                scores[title][parts["test"]] = max(value, scores[title].get(parts["test"], 0))
    return scores, cost


def copydetect(out: Path, program: str) -> tuple[dict[str, dict[str, float]], Cost]:
    python = str(Path(program).with_name("python"))
    code = (
        "import json, sys; from copydetect import CopyDetector; out = sys.argv[1];"
        "d = CopyDetector(test_dirs=[out + '/test'], ref_dirs=[out + '/ref'], extensions=['py'], noise_t=25, guarantee_t=25,"
        " display_t=0.0, silent=True, disable_filtering=False); d.run();"
        "rows = [(str(r[2]), float(r[0]), float(r[1])) for r in d.get_copied_code_list()];"
        "json.dump(rows, open(out + '/copydetect.json', 'w'))"
    )
    cost = run([python, "-c", code, str(out)])
    scores: dict[str, dict[str, float]] = {"copydetect mean": {}, "copydetect max": {}}
    for path, one, two in json.loads((out / "copydetect.json").read_text()):
        name = Path(path).name
        for title, value in (("copydetect mean", (one + two) / 2), ("copydetect max", max(one, two))):
            scores[title][name] = max(value, scores[title].get(name, 0))
    return scores, cost


def table(out: Path, scores: dict[str, dict[str, float]]) -> None:
    names = [path.name for path in sorted((out / "test").iterdir())]
    print(f"{'':<18} {'threshold':>9} " + " ".join(f"{kind[:12]:>12}" for kind in (*KINDS, "function")))
    for title, rows in scores.items():
        limit = max(rows.get(name, 0) for name in names if name.startswith("unrelated"))
        found = [sum(rows.get(name, 0) > limit for name in names if name.rsplit("-", 1)[0] == kind) for kind in (*KINDS, "function")]
        print(f"{title:<18} {limit:>9.3g} " + " ".join(f"{count:>12}" for count in found))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("copies", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--repeat", type=int, default=3, help="How often each tool runs, in turn.")
    parser.add_argument("--dolos", type=Path)
    parser.add_argument("--copydetect")
    options = parser.parse_args()
    out = options.out.absolute()
    make(options.copies, out, options.seed)
    tools = {"gitassay": lambda: ours(out)}
    if options.dolos:
        tools["dolos-lib"] = lambda: dolos(out, options.dolos.absolute())
    if options.copydetect:
        tools["copydetect"] = lambda: copydetect(out, options.copydetect)
    scores: dict[str, dict[str, float]] = {}
    costs: dict[str, list[Cost]] = {title: [] for title in tools}
    for _ in range(options.repeat):
        for title, tool in tools.items():
            found, cost = tool()
            scores |= found
            costs[title].append(cost)
    table(out, scores)
    for title, runs in costs.items():
        least = (min(cost.wall for cost in runs), min(cost.cpu for cost in runs))
        print(f"{title}: {least[0]:.2f} s wall, {least[1]:.2f} s CPU (least of {len(runs)}), {max(cost.memory for cost in runs):.0f} MB")


if __name__ == "__main__":
    main()
