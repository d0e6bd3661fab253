import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gitassay import isolation, nursery
from gitassay.isolation import CrashedError, Limits, OutOfMemoryError, TimedOutError, run_isolated
from gitassay.nursery import Nursery

MODULE = "warm_child"
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}
MEGABYTE = 1024 * 1024


@pytest.fixture
def warm() -> Iterator[Nursery]:
    one = Nursery(MODULE, ENVIRONMENT, str(Path(__file__).parent / "support"))
    nursery._nurseries[MODULE] = one
    yield one
    del nursery._nurseries[MODULE]
    one.close()
    assert isolation._running == set()


def act(name: str, seconds: float = 20, **more: Any) -> dict[str, Any]:
    return run_isolated(MODULE, {"act": name, **more}, Limits(seconds, 20, 1000 * MEGABYTE, MEGABYTE), warm=True)


def gone(process: int) -> bool:
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            if Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] in "ZX":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.02)
    return False


def test_children_share_what_was_prepared_once(warm: Nursery) -> None:
    first, second = act("tell"), act("tell")
    assert first["prepared_by"] == second["prepared_by"] == [warm._process.pid]
    assert first["parent"] == second["parent"] == warm._process.pid
    assert first["me"] != second["me"]


def test_a_child_is_a_session_of_its_own_in_an_empty_folder_of_its_own(warm: Nursery) -> None:
    told = act("tell")
    assert told["session"] == told["me"]
    assert told["environment"] == {**ENVIRONMENT, "HOME": told["folder"], "TMPDIR": told["folder"]}


def test_a_child_holds_no_end_of_anybody_elses_pipes(warm: Nursery) -> None:
    assert act("tell")["open"] <= 6


def test_a_child_that_dies_costs_only_itself(warm: Nursery) -> None:
    with pytest.raises(CrashedError, match="signal 9"):
        act("die")
    assert act("tell")["parent"] == warm._process.pid


def test_a_child_that_wants_too_much_memory_is_a_failure_of_its_own(warm: Nursery) -> None:
    with pytest.raises(OutOfMemoryError):
        act("hog")


def test_a_hung_child_goes_in_time_with_all_it_started(warm: Nursery, tmp_path: Path) -> None:
    note = tmp_path / "note"
    with pytest.raises(TimedOutError):
        act("fork", seconds=1.5, note=str(note))
    assert gone(int(note.read_text()))
    assert act("tell")["parent"] == warm._process.pid


def test_a_warm_process_ends_with_its_parents_end_of_the_line() -> None:
    one = Nursery(MODULE, ENVIRONMENT, str(Path(__file__).parent / "support"))
    one.close()
    assert gone(one._process.pid)


def test_when_the_warm_process_is_dead_the_work_is_done_by_a_cold_child() -> None:
    dead = Nursery("gitassay.sources.clone_child", ENVIRONMENT)
    os.kill(dead._process.pid, signal.SIGKILL)
    assert isolation._forked(dead, "/") is None
    dead.close()
