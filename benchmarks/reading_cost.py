"""CPU seconds of facts and signals over real repositories: as read anew, and with a warm cache.

usage: python benchmarks/reading_cost.py SNAPSHOTS [--most 60] [--as-of DAY]

SNAPSHOTS is a folder of git directories (NAME, NAME.git, NAME/repo or NAME/repo/.git); the first ones by name whose HEAD can be read are
taken. Listing the tree and the history by git is counted apart: it is the same with and without a cache. Each is read in a process of its
own, forked from a warm one, as `gitassay assess` does. CPU time of this process and of git together; nothing else should run meanwhile.
"""

import argparse
import gc
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from gitassay.model.candidate import Identity
from gitassay.reading import prepare, read
from gitassay.sources.errors import RepositoryError, SourceError
from gitassay.sources.limits import SNAPSHOT
from gitassay.sources.local import borrow, repositories_in
from gitassay.sources.snapshot import open_snapshot


def folders(root: Path) -> Iterator[Path]:
    for folder in sorted(root.iterdir()):
        candidates = (folder / "repo" / ".git", folder / "repo", folder / ".git", folder)
        found = next((one for one in candidates if (one / "objects").is_dir()), None)
        if found is not None:
            yield found


def cpu() -> float:
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in usage)


def figures(git_dir: str, commit: str, source, as_of: date, cache: Path | None) -> dict[str, object]:
    started = cpu()
    with open_snapshot(git_dir, source.id, commit, SNAPSHOT):
        pass
    listed = cpu()
    reading = read(git_dir, commit, source, Identity(source.id), as_of, cache=cache)
    return {"listing": listed - started, "whole": cpu() - listed, "status": reading.card.status, "sha": hash(reading.model_dump_json())}


def in_child(*arguments) -> dict[str, object]:
    """Run `figures` in a fork; a process that ends badly gives its exit status."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            gc.disable()
            os.write(into, json.dumps(figures(*arguments)).encode())
        finally:
            os._exit(0)  # whatever happened, the folders are the parent's to remove
    os.close(into)
    with os.fdopen(out, "rb") as stream:
        content = stream.read()
    os.waitpid(child, 0)
    return json.loads(content)


def spread(values: list[float]) -> str:
    ordered = sorted(values)
    places = {"least": 0, "median": len(ordered) // 2, "p90": int(0.9 * len(ordered)), "most": len(ordered) - 1}
    return "  ".join(f"{name} {ordered[place]:.3f}" for name, place in places.items()) + f"  mean {statistics.mean(ordered):.3f}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("snapshots", type=Path)
    parser.add_argument("--most", type=int, default=60)
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2026, 1, 1))
    options = parser.parse_args()
    prepare()
    rows: list[tuple[float, float, float]] = []
    with tempfile.TemporaryDirectory(prefix="gitassay-cost-") as place:
        for folder in folders(options.snapshots):
            if len(rows) == options.most:
                break
            git_dir, cache = Path(place) / f"{len(list(Path(place).iterdir()))}.git", Path(place) / "cache"
            try:
                (source,) = repositories_in(folder)
                commit = borrow(Path(source.location), git_dir)
                runs = [in_child(str(git_dir), commit, source, options.as_of, one) for one in (None, cache, cache)]
            except (SourceError, RepositoryError, ValueError, subprocess.SubprocessError) as error:
                print(f"{folder}: {error}", file=sys.stderr)
                continue
            if runs[0]["status"] not in ("read", "partial"):
                continue
            own = [max(run["whole"] - run["listing"], 0.0) for run in runs]
            rows.append((own[0], own[1], own[2]))
            same = "" if len({run["sha"] for run in runs}) == 1 else "  NOT THE SAME"
            print(f"{own[0]:7.3f}  filling {own[1]:7.3f}  warm {own[2]:7.3f}  {folder.parent.name}{same}", flush=True)
    anew, filling, warm = ([row[number] for row in rows] for number in range(3))
    print(f"\n{len(rows)} repositories, CPU seconds of facts and signals")
    print("\n".join(f"{name:10} {spread(values)}" for name, values in (("read anew", anew), ("filling", filling), ("warm", warm))))
    print(f"warm / anew over all: {sum(warm) / sum(anew):.3f}; filling / anew: {sum(filling) / sum(anew):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
