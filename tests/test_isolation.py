import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gitassay import isolation
from gitassay.isolation import CrashedError, IsolationError, Limits, OutOfMemoryError, TimedOutError, kill_all, run_isolated

CHILD = str(Path(__file__).parent / "support" / "child.py")
MEGABYTE = 1024 * 1024
ROOMY = Limits(wall_seconds=30, cpu_seconds=20, memory_bytes=1000 * MEGABYTE, file_bytes=10 * MEGABYTE)


@pytest.fixture(autouse=True)
def interpreter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An interpreter that runs a file where a module is named: with -I only installed modules can be found."""
    script = tmp_path / "python"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -I "$3"\n')
    script.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(script))
    return str(script)


@pytest.fixture(autouse=True)
def _nothing_left() -> Iterator[None]:
    yield
    assert isolation._running == set()


def act(name: str, limits: Limits = ROOMY, **more: Any) -> dict[str, Any]:
    return run_isolated(CHILD, {"act": name, **more}, limits)


def limits(seconds: float = 30, cpu: int = 20, file_bytes: int = 10 * MEGABYTE) -> Limits:
    return Limits(seconds, cpu, 1000 * MEGABYTE, file_bytes)


def is_alive(process: int) -> bool:
    """Whether a process still does anything; one that only waits to be reaped doesn't."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except FileNotFoundError:
        return False


def gone(process: int) -> bool:
    """Whether a process ends within a few seconds."""
    deadline = time.monotonic() + 5
    while is_alive(process) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not is_alive(process)


def test_a_child_answers_from_an_empty_folder() -> None:
    reply = act("echo", say="grüß \ud800 dich\n")
    assert reply["said"] == "grüß \ud800 dich\n"
    assert reply["folder"] == []


def test_a_child_is_told_nothing_of_this_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "a-token-of-somebody")
    monkeypatch.setenv("PYTHONSTARTUP", "/nowhere")
    reply = act("echo", say="")
    assert sorted(set(reply["environment"]) - {"LC_CTYPE", "PWD", "SHLVL", "_", "OLDPWD"}) == ["HOME", "LC_ALL", "PATH", "TMPDIR"]
    assert "a-token-of-somebody" not in str(reply)


def test_what_a_library_prints_is_no_part_of_the_answer() -> None:
    assert act("noise") == {"ok": True}


@pytest.mark.parametrize(("name", "words"), [("exit", "exit code 9"), ("kill", "signal 9"), ("raise", "KeyError")])
def test_a_crash_is_named_by_how_it_ended(name: str, words: str) -> None:
    with pytest.raises(CrashedError, match=words) as caught:
        act(name)
    assert "secret-of-a-repository" not in str(caught.value)


def test_a_hung_child_is_stopped_in_time() -> None:
    begun = time.monotonic()
    with pytest.raises(TimedOutError, match=r"took longer than 0\.5 seconds"):
        act("hang", limits(seconds=0.5))
    assert time.monotonic() - begun < 5


def test_noise_without_end_does_not_stop_the_clock() -> None:
    begun = time.monotonic()
    with pytest.raises(TimedOutError, match="took longer"):
        act("shout", limits(seconds=1))
    assert time.monotonic() - begun < 5


def test_computing_without_end_is_stopped_by_its_own_limit() -> None:
    with pytest.raises(TimedOutError, match="computing time"):
        act("spin", limits(cpu=1))


def test_asking_for_too_much_memory_is_a_failure_of_its_own() -> None:
    with pytest.raises(OutOfMemoryError, match="more memory"):
        act("hog", bytes=2**60 if sys.platform == "darwin" else 4 * 1024**3)  # macOS has no limit of the address space


def test_a_file_can_not_grow_past_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "big"
    with pytest.raises(CrashedError, match="OSError"):
        act("write", limits(file_bytes=MEGABYTE), path=str(path), bytes=3 * MEGABYTE)
    assert path.stat().st_size <= MEGABYTE


@pytest.mark.parametrize("stay", [True, False])
def test_what_a_child_started_goes_with_it(tmp_path: Path, stay: bool) -> None:
    note = tmp_path / "note"
    if stay:
        with pytest.raises(TimedOutError):
            act("fork", limits(seconds=2), note=str(note), stay=True)
    else:
        begun = time.monotonic()
        assert act("fork", limits(seconds=20), note=str(note), stay=False) == {}
        assert time.monotonic() - begun < 10
    assert gone(int(note.read_text()))


def test_an_answer_larger_than_allowed_is_not_taken_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "MAX_REPLY", 1000)
    with pytest.raises(CrashedError, match="too large"):
        act("flood", bytes=1_000_000)


def test_a_large_answer_within_the_limit_arrives_whole() -> None:
    assert len(act("flood", bytes=3_000_000)["x"]) == 3_000_000


def test_a_large_request_arrives_whole() -> None:
    assert len(act("echo", say="x" * 3_000_000)["said"]) == 3_000_000


def test_an_answer_nested_too_deep_is_a_crash() -> None:
    with pytest.raises(CrashedError):
        act("nest")


def test_a_module_that_is_not_there_is_a_crash() -> None:
    with pytest.raises(CrashedError, match="exit code"):
        run_isolated("/nowhere/at/all.py", {}, ROOMY)


def test_cancelling_kills_children_of_all_threads(tmp_path: Path) -> None:
    ended: list[BaseException] = []

    def work() -> None:
        try:
            act("hang")
        except IsolationError as error:
            ended.append(error)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    while len(isolation._running) < 3:
        time.sleep(0.01)
    kill_all()
    for thread in threads:
        thread.join(10)
    assert [type(error) for error in ended] == [CrashedError] * 3


def test_a_child_ends_when_its_parent_is_killed(tmp_path: Path, interpreter: str) -> None:
    note = tmp_path / "note"
    program = (
        "import sys\nfrom gitassay.isolation import Limits, run_isolated\n"
        f"sys.executable = {interpreter!r}\n"
        f"run_isolated({CHILD!r}, {{'act': 'fork', 'note': {str(note)!r}}}, Limits(60, 60, 10**9, 10**6))\n"
    )
    real = Path(interpreter).read_text().split('"')[1]
    parent = subprocess.Popen([real, "-I", "-c", program], env={"PATH": os.environ["PATH"]})
    deadline = time.monotonic() + 20
    while not (note.exists() and note.read_text()) and time.monotonic() < deadline:
        time.sleep(0.02)
    parent.kill()
    parent.wait()
    assert gone(int(note.read_text()))


def test_a_limit_set_lower_by_the_machine_stays(tmp_path: Path, interpreter: str) -> None:
    real = Path(interpreter).read_text().split('"')[1]
    Path(interpreter).write_text(f'#!/bin/sh\nulimit -H -t 7\nulimit -f 200\nexec "{real}" -I "$3"\n')
    assert act("echo", say="still here")["said"] == "still here"
