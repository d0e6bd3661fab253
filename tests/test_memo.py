import multiprocessing
import os
from pathlib import Path

from gitassay.memo import MAX_STORED, MAX_VALUE, Memo, digest

KEY = digest("a", "b")


def test_a_value_is_read_as_it_was_kept(tmp_path: Path) -> None:
    memo = Memo(tmp_path / "cache")
    memo.put(KEY, b"value")
    assert memo.get(KEY) == b"value"
    assert memo.get(digest("ab")) is None


def test_keys_tell_parts_apart() -> None:
    assert digest("ab", "c") != digest("a", "bc")


def test_a_damaged_value_is_absent(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    memo.put(KEY, b"value" * 100)
    (path,) = tmp_path.glob("?/*")
    for content in (path.read_bytes()[:-1], b"", b"\x80\x04.", path.read_bytes() + b"x"):
        path.write_bytes(content)
        assert memo.get(KEY) is None


def test_a_value_under_another_key_is_absent(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    memo.put(KEY, b"value")
    (path,) = tmp_path.glob("?/*")
    other = digest("other")
    (tmp_path / other[:2]).mkdir(exist_ok=True)
    path.rename(tmp_path / other[:2] / other[2:])
    assert memo.get(other) is None


def test_what_unpacks_to_too_much_is_not_kept(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    memo.put(KEY, b"\0" * (MAX_VALUE + 1))
    assert memo.get(KEY) is None
    assert MAX_STORED < MAX_VALUE


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_text("x")
    Memo(place).put(KEY, b"value")
    assert Memo(place).get(KEY) is None


def test_the_folder_is_its_owners_alone(tmp_path: Path) -> None:
    Memo(tmp_path / "cache").put(KEY, b"value")
    (path,) = (tmp_path / "cache").glob("?/*")
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_values_unused_for_longest_go_first(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    keys = [digest(str(number)) for number in range(10)]
    for number, key in enumerate(keys):
        memo.put(key, os.urandom(1_000))
        os.utime(tmp_path / key[:1] / key[1:], (number, number))
    assert memo.get(keys[0]) is not None  # used just now
    memo.prune(5_500)
    assert [memo.get(key) is not None for key in keys] == [True, *[False] * 6, *[True] * 3]


def write(folder: Path) -> None:
    for number in range(50):
        Memo(folder).put(KEY, str(number % 3).encode() * 5_000)


def test_several_processes_leave_a_whole_value(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    children = [context.Process(target=write, args=(tmp_path,)) for _ in range(2)]
    for child in children:
        child.start()
    seen = [Memo(tmp_path).get(KEY) for _ in range(200)]
    for child in children:
        child.join()
    assert {value for value in [*seen, Memo(tmp_path).get(KEY)] if value is not None} <= {
        str(number).encode() * 5_000 for number in range(3)
    }
    assert list(tmp_path.rglob(".new-*")) == []
