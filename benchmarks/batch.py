"""What a batch costs, and what it survives, on generated applicants behind a loopback GitHub that keeps GitHub's limits.

    python benchmarks/batch.py --applicants 10 100 1000 --repositories 5            # growth, and the unchanged re-run of each size
    python benchmarks/batch.py --applicants 1000 --repositories 5 --kills 20 --worker-kills 20 --cluster 1000
        # undisturbed; then killed at random moments, coordinator and workers; then the first so many on a cluster; all compared

Times are processor seconds of the command with all its children, not of the servers; they are told as ratios where machines differ.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.support.applicants import make_applicant, write_list
from tests.support.batchdesk import BatchDesk, tasks_of
from tests.support.cluster import Cluster
from tests.support.githubserver import GitHubServer
from tests.support.ratelimits import RateLimits

TOKENS = tuple("ghp_" + letter * 36 for letter in "abc")
"""One for each run that is compared: a run must not wait for what the one before it used up."""


@dataclass(frozen=True)
class Cost:
    """What one run of the command took: its exit code, processor seconds, and the memory of its largest process in MB."""

    code: int
    cpu: float
    megabytes: float


def measured(desk: BatchDesk, out: Path, *arguments: str, kill_after: float | None = None, worker_kills: tuple[float, ...] = ()) -> Cost:
    """Run the command, or kill it after some seconds; `worker_kills` are seconds after which one of its processes is killed instead."""
    given = ("run", *arguments, "--out", str(out), "--github-url", desk.url, "--as-of", "2024-06-01", "--quiet")
    with (desk.home / "said.txt").open("ab") as said:
        child = subprocess.Popen(desk.command(*given), env=desk.environment(), stdout=said, stderr=said, cwd=desk.home)
    ended = threading.Event()
    killer = threading.Thread(target=_kill_workers, args=(child.pid, worker_kills, ended))
    killer.start()
    if kill_after is not None:
        while not (out / "runs").exists() and child.poll() is None:
            time.sleep(0.1)  # before its first applicant there is nothing to resume
        time.sleep(kill_after)
        os.kill(child.pid, signal.SIGKILL)
    _, status, used = os.wait4(child.pid, 0)
    ended.set()
    killer.join()
    child.returncode = os.waitstatus_to_exitcode(status)
    return Cost(child.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _kill_workers(pid: int, after: tuple[float, ...], ended: threading.Event) -> None:
    """At each of these moments kill one of the processes below the command's: git, a reader, the warm process that forks readers."""
    begun = time.monotonic()
    for number, seconds in enumerate(sorted(after)):
        if ended.wait(max(0.0, begun + seconds - time.monotonic())):
            return
        try:
            below = psutil.Process(pid).children(recursive=True)
            victim = random.Random(number).choice(below) if below else None
            if victim is not None:
                print(f"killed: {' '.join(victim.cmdline()[1:4])[-60:]}", file=sys.stderr, flush=True)
                victim.kill()
        except psutil.NoSuchProcess:
            continue  # it was done before


def growth(root: Path, sizes: list[int], repositories: int) -> None:
    accounts = [make_applicant(root / "git", number, repositories) for number in range(1, max(sizes) + 1)]
    print("| applicants | repositories | CPU s | CPU s a repository | largest process MB | unchanged again: CPU | requests refused |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for size in sizes:
        place = root / f"size{size}"
        limits = RateLimits(time.time)
        chosen = accounts[:size]
        with GitHubServer(root / "git", *chosen, limits=limits) as server:
            desk = BatchDesk(place, server.url, TOKENS[0])
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


def disturbed(root: Path, given: argparse.Namespace) -> None:
    """An undisturbed run, and others that have to come to the same."""
    accounts = [make_applicant(root / "git", number, given.repositories) for number in range(1, given.applicants[0] + 1)]
    limits = RateLimits(time.time)
    with GitHubServer(root / "git", *accounts, limits=limits) as server:
        desk = BatchDesk(root / "home", server.url, TOKENS[0])
        listed = str(write_list(root / "list.csv", accounts))
        begun = time.monotonic()
        calm = measured(desk, root / "calm", listed)
        lasted = time.monotonic() - begun
        print(f"{len(accounts)} applicants x {given.repositories} repositories: exit code {calm.code}, {calm.cpu:.0f} CPU s", flush=True)
        expected = tasks_of(root / "calm")
        if given.kills:
            desk.token = TOKENS[1]
            killed(root, desk, listed, lasted, given)
            print(f"as undisturbed: {_compared(tasks_of(root / 'cut'), expected)}", flush=True)
        if given.cluster:
            desk.token = TOKENS[2]
            some = str(write_list(root / "some.csv", accounts[: given.cluster]))
            with Cluster(root / "cluster") as cluster:
                cost = measured(desk, root / "far", some, "--scheduler", cluster.address)
            same = _compared(tasks_of(root / "far"), expected[: given.cluster])
            print(f"{given.cluster} on a cluster of two workers: exit code {cost.code}; as on this machine: {same}", flush=True)
    asked = limits.served + limits.refused
    used = ", ".join(f"{kind} {points}" for (_, kind), (_, points) in sorted(limits.windows.items()))
    print(f"requests refused: {limits.refused} of {asked}; points used in the last hour of each token: {used}")


def _compared(found: list[tuple[str, str, str | None]], expected: list[tuple[str, str, str | None]]) -> str:
    """How many lines of two batches are the same: applicant, state, hash."""
    alike = sum(one == other for one, other in zip(found, expected, strict=False))
    more = "".join(f"\n  {one} instead of {other}" for one, other in zip(found, expected, strict=False) if one != other)
    return f"{alike} of {len(expected)} ({len(found)} lines){more}"


def killed(root: Path, desk: BatchDesk, listed: str, lasted: float, given: argparse.Namespace) -> None:
    """The same with the coordinator killed at random moments, and workers below it."""
    moments, cut = random.Random(given.seed), root / "cut"
    share = lasted / (given.kills + 1)
    each = -(-given.worker_kills // (given.kills + 1))
    for number in range(given.kills):
        # About the same share of the work between two kills, each at a random moment of it.
        after = moments.uniform(0.5, 1.5) * share
        workers = tuple(moments.uniform(0.2, 0.9) * after for _ in range(each))
        measured(desk, cut, *((listed,) if number == 0 else ("--resume",)), kill_after=after, worker_kills=workers)
        done = sum(state == "done" for _, state, _ in tasks_of(cut))
        print(f"killed after {after:.0f} s with {done} done", file=sys.stderr, flush=True)
    last = measured(desk, cut, "--resume", worker_kills=tuple(moments.uniform(0.2, 0.9) * share for _ in range(each)))
    files = len(list(cut.glob("runs/*/*/assessment.json")))
    told = f"{given.kills} kills of the coordinator and {each * (given.kills + 1)} of workers (seed {given.seed}): exit code {last.code}"
    print(f"{told}, assessments on disk: {files}, left behind: {desk.leftovers(cut)}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--applicants", type=int, nargs="+", default=[10, 100])
    parser.add_argument("--repositories", type=int, default=5)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--worker-kills", type=int, default=0, help="with --kills: how many of its children are killed, too")
    parser.add_argument("--cluster", type=int, default=0, metavar="N", help="run the first N also on a cluster of two workers")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where to work (default: a temporary folder)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gitassay-batches-", dir=given.folder) as folder:
        if given.kills or given.cluster:
            disturbed(Path(folder), given)
        else:
            growth(Path(folder), given.applicants, given.repositories)


if __name__ == "__main__":
    main()
