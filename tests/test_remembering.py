from datetime import date
from pathlib import Path

import pytest

from gitassay.memo import Memo
from gitassay.model.candidate import Identity
from gitassay.model.reading import RepositoryReading
from gitassay.reading import read
from gitassay.sources.local import borrow, repositories_in
from tests.support.gitrepo import CommitSpec, make_repository

FILES: dict[str, str | bytes | None] = {
    "README.md": "# Engine\n\nTells engines apart.\n",
    "engine.py": "\n".join(f'def part_{number}(value):\n    """Add."""\n    return value + {number}\n' for number in range(90)),
    "tests/test_engine.py": "from engine import part_1\n\n\ndef test_part():\n    assert part_1(1) == 2\n",
}
ADA = Identity("Ada", emails=frozenset({"ada@example.org"}))
DAY = date(2024, 1, 1)


class Counter:
    """Counts the files that were parsed while a test runs."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        import gitassay.facts.code.read as reader

        self.parsed: list[str] = []
        original = reader.READERS["python"]

        def counted(path: str, language: str, role: str, source: str):  # type: ignore[no-untyped-def]
            self.parsed.append(path)
            return original(path, language, role, source)

        monkeypatch.setitem(reader.READERS, "python", counted)


@pytest.fixture
def counter(monkeypatch: pytest.MonkeyPatch) -> Counter:
    return Counter(monkeypatch)


def reading(tmp_path: Path, cache: Path | None, day: date = DAY, identity: Identity = ADA, time: int = 1_700_000_000) -> RepositoryReading:
    place = tmp_path / f"at-{time}"
    if not place.exists():
        make_repository(place, [CommitSpec("Begin", FILES, time=time)])
    (source,) = repositories_in(place)
    borrowed = tmp_path / f"borrowed-{len(list(tmp_path.iterdir()))}"
    return read(str(borrowed), borrow(Path(source.location), borrowed), source, identity, day, cache=cache)


def test_the_second_reading_parses_nothing_and_is_the_same(tmp_path: Path, counter: Counter) -> None:
    plain = reading(tmp_path, None)
    first = reading(tmp_path, tmp_path / "cache")
    parsed = len(counter.parsed)
    second = reading(tmp_path, tmp_path / "cache")
    assert (len(counter.parsed), second.model_dump_json()) == (parsed, plain.model_dump_json())
    assert first.model_dump_json() == plain.model_dump_json()


def test_a_later_day_changes_nothing_when_all_commits_are_older(tmp_path: Path, counter: Counter) -> None:
    reading(tmp_path, tmp_path / "cache")
    parsed = len(counter.parsed)
    reading(tmp_path, tmp_path / "cache", date(2025, 6, 1))
    assert len(counter.parsed) == parsed


def test_commits_of_the_future_make_the_day_count(tmp_path: Path) -> None:
    ahead = 1_735_000_000
    forged = {day: reading(tmp_path, tmp_path / "cache", day, time=ahead) for day in (date(2024, 1, 1), date(2025, 1, 1))}
    told = [next(one for one in reading.findings if one.signal == "history/forged_dates").outcome for reading in forged.values()]
    assert told == ["needs_review", "no"]


def test_another_candidate_is_judged_anew_from_the_units_kept(tmp_path: Path, counter: Counter) -> None:
    reading(tmp_path, tmp_path / "cache")
    counter.parsed.clear()
    other = reading(tmp_path, tmp_path / "cache", identity=Identity("Bob", emails=frozenset({"bob@example.org"})))
    assert "engine.py" not in counter.parsed
    assert other.card.own_commits == 0


def test_what_lies_in_the_cache_and_is_no_reading_is_passed_over(tmp_path: Path) -> None:
    plain = reading(tmp_path, tmp_path / "cache")
    memo = Memo(tmp_path / "cache")
    keys = [path.parent.name + path.name for path in (tmp_path / "cache").glob("?/*")]
    for key in keys:
        memo.put(key, b'{"card": 1, "imports": [[]], "path": "../../etc"}')
    assert len(keys) >= 2
    assert reading(tmp_path, tmp_path / "cache").model_dump_json() == plain.model_dump_json()
