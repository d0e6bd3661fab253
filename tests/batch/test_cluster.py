"""A batch on a cluster of two workers comes out as on this machine, whatever dies on the way."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gitassay.batch.engines import ClusterEngine, WorkerDiedError
from gitassay.batch.errors import EngineLostError
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
    began = desk.start(tmp_path / "out", str(git / "list.csv"), "--scheduler", cluster.address)
    _until_done(tmp_path / "out", APPLICANTS - 1)
    cluster.end()
    del faults["applicant6/project1"]
    cluster.begin()
    _, said = began.communicate(timeout=200)

    assert began.returncode == 0, said
    assert "The scheduler is gone." in said
    assert tasks_of(tmp_path / "out") == expected


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
