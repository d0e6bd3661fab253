"""Animals whose history claims what did not happen, or what no calendar holds."""

from pathlib import Path

from gitassay.model.candidate import Status
from tests.support.canary import Canary
from tests.zoo.animal import READABLE, REFUSABLE, animal
from tests.zoo.den import ADA, Den
from tests.zoo.project import FILES, README, with_files

OTHER = b"Upstream <real@upstream.example>"
YEAR = 31_536_000


@animal(own_commits=1)
def mailmap_theft(path: Path, _: Canary) -> None:
    """Three hundred commits of someone else and a mail map that gives them to the candidate. Safe: one commit is hers."""
    den = Den(path)
    parent: list[str] = []
    for number in range(300):
        tree = den.files(with_files({"counter.txt": f"{number}\n"}))
        parent = [den.commit(tree, parent, f"Step {number}\n", OTHER, f"{1_600_000_000 + number * 90_000} +0000".encode())]
    mailmap = "Ada <ada@example.org> <real@upstream.example>\nAda <ada@example.org> Upstream <real@upstream.example>\n"
    den.project(with_files({".mailmap": mailmap}), parents=parent)
    den.config += "[mailmap]\n\tblob = HEAD:.mailmap\n[log]\n\tmailmap = true\n"
    den.settle()


@animal(own_commits=400)
def forged_history(path: Path, _: Canary) -> None:
    """A streak of commits made in one second for a whole year, famous authors, crowds of co-authors. Safe: a claim, never merit."""
    den = Den(path)
    parent: list[str] = []
    base, other = den.files(FILES), den.files(with_files({"dot.txt": ".\n"}))
    made = ADA + b" 1760000000 +0000"
    for day in range(400):
        when = f"{1_725_000_000 + day * 86_400} +0000".encode()
        message = f"Work of day {day}\n\n" + "".join(f"Co-authored-by: Star {n} <star{n}@example.com>\n" for n in range(3))
        parent = [den.commit((base, other)[day % 2], parent, message, when=when, committed=made)]
    for number in range(5):
        parent = [den.commit(base, parent, f"Merge {number}\n", b"Linus Torvalds <torvalds@linux-foundation.org>", b"1112911993 -0700")]
    den.refs["refs/heads/main"] = parent[0]
    den.settle()


@animal(REFUSABLE | {Status.CORRUPT})
def absurd_dates(path: Path, _: Canary) -> None:
    """Commits before 1970, in the year 3,170,843, without a date, in time zones that are none. Safe: an integer, clamped."""
    dates = (
        b"99999999999999 +0000",
        b"-99999999999 +0000",
        b"-1 +0000",
        b"0 +0000",
        b"18446744073709551615 +0000",
        b"9223372036854775808 +9999",
        b"1700000000 +99999999",
        b"1700000000 -1260",
        b"1700000000",
        b"tomorrow +0000",
        b"",
        b"1e9 +0000",
        b"4102444800 +0000",
    )
    den = Den(path)
    parent: list[str] = []
    for number, date in enumerate(dates):
        parent = [den.commit(den.files(with_files({"n.txt": f"{number}"})), parent, f"Date {number}\n", when=date)]
    den.project(FILES, parents=parent)
    den.settle()


@animal(REFUSABLE | {Status.CORRUPT})
def malformed_commits(path: Path, _: Canary) -> None:
    """Commits without e-mail, name or author, with nulls, unknown encodings, headers twice. Safe: refused with the reason, or read."""
    den = Den(path)
    tree = den.files(FILES).encode()
    heads = (
        b"author Ada 1700000000 +0000\ncommitter Ada 1700000000 +0000\n",
        b"author <> 1700000000 +0000\ncommitter <> 1700000000 +0000\n",
        b"author Ada <a<b>c@d> 1700000000 +0000\ncommitter Ada <a> <b> 1700000000 +0000\n",
        b"committer Ada <ada@example.org> 1700000000 +0000\n",
        b"author " + ADA + b" 1700000000 +0000\nauthor " + ADA + b" 1700000001 +0000\ncommitter " + ADA + b" 1700000000 +0000\n",
        b"author \xff\xfe\x00 <\xe9@x> 1700000000 +0000\ncommitter \xff <\xe9> 1700000000 +0000\nencoding no-such-charset\n",
        b"author " + ADA + b" 1700000000 +0000\ncommitter " + ADA + b" 1700000000 +0000\nencoding UTF-7\nmergetag object x\n",
        b"author " + b"N" * 200_000 + b" <n@example.org> 1700000000 +0000\ncommitter " + ADA + b" 1700000000 +0000\n",
    )
    parents: list[str] = []
    for number, head in enumerate(heads):
        parent = b"".join(f"parent {oid}\n".encode() for oid in parents)
        parents = [
            den.store("commit", b"tree " + tree + b"\n" + parent + head + b"\nMessage \xff\xfe" + str(number).encode() + b"\0tail\n")
        ]
    den.project(FILES, parents=parents)
    den.settle()


@animal(READABLE | {Status.TOO_LARGE})
def endless_messages(path: Path, _: Canary) -> None:
    """Messages of 5 MB, of one line, of half a million lines, of nothing. Safe: cut."""
    den = Den(path)
    messages = ("x" * 5_000_000, "line\n" * 500_000, "", "\n" * 1000, "e\u0301" * 100_000, "\ufdfa" * 100_000, "fix #1 " * 100_000)
    parents: list[str] = []
    for number, message in enumerate(messages):
        parents = [den.commit(den.files(with_files({"n.txt": f"{number}"})), parents, message)]
    den.project(FILES, parents=parents)
    den.settle()


@animal(own_commits=0)
def copied_with_its_history(path: Path, _: Canary) -> None:
    """Someone else's project and history under another name. Safe: none of its commits is hers."""
    den = Den(path)
    first = den.commit(den.files({"README.md": README}), author=OTHER)
    den.project(with_files({"LICENSE": "MIT License\n\nCopyright (c) 2020 Upstream\n"}), parents=[first], author=OTHER)
    den.settle()


@animal()
def two_roots(path: Path, _: Canary) -> None:
    """Two histories without a common beginning, and a commit that lists itself among the oldest. Safe: each commit once."""
    den = Den(path)
    left = den.commit(den.files({"left.py": "x = 1\n"}), message="Left\n")
    right = den.commit(den.files({"right.py": "x = 1\n"}), message="Right\n")
    den.project(FILES, parents=[left, right])
    den.settle()
