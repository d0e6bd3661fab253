"""Wall time of `gitassay assess --jobs 2` over the wall time of plain `git clone --bare` of the same repositories, in one run.

usage: python benchmarks/clone_ratio.py LOGIN --github-url URL [--rounds 3]

Both read the same loopback server. Every round begins with an empty cache, and then assesses once more with what that left.
Prints each round, the median ratios, and the peak memory of the largest process.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def plain_clones(repositories: list[str], url: str) -> float:
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for name in repositories:
            destination = Path(folder) / name.replace("/", "+")
            subprocess.run(["git", "clone", "--quiet", "--bare", f"{url}/{name}.git", str(destination)], check=True)
        return time.monotonic() - started


def assay(login: str, url: str, place: Path) -> float:
    command = [sys.executable, "-m", "gitassay.cli.app", "assess", login, "--github-url", url, "--jobs", "2", "--quiet"]
    command += ["--out", str(place / "out"), "--cache-dir", str(place / "cache")]
    started = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 5):
        raise SystemExit(done.stderr)
    return time.monotonic() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("login")
    parser.add_argument("--github-url", required=True)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    ratios = []
    for number in range(1, options.rounds + 1):
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            anew, again = assay(options.login, options.github_url, place), assay(options.login, options.github_url, place)
            document = json.loads((place / "out" / "assessment.json").read_text(encoding="utf-8"))
        read = [card["id"] for card in document["repositories"] if card["status"] in ("read", "partial")]
        cloned = plain_clones(read, options.github_url)
        ratios.append((anew / cloned, again / cloned))
        print(
            f"round {number}: {len(read)} repositories, plain clones {cloned:.2f} s, assess {anew:.2f} s, again {again:.2f} s", flush=True
        )
    first, second = (statistics.median(column) for column in zip(*ratios, strict=True))
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    megabytes = largest / 1000 if sys.platform != "darwin" else largest / 1_000_000
    print(f"median ratio {first:.2f}, with a warm cache {second:.2f}; peak memory of the largest process {megabytes:.0f} MB")


if __name__ == "__main__":
    main()
