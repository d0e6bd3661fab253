"""A batch whose coordinator is killed again and again ends as one that was left alone."""

import random
import time
from pathlib import Path

import psutil
from sqlalchemy import func, select

from gitassay.store.batch_tables import batch_task
from gitassay.store.engine import open_store, reading
from gitassay.store.tables import assessment
from tests.support.applicants import make_applicant, write_list
from tests.support.batchdesk import BatchDesk, tasks_of
from tests.support.githubserver import GitHubServer

APPLICANTS, KILLS, SEED = 8, 3, 20_260


def test_killed_at_random_moments_every_applicant_has_one_assessment_as_without(tmp_path: Path) -> None:
    accounts = [make_applicant(tmp_path / "git", number) for number in range(1, APPLICANTS + 1)]
    listed = str(write_list(tmp_path / "list.csv", accounts))
    moments = random.Random(SEED)
    with GitHubServer(tmp_path / "git", *accounts) as server:
        desk = BatchDesk(tmp_path / "home", server.url)
        calm, cut = tmp_path / "calm", tmp_path / "cut"
        undisturbed = desk.run(calm, listed)
        assert undisturbed.returncode == 0, undisturbed.stderr
        began = desk.start(cut, listed)
        for number in range(KILLS):
            _wait_for_store(cut)
            time.sleep(moments.uniform(0.2, 1.5))
            desk.kill(began)
            _no_process_of(tmp_path)
            if number < KILLS - 1:
                began = desk.start(cut, "--resume")
        ended = desk.run(cut, "--resume")

    assert ended.returncode == 0, ended.stderr
    expected = [(f"A-{number:04d}", "done") for number in range(1, APPLICANTS + 1)]
    assert [(applicant, state) for applicant, state, _ in tasks_of(cut)] == expected
    assert tasks_of(cut) == tasks_of(calm)
    assert _kept(cut) == APPLICANTS
    assert len(list(cut.glob("runs/*/*/assessment.json"))) == APPLICANTS
    assert desk.leftovers(cut) == []


def _wait_for_store(out: Path) -> None:
    """Until the batch has begun: what is killed before has nothing to resume."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if (out / "batch.db").exists():
            engine = open_store(f"sqlite:///{out}/batch.db", make=False) if (out / ".lock").exists() else None
            if engine is not None:
                with reading(engine) as connection:
                    count = connection.execute(select(func.count()).select_from(batch_task)).scalar_one()
                engine.dispose()
                if count:
                    return
        time.sleep(0.05)
    raise AssertionError("the batch did not begin")


def _no_process_of(home: Path) -> None:
    """Children end when their parent is gone, however it went."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if not _of(home):
            return
        time.sleep(0.1)
    raise AssertionError(f"still running: {_of(home)}")


def _of(home: Path) -> list[str]:
    found = []
    for process in psutil.process_iter():
        try:
            where = f"{process.cwd()} {process.environ().get('HOME')} {' '.join(process.cmdline())}"
        except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
            continue
        if str(home) in where:
            found.append(where)
    return found


def _kept(out: Path) -> int:
    engine = open_store(f"sqlite:///{out}/batch.db", make=False)
    with reading(engine) as connection:
        count = int(connection.execute(select(func.count()).select_from(assessment)).scalar_one())
    engine.dispose()
    return count
