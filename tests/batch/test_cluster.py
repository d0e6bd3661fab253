"""A batch on a cluster of two workers comes out as on this machine, whatever dies on the way."""

import os
import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gitassay.batch.engines import ClusterEngine, WorkerDiedError
from gitassay.batch.errors import EngineLostError
from gitassay.cli.exits import Exit
from tests.support.applicants import make_applicant, write_list
from tests.support.batchdesk import BatchDesk, tasks_of
from tests.support.cluster import Cluster
from tests.support.githubserver import GitHubServer

APPLICANTS = 6


@pytest.fixture(scope="module")
def git(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("git")


@pytest.fixture(scope="module")
def server(git: Path) -> Iterator[GitHubServer]:
    accounts = [make_applicant(git, number) for number in range(1, APPLICANTS + 1)]
    write_list(git / "list.csv", accounts)
    with GitHubServer(git, *accounts, faults={"nobody/nothing": ""}) as serving:
        yield serving


@pytest.fixture(scope="module")
def desk(server: GitHubServer, tmp_path_factory: pytest.TempPathFactory) -> BatchDesk:
    return BatchDesk(tmp_path_factory.mktemp("desk"), server.url)


@pytest.fixture(scope="module")
def expected(desk: BatchDesk, git: Path) -> list[tuple[str, str, str | None]]:
    """What comes out on this machine, undisturbed."""
    done = desk.run(desk.home / "here", str(git / "list.csv"))
    assert done.returncode == 0, done.stderr
    return tasks_of(desk.home / "here")


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with Cluster(tmp_path_factory.mktemp("cluster")) as cluster:
        yield cluster


@pytest.fixture
def cluster(started: Cluster) -> Cluster:
    """Two workers, whatever another test did to them."""
    started.mend()
    return started


def test_a_cluster_gives_the_hashes_of_this_machine(desk: BatchDesk, git: Path, cluster: Cluster, expected: object, tmp_path: Path) -> None:
    done = desk.run(tmp_path / "out", str(git / "list.csv"), "--scheduler", cluster.address)

    assert done.returncode == 0, done.stderr
    assert tasks_of(tmp_path / "out") == expected
    folders = [path.relative_to(cluster.scratch).as_posix() for path in cluster.scratch.rglob("run-*")]
    assert len(folders) == 2, "each worker has one folder for all its tasks"
    assert all(re.fullmatch(r"gitassay-batch/run-\w+", folder) for folder in folders)


def test_the_death_of_a_worker_costs_nobody_anything(
    desk: BatchDesk, git: Path, cluster: Cluster, expected: object, tmp_path: Path
) -> None:
    began = desk.start(tmp_path / "out", str(git / "list.csv"), "--scheduler", cluster.address)
    _until_done(tmp_path / "out", 1)
    cluster.kill(cluster.workers.pop())
    _, said = began.communicate(timeout=200)

    assert began.returncode == 0, said
    assert tasks_of(tmp_path / "out") == expected


def test_a_scheduler_that_comes_back_is_gone_on_with(
    server: GitHubServer, desk: BatchDesk, git: Path, cluster: Cluster, expected: object, tmp_path: Path
) -> None:
    faults = server.serving.faults
    faults["applicant6/project1"] = "slow"  # so that something is under way for certain
    began = desk.start(tmp_path / "out", str(git / "list.csv"), "--scheduler", cluster.address, "--config", desk.config(pause="1"))
    _until_done(tmp_path / "out", APPLICANTS - 1)
    cluster.end()
    del faults["applicant6/project1"]
    cluster.begin()
    _, said = began.communicate(timeout=200)

    assert began.returncode == 0, said
    assert "The scheduler is gone." in said
    assert tasks_of(tmp_path / "out") == expected


def test_a_repository_that_ends_worker_after_worker_is_set_aside(
    server: GitHubServer, desk: BatchDesk, git: Path, expected: list[tuple[str, str, str | None]], tmp_path: Path
) -> None:
    faults = server.serving.faults
    faults["applicant2/project1"] = "slow"
    with Cluster(tmp_path / "cluster", deaths=0) as cluster:
        began = desk.start(tmp_path / "out", str(git / "list.csv"), "--scheduler", cluster.address, "--config", desk.config(pause="0"))
        killed = 0
        while began.poll() is None:
            killed += sum(cluster.kill_who_runs("applicant2/project1"))
            cluster.mend()
            time.sleep(0.05)
        said = began.communicate()[1]
    del faults["applicant2/project1"]
    states = [(name, state) for name, state, _ in tasks_of(tmp_path / "out")]
    asked = subprocess.run(desk.command("status", "--out", str(tmp_path / "out")), env=desk.environment(), capture_output=True, text=True)

    assert began.returncode == Exit.PARTIAL, said
    assert killed == 2
    assert states == [(name, "quarantined" if name == "A-0002" else "done") for name, _, _ in expected], said
    assert [one for one in tasks_of(tmp_path / "out") if one[0] != "A-0002"] == [one for one in expected if one[0] != "A-0002"]
    assert "analysing it ended the worker it ran on" in asked.stdout


def test_a_worker_without_room_stops_the_batch_and_loses_nobody(
    desk: BatchDesk, git: Path, cluster: Cluster, expected: object, tmp_path: Path
) -> None:
    with Cluster(tmp_path / "small", workers=1, room=4_000_000) as small:
        stopped = desk.run(tmp_path / "out", str(git / "list.csv"), "--scheduler", small.address)
    states = {state for _, state, _ in tasks_of(tmp_path / "out")}
    resumed = desk.run(tmp_path / "out", "--resume", "--scheduler", cluster.address)

    assert stopped.returncode == Exit.PARTIAL
    assert "is full. Make room, then go on with --resume." in stopped.stderr
    assert states == {"pending"}
    assert resumed.returncode == Exit.DONE, resumed.stderr
    assert tasks_of(tmp_path / "out") == expected


def test_what_a_task_meets_on_its_worker_is_no_lost_scheduler(cluster: Cluster) -> None:
    engine = ClusterEngine(cluster.address, patience=60)
    with pytest.raises(FileNotFoundError):
        engine.run(os.listdir, "/no/such/folder", longest=60)
    engine.close()


def test_a_task_that_ends_its_worker_is_told_apart_from_a_lost_scheduler(tmp_path: Path) -> None:
    with Cluster(tmp_path / "cluster", workers=1, deaths=0) as cluster:
        engine = ClusterEngine(cluster.address, patience=60)
        with pytest.raises(WorkerDiedError):
            engine.run(os._exit, 1, longest=60)
        engine.close()


def test_a_scheduler_that_stays_away_is_told(tmp_path: Path) -> None:
    with pytest.raises(EngineLostError, match="There is no scheduler at tcp"):
        ClusterEngine("tcp://127.0.0.1:1", patience=0)


def _until_done(out: Path, count: int) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        if len(list(out.glob("runs/*/*/assessment.json"))) >= count:
            return
        time.sleep(0.05)
    raise AssertionError("nothing was assessed")
