"""Batches as one meets them: what is asked again, what is told of whom, and what is put right."""

import csv
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gitassay.cli.exits import Exit
from tests.support.applicants import make_applicant, write_list
from tests.support.batchdesk import BatchDesk, tasks_of
from tests.support.githubserver import Account, GitHubServer
from tests.support.gitrepo import git
from tests.support.ratelimits import RateLimits


class Place:
    """Three applicants on a loopback GitHub, and a machine to run batches on."""

    def __init__(self, home: Path, server: GitHubServer, accounts: list[Account]) -> None:
        self.home, self.server, self.desk = home, server, BatchDesk(home / "desk", server.url)
        self.out = home / "out"
        self.listed = str(write_list(home / "list.csv", accounts))

    def say(self, *arguments: str) -> str:
        """What a command about the batch answers."""
        command = self.desk.command(*arguments, "--out", str(self.out))
        return subprocess.run(command, env=self.desk.environment(), capture_output=True, text=True, timeout=60, check=False).stdout


@pytest.fixture
def faults() -> dict[str, str]:
    return {"nobody/nothing": ""}


@pytest.fixture
def place(tmp_path: Path, faults: dict[str, str]) -> Iterator[Place]:
    accounts = [make_applicant(tmp_path / "git", number) for number in (1, 2, 3)]
    with GitHubServer(tmp_path / "git", *accounts, faults=faults, limits=RateLimits(time.time)) as server:
        yield Place(tmp_path, server, accounts)


def test_an_unchanged_candidate_costs_one_question_and_a_changed_one_is_read(place: Place) -> None:
    assert place.desk.run(place.out, place.listed).returncode == Exit.DONE
    repository = place.home / "git" / "applicant2" / "project0.git"
    _push(repository)
    changed = place.server.accounts["applicant2"]
    first, *others = changed.repositories
    pushed = replace(first, pushed_at="2024-03-01T00:00:00Z")
    place.server.accounts["applicant2"] = replace(changed, repositories=(pushed, *others))
    asked = len(place.server.api_calls())
    again = place.desk.run(place.out, place.listed, "--since", "last")
    calls = place.server.api_calls()[asked:]

    assert again.returncode == Exit.DONE, again.stderr
    assert [state for _, state, _ in tasks_of(place.out)] == ["done", "done", "done", "unchanged", "done", "unchanged"]
    assert sum("/users/applicant1/" in call for call in calls) == 1
    assert sum("/users/applicant3/" in call for call in calls) == 1
    assert len(calls) == 3 + 3, calls  # a question each; then the account, its repositories and what others merged
    assert "A-0002" in place.say("diff", "1", "2")


def _push(repository: Path) -> None:
    """One commit more on the default branch."""
    more = b"data 4\nMore\nfrom refs/heads/main^0\nM 100644 inline more.py\ndata 6\nx = 1\n\n"
    stream = (
        b"commit refs/heads/main\nauthor A <applicant2@example.org> 1709251200 +0000\n"
        b"committer A <applicant2@example.org> 1709251200 +0000\n"
    )
    git(repository, "fast-import", "--quiet", text=stream + more)


def test_an_account_that_is_not_there_is_told_and_is_no_low_score(place: Place) -> None:
    with Path(place.listed).open("a") as file:
        file.write("A-0099,nobody-of-that-name\n")
    done = place.desk.run(place.out, place.listed)
    rows = list(csv.reader((place.out / "index.csv").open()))

    assert done.returncode == Exit.DONE
    assert rows[-1][:2] == [
        "A-0099",
        "Nothing public to assess There is no GitHub account 'nobody-of-that-name'. Check the spelling.",
    ]
    assert set(rows[-1][2:]) == {""}
    assert "That is not a low score." in (place.out / "index.html").read_text()


def test_a_repository_out_of_reach_is_tried_again_and_then_told(place: Place, faults: dict[str, str]) -> None:
    faults["applicant1/project1"] = "503"
    done = place.desk.run(place.out, place.listed, "--config", place.desk.config(pause="0"))

    assert done.stderr.count("A-0001: will be tried again: 1 of 2 repositories could not be reached.") == 2
    assert [state for _, state, _ in tasks_of(place.out)] == ["done"] * 3
    assert "read in part" in (place.out / "index.csv").read_text()


def test_a_full_disk_stops_the_batch_and_loses_nobody(place: Place) -> None:
    stopped = place.desk.run(place.out, place.listed, "--config", place.desk.config(keep_free="1_000_000_000_000_000_000"))
    states = [state for _, state, _ in tasks_of(place.out)]
    resumed = place.desk.run(place.out, "--resume")

    assert stopped.returncode == Exit.PARTIAL
    assert "is full. Make room, then go on with --resume." in stopped.stderr
    assert states == ["pending"] * 3
    assert resumed.returncode == Exit.DONE
    assert [state for _, state, _ in tasks_of(place.out)] == ["done"] * 3


def test_what_is_remembered_goes_before_the_batch_stops_for_want_of_room(place: Place) -> None:
    remembered = place.out / ".cache" / "somebody"
    remembered.mkdir(parents=True)
    (remembered / "value").write_bytes(b"x" * 1_000)
    stopped = place.desk.run(place.out, place.listed, "--config", place.desk.config(keep_free="1_000_000_000_000_000_000"))

    assert stopped.returncode == Exit.PARTIAL
    assert "what was remembered of candidates is given up" in stopped.stderr
    assert list((place.out / ".cache").iterdir()) == []


def test_who_failed_can_be_put_back(place: Place, faults: dict[str, str]) -> None:
    with Path(place.listed).open("a") as file:
        file.write("A-0098,http://127.0.0.1:1/no/where?x=1\n")
    failed = place.desk.run(place.out, place.listed)
    status = place.say("status")
    put_back = place.say("retry", "A-0098")
    resumed = place.desk.run(place.out, "--resume")

    assert failed.returncode == resumed.returncode == Exit.PARTIAL
    assert "A-0098: failed after 1 tries" in status
    assert put_back.startswith("1 put back.")
    assert [state for _, state, _ in tasks_of(place.out)] == ["done", "done", "done", "failed"]


def test_a_cancelled_batch_begins_nothing_more(place: Place) -> None:
    place.desk.run(place.out, place.listed, "--config", place.desk.config(keep_free="1_000_000_000_000_000_000"))
    said = place.say("cancel")
    resumed = place.desk.run(place.out, "--resume")

    assert said.startswith("Batch 1 is cancelled: 3 not begun.")
    assert resumed.returncode != Exit.DONE
    assert "was cancelled" in resumed.stderr


def test_another_rubric_is_no_resuming(place: Place) -> None:
    place.desk.run(place.out, place.listed, "--config", place.desk.config(keep_free="1_000_000_000_000_000_000"))
    resumed = place.desk.run(place.out, "--resume", "--profile", "none")

    assert "its assessments would not be alike" in resumed.stderr


def test_a_plan_asks_nobody_and_begins_nothing(place: Place) -> None:
    planned = place.desk.run(place.out, place.listed, "--plan")

    assert planned.returncode == Exit.DONE, planned.stderr
    assert "Applicants:    3\n" in planned.stdout
    assert "about 12 requests, 5000 an hour are allowed" in planned.stdout
    assert place.server.api_calls() == []
    assert tasks_of(place.out) == []


def test_an_interrupted_batch_keeps_what_was_done_and_leaves_nothing_behind(place: Place, faults: dict[str, str]) -> None:
    faults["applicant3/project1"] = "slow"  # so that something is under way for certain
    child = place.desk.start(place.out, place.listed, "--workers", "1")
    deadline = time.monotonic() + 60
    while not list(place.out.glob("runs/*/*/assessment.json")) and time.monotonic() < deadline:
        time.sleep(0.02)
    child.send_signal(signal.SIGINT)
    _, said = child.communicate(timeout=60)
    del faults["applicant3/project1"]
    left = place.desk.leftovers(place.out)
    resumed = place.desk.run(place.out, "--resume")

    assert child.returncode == Exit.CANCELLED
    assert "go on with --resume" in said
    assert left == []
    assert resumed.returncode == Exit.DONE
    assert [state for _, state, _ in tasks_of(place.out)] == ["done"] * 3


def test_two_processes_never_work_in_one_folder(place: Place, faults: dict[str, str]) -> None:
    faults["applicant1/project1"] = "slow"  # so that the first is at work for certain
    first = place.desk.start(place.out, place.listed)
    while not (place.out / ".scratch").exists() and first.poll() is None:
        time.sleep(0.02)
    second = place.desk.run(place.out, "--resume")
    place.desk.kill(first)

    assert second.returncode == Exit.USAGE
    assert "Another process works in" in second.stderr


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
def test_another_database_keeps_the_same(place: Place, address: str) -> None:
    here = place.desk.run(place.out, place.listed)
    there = place.desk.run(place.home / "other", place.listed, "--store", address)
    again = place.desk.run(place.home / "other", place.listed, "--store", address, "--since", "last")

    assert [done.returncode for done in (here, there, again)] == [Exit.DONE] * 3, there.stderr
    assert tasks_of(place.out, address)[:3] == tasks_of(place.out)
    assert [state for _, state, _ in tasks_of(place.out, address)] == ["done"] * 3 + ["unchanged"] * 3
