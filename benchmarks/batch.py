"""What a batch costs, and what it survives, on generated applicants behind a loopback GitHub that keeps GitHub's limits.

    python benchmarks/batch.py --applicants 10 100 1000 --repositories 5            # growth, and the unchanged re-run of each size
    python benchmarks/batch.py --applicants 1000 --repositories 5 --kills 20        # killed at random moments, compared with undisturbed

Times are processor seconds of the command with all its children, not of the servers; they are told as ratios where machines differ.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.support.applicants import make_applicant, write_list
from tests.support.batchdesk import BatchDesk, tasks_of
from tests.support.githubserver import GitHubServer
from tests.support.ratelimits import RateLimits

TOKEN = "ghp_" + "t" * 36


@dataclass(frozen=True)
class Cost:
    """What one run of the command took: its exit code, processor seconds, and the memory of its largest process in MB."""

    code: int
    cpu: float
    megabytes: float


def measured(desk: BatchDesk, out: Path, *arguments: str, kill_after: float | None = None) -> Cost:
    """Run the command, or kill it after some seconds."""
    given = ("run", *arguments, "--out", str(out), "--github-url", desk.url, "--as-of", "2024-06-01", "--quiet")
    with (desk.home / "said.txt").open("ab") as said:
        child = subprocess.Popen(desk.command(*given), env=desk.environment(), stdout=said, stderr=said, cwd=desk.home)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child.pid, signal.SIGKILL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return Cost(child.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def growth(root: Path, sizes: list[int], repositories: int) -> None:
    accounts = [make_applicant(root / "git", number, repositories) for number in range(1, max(sizes) + 1)]
    print("| applicants | repositories | CPU s | CPU s a repository | largest process MB | unchanged again: CPU | requests refused |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for size in sizes:
        place = root / f"size{size}"
        limits = RateLimits(time.time)
        chosen = accounts[:size]
        with GitHubServer(root / "git", *chosen, limits=limits) as server:
            desk = BatchDesk(place, server.url, TOKEN)
            listed = str(write_list(place / "list.csv", chosen))
            first = measured(desk, place / "out", listed)
            again = measured(desk, place / "out", listed, "--since", "last")
        states = [state for _, state, _ in tasks_of(place / "out")]
        complete = first.code == again.code == 0 and sorted(states) == ["done"] * size + ["unchanged"] * size
        cells = (
            f"{size}{'' if complete else ' INCOMPLETE'}",
            f"{size * repositories}",
            f"{first.cpu:.1f}",
            f"{first.cpu / size / repositories:.3f}",
            f"{first.megabytes:.0f}",
            f"{again.cpu:.1f} s, {again.cpu / first.cpu:.1%}",
            f"{limits.refused} of {limits.served + limits.refused} ({limits.free} free)",
        )
        print(f"| {' | '.join(cells)} |", flush=True)


def killed(root: Path, size: int, repositories: int, kills: int, seed: int) -> None:
    accounts = [make_applicant(root / "git", number, repositories) for number in range(1, size + 1)]
    moments = random.Random(seed)
    with GitHubServer(root / "git", *accounts, limits=RateLimits(time.time)) as server:
        desk = BatchDesk(root / "home", server.url, TOKEN)
        listed = str(write_list(root / "list.csv", accounts))
        begun = time.monotonic()
        calm = measured(desk, root / "calm", listed)
        lasted = time.monotonic() - begun
        spent = 0.0
        for number in range(kills):
            # About the same share of the work between two kills, each at a random moment of it; the first leaves time to begin.
            after = moments.uniform(0.5, 1.5) * lasted / (kills + 1) + (2.0 if number == 0 else 0.0)
            spent += measured(desk, root / "cut", *((listed,) if number == 0 else ("--resume",)), kill_after=after).cpu
        last = measured(desk, root / "cut", "--resume")
    same = tasks_of(root / "calm") == tasks_of(root / "cut")
    files = len(list((root / "cut").glob("runs/*/*/assessment.json")))
    print(f"{size} applicants x {repositories} repositories, {kills} kills (seed {seed}), exit codes {calm.code} and {last.code}")
    print(f"every applicant once and as undisturbed: {same}; assessments on disk: {files}; left behind: {desk.leftovers(root / 'cut')}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--applicants", type=int, nargs="+", default=[10, 100])
    parser.add_argument("--repositories", type=int, default=5)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where to work (default: a temporary folder)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gitassay-batches-", dir=given.folder) as folder:
        if given.kills:
            killed(Path(folder), given.applicants[0], given.repositories, given.kills, given.seed)
        else:
            growth(Path(folder), given.applicants, given.repositories)


if __name__ == "__main__":
    main()
