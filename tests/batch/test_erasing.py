"""A canary in every field a candidate has: the export holds it, and after erasure it is nowhere."""

import json
import shutil
import subprocess
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from gitassay.llm.cache import Reply, ReplyCache
from tests.support.batchdesk import BatchDesk
from tests.support.githubserver import Account, GitHubServer, Repository
from tests.support.gitrepo import CommitSpec, make_repository

CANARY = "canary7731"
SOURCE = f"""import openai

client = openai.OpenAI()  # {CANARY}


def {CANARY}_answer(question):
    return client.responses.create(input=question)
"""


class Place:
    """A batch of two applicants, one of whom carries the canary in every field."""

    def __init__(self, home: Path, url: str) -> None:
        self.desk, self.out, self.listed = BatchDesk(home, url), home / "out", home.parent / "list.csv"

    def say(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        command = [self.desk.command()[0], "-m", "gitassay.cli.app", *arguments, "--out", str(self.out)]
        return subprocess.run(command, env=self.desk.environment(), capture_output=True, text=True, cwd=self.desk.home, check=False)

    def places(self) -> list[str]:
        """Files in which the canary stands, in their names or in what they hold, packed or not."""
        return [str(path) for path in sorted(self.desk.home.rglob("*")) if CANARY in path.name or (path.is_file() and _holds(path))]


def _holds(path: Path) -> bool:
    content = path.read_bytes()
    sought = CANARY.encode()
    if sought in content:
        return True
    start = 0
    while (start := content.find(b"\x78", start)) >= 0:  # zlib's mark: each may begin something packed
        try:
            if sought in zlib.decompressobj().decompress(content[start : start + 2_000_000]):
                return True
        except zlib.error:
            pass
        start += 1
    return False


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The batch as it was run, once; tests change copies of it."""
    root = tmp_path_factory.mktemp("canary")

    def account(login: str, mark: str) -> Account:
        files = {"README.md": f"# {mark} title\n\n{mark} says 91 % accuracy.\n", f"{mark}_file.py": SOURCE.replace(CANARY, mark)}
        commit = CommitSpec(f"{mark} message", files, author=f"{mark} author", email=f"{mark}@example.org")
        make_repository(root / "git" / login / f"{mark}-repo.git", (commit,))
        odd = {"description": f"{mark} description", "homepage": f"https://{mark}.example", "topics": [mark]}
        return Account(login, email=f"{mark}@example.org", repositories=(Repository(f"{mark}-repo", email=f"{mark}@example.org", odd=odd),))

    with GitHubServer(root / "git", account(f"{CANARY}-login", CANARY), account("berta", "berta")) as server:
        place = Place(root / "desk", server.url)
        place.listed.write_text(
            f"id,name,github,email\n{CANARY}-id,{CANARY} name,{CANARY}-login,{CANARY}@example.org\nB-2,Berta,berta,berta@example.org\n"
        )
        done = place.desk.run(place.out, str(place.listed), "--format", "html,csv,md,sheet")
        assert done.returncode == 0, done.stderr
        ReplyCache(place.desk.home / ".cache" / "gitassay" / "llm").put("0" * 64, Reply(f"{CANARY} builds assistants.", "a model"))
        yield place


@pytest.fixture
def place(ran: Place, tmp_path: Path) -> Place:
    shutil.copy(ran.listed, tmp_path / "list.csv")
    place = Place(tmp_path / "desk", ran.desk.url)
    shutil.copytree(ran.desk.home, place.desk.home, dirs_exist_ok=True)
    return place


def test_what_an_export_holds_is_nowhere_after_erasure(place: Place) -> None:
    exported = place.listed.with_name("export.json")
    assert place.say("export", f"{CANARY}-id", "--into", str(exported)).returncode == 0
    held = json.loads(exported.read_text())["what"]
    assert (held["candidate"]["name"], held["candidate"]["login"]) == (f"{CANARY} name", f"{CANARY}-login")
    assert held["lists"][0]["row"] == {"name": f"{CANARY} name", "targets": [f"{CANARY}-login"], "authors": [f"{CANARY}@example.org"]}
    assert held["assessments"][0]["repositories"][0]["description"] == f"{CANARY} description"
    assert [name for name in held["files"] if name.endswith("assessment.json")] != []
    assert [event["action"] for event in held["record"]] == ["assessment added", "exported"]
    assert len(place.places()) > 5

    erased = place.say("erase", f"{CANARY}-id", "--by", "clerk")

    assert erased.returncode == 0, erased.stderr
    assert place.places() == []
    assert "berta" in (place.out / "index.html").read_text().lower()


def test_a_list_that_still_names_the_erased_does_not_bring_them_back(place: Place) -> None:
    place.say("erase", f"{CANARY}-id", "--by", "clerk")
    again = place.desk.run(place.out, str(place.listed))

    assert "1 done, 1 erased" in again.stdout
    assert place.places() == []


def test_a_hold_beats_erasure_and_purging_until_it_ends(place: Place) -> None:
    assert place.say("retention", "hold", f"{CANARY}-login", "--by", "counsel", "--reason", "a dispute").stdout == "Held.\n"
    refused = place.say("erase", f"{CANARY}-login", "--by", "clerk")
    purged = place.say("retention", "purge", "--by", "clerk", "--as-of", "2030-01-01")
    released = place.say("retention", "release", f"{CANARY}-login", "--by", "counsel")
    purged_later = place.say("retention", "purge", "--by", "clerk", "--as-of", "2030-01-01")

    assert "The candidate is held: a dispute." in refused.stderr
    assert (purged.stdout, released.stdout, purged_later.stdout) == ("1 erased.\n", "No longer held.\n", "1 erased.\n")
    assert place.places() == []


def test_nobody_is_purged_before_their_day(place: Place) -> None:
    assert place.say("retention", "keep", "berta", "--by", "clerk", "--until", "2031-01-01").stdout == "Kept until 2031-01-01.\n"
    assert place.say("retention", "purge", "--by", "clerk", "--as-of", "2030-01-01").stdout == "1 erased.\n"
    assert place.say("retention", "list").stdout == "berta: until 2031-01-01\n"
    assert [line.split(": ")[1].split(" ")[0] for line in place.say("audit", "log").stdout.splitlines()[-2:]] == ["kept", "erased"]


def test_impact_ratios_come_from_a_list_kept_apart(place: Place, tmp_path: Path) -> None:
    rows = [
        f"{group}{number},{group},{'yes' if number < chosen else 'no'}"
        for group, chosen, of in (("a", 48, 80), ("b", 12, 40))
        for number in range(of)
    ]
    people = tmp_path / "people.csv"
    people.write_text("id,sex,hired\n" + "\n".join(rows) + "\n")
    said = place.say("fairness", str(people), "--groups", "sex", "--chosen", "hired").stdout

    assert "sex: b: 12 of 40 chosen, rate 0.30, ratio 0.50" in said
