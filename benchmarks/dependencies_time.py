"""Time that the questions about packages take beside ruff, deptry and pip-audit, on the same repositories in one run.

usage: python benchmarks/dependencies_time.py COPIES --peers BIN [--osv RECORDS] [--first 10]

COPIES holdsone folder a repository, BIN holds ruff, deptry and pip-audit. Ours runs as in an assessment: one process that starts once
and reads every repository; the others are started once a repository, as their makers mean them to be. All that the packages need is
counted for us, parsing all code included, which an assessment does anyway; what the questions add to it stands apart. With --osv (a
folder in the layout of osv-scanner) advisories are looked up in it, and pip-audit asks a loopback service that knows none: the least
it can take.
"""

import argparse
import json
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

OURS = """
import gc, sys, time
gc.disable()  # as the reading child does
sys.path.insert(0, {benchmarks!r})
from pathlib import Path
from dependencies_accuracy import facts_of
from gitassay.facts.dependencies.standing import asked_versions
from gitassay.signals.imported import imported_packages, used_packages
from gitassay.sources.advisories.folder import AdvisoryFolder
wanted, added = [], 0.0
for folder in {folders!r}:
    facts = facts_of(Path(folder))
    facts.code
    before = time.process_time()
    imported_packages(facts), used_packages(facts), facts.dependencies
    wanted += asked_versions(facts.package_uses)
    added += time.process_time() - before
before = time.process_time()
if {osv!r}:
    AdvisoryFolder(Path({osv!r})).ask(sorted(set(wanted), key=repr))
print(added + time.process_time() - before)
"""


def spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def taken(work: Callable[[], None]) -> tuple[float, float]:
    """(CPU seconds, wall seconds) of the children that some work starts."""
    before, started = spent(), time.monotonic()
    work()
    return spent() - before, time.monotonic() - started


def run(*command: str | Path, folder: Path) -> None:
    subprocess.run(command, cwd=folder, capture_output=True, check=False)


def lists_in(folder: Path) -> list[str]:
    """How deptry is told of requirements files that it does not find by itself."""
    names = sorted(str(path.relative_to(folder)) for path in folder.rglob("*requirements*.txt"))
    return ["--requirements-files", ",".join(names)] if names else []


def nothing_known() -> str:
    """The address of a service that knows no advisories."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

        def do_POST(self) -> None:
            body = json.dumps({}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}/v1/query"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("copies", type=Path)
    parser.add_argument("--peers", type=Path, required=True)
    parser.add_argument("--osv", type=Path)
    parser.add_argument("--first", type=int, default=10)
    wanted = parser.parse_args()
    tools = wanted.peers.absolute()
    chosen = [folder.absolute() for folder in sorted(wanted.copies.iterdir()) if any(folder.rglob("*.py"))][: wanted.first]
    ruff = ("check", "--isolated", "--ignore-noqa", "--no-respect-gitignore", "--no-cache", "--select", "E9,F821,F822,F823", ".")
    osv = str(wanted.osv.absolute()) if wanted.osv else ""
    ours = OURS.format(folders=[str(folder) for folder in chosen], osv=osv, benchmarks=str(Path(__file__).parent.absolute()))
    url = nothing_known()
    added: list[float] = []

    def audit() -> None:
        for folder in chosen:
            for path in sorted(folder.rglob("*requirements*.txt")):
                run(tools / "pip-audit", "--no-deps", "--disable-pip", "-r", path, "-s", "osv", "--osv-url", url, folder=folder)

    works: dict[str, Callable[[], None]] = {
        "ruff": lambda: [run(tools / "ruff", *ruff, folder=folder) for folder in chosen] and None,
        "deptry": lambda: [run(tools / "deptry", ".", "--no-ansi", *lists_in(folder), folder=folder) for folder in chosen] and None,
        "pip-audit": audit,
        "gitassay": lambda: added.append(float(subprocess.run([sys.executable, "-c", ours], capture_output=True, check=True).stdout)),
    }
    times = {}
    for name, work in works.items():
        times[name] = taken(work)
        print(f"{name}: {times[name][0]:.2f} s CPU, {times[name][1]:.2f} s wall on {len(chosen)} repositories")
    print(f"what the questions about packages add to an assessment: {added[0]:.2f} s CPU")
    for which, number in (("CPU", 0), ("wall", 1)):
        print(f"gitassay / (ruff + deptry), {which}: {times['gitassay'][number] / (times['ruff'][number] + times['deptry'][number]):.2f}")


if __name__ == "__main__":
    main()
