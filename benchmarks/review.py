"""What the review server's inbox and search cost when the store holds much, beside a small one.

    python benchmarks/review.py --sizes 100 10000

Each size is a store of its own, served by `gitassay review` in a process of its own. Latencies are medians over rounds that visit
the stores in turn, so that a machine that is busy is busy for all; what counts is the ratio. Memory is the server's resident set.
`--folder` keeps the stores, which take minutes to fill, for another time.
"""

import argparse
import http.client
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psutil

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.support.liveserver import GITASSAY
from tests.support.sample import sample_assessment

from gitassay.model.assessment import Assessment, CandidateCard
from gitassay.store.assessments import assign, take_in
from gitassay.store.engine import open_store
from gitassay.store.persons import add_person

AT = "2026-11-24T14:30:00+00:00"
FIRST = ("Ada", "Grace", "Radia", "Barbara", "Edsger", "Niklaus", "Alan", "Donald", "Frances", "Tony")
LAST = ("Lovelace", "Hopper", "Perlman", "Liskov", "Dijkstra", "Wirth", "Turing", "Knuth", "Allen", "Hoare", "Kilburn")
ASKED = {
    "inbox, first page": "/",
    "inbox, a page in the middle": "/?after=2-80000000000000000000000000000000",
    "inbox, one state": "/?state=open",
    "search, many fit": "/?q=ada",
    "search, one fits": "/?q={last}",
    "search, nobody fits": "/?q=zebedee",
    "search by a program": "/api/assessments?q=grace",
    "audit log": "/audit",
}


def written(number: int) -> Assessment:
    """The sample as somebody else's: a rich assessment, so that rows are as large as real ones."""
    made = sample_assessment()
    name = f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]} {number:05d}"
    card = CandidateCard(name=name, login=f"user{number:05d}")
    return made.model_copy(update={"candidate": card, "attention": made.attention[: number % 5]}).sealed(AT)


def filled(folder: Path, size: int) -> str:
    """A store with that many assessments, a tenth of them blind; returns its address."""
    address = f"sqlite:///{folder}/{size}.db"
    if (folder / f"{size}.db").exists():
        return address
    store = open_store(address)
    with store.begin() as connection:
        imke = add_person(connection, "Imke", "reviewer", AT, "import")
        for number in range(size):
            one = take_in(connection, written(number), AT, "import", blind=number % 10 == 0)
            if number % 2:
                assign(connection, one, imke.id, AT, "import")
    store.dispose()
    return address


@dataclass
class Served:
    """A server of one size, a connection of somebody logged in, and what was measured on it."""

    size: int
    process: psutil.Process
    connection: http.client.HTTPConnection
    cookie: str
    times: dict[str, list[float]]

    def ask(self, path: str) -> float:
        """Milliseconds until an answer is read."""
        began = time.perf_counter()
        self.connection.request("GET", path, headers={"Cookie": self.cookie})
        answer = self.connection.getresponse()
        answer.read()
        assert answer.status == 200, (path, answer.status)
        return (time.perf_counter() - began) * 1000

    @property
    def megabytes(self) -> float:
        """What the server's process holds."""
        return float(self.process.memory_info().rss) / 1e6


@contextmanager
def serving(address: str, size: int) -> Iterator[Served]:
    """The command, serving a store, and somebody logged in by the address it prints."""
    command = [*GITASSAY, "review", "--store", address, "--port", "0", "--by", "Lea"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        try:
            assert child.stdout is not None
            found = re.search(r"http://\S+", child.stdout.readline())
            assert found is not None
            where = urlsplit(found.group())
            connection = http.client.HTTPConnection("127.0.0.1", where.port)
            connection.request("GET", f"{where.path}?{where.query}")
            answer = connection.getresponse()
            answer.read()
            cookie = str(answer.headers["set-cookie"]).partition(";")[0]
            connection.close()  # the server does not wait while the next one starts; asking opens it again
            yield Served(size, psutil.Process(child.pid), connection, cookie, {name: [] for name in ASKED})
        finally:
            child.terminate()
            child.wait(20)


def table(servers: Sequence[Served]) -> None:
    """Print the medians of all sizes and the ratio of the largest to the smallest."""
    print("| asked | " + " | ".join(f"{one.size} assessments: ms" for one in servers) + " | ratio |")
    print("| --- |" + " --- |" * (len(servers) + 1))
    for name in ASKED:
        medians = [statistics.median(one.times[name]) for one in servers]
        print(f"| {name} | " + " | ".join(f"{median:.1f}" for median in medians) + f" | {medians[-1] / medians[0]:.2f} |")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", type=int, nargs="+", default=[100, 10_000])
    options.add_argument("--rounds", type=int, default=30)
    options.add_argument("--folder", type=Path)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        stores = {size: filled(given.folder or Path(folder), size) for size in given.sizes}
        servers = [stack.enter_context(serving(address, size)) for size, address in stores.items()]
        began = {}
        for turn in range(given.rounds + 2):
            for name, path in ASKED.items():
                for one in servers:
                    took = one.ask(path.replace("{last}", f"{one.size - 7:05d}"))
                    if turn >= 2:
                        one.times[name].append(took)
            if turn == 1:
                began = {one.size: one.megabytes for one in servers}
        table(servers)
        print()
        for one in servers:
            print(f"{one.size} assessments: the server holds {began[one.size]:.0f} MB at first, {one.megabytes:.0f} MB at the end")


if __name__ == "__main__":
    main()
