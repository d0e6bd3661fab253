import json
from pathlib import Path

import pytest

from gitassay.matching.index import Index
from gitassay.matching.lexers import numbers
from gitassay.matching.manifest import ARRAYS, MANIFEST, IndexFormatError
from gitassay.matching.query import Text, match_files
from gitassay.matching.winnowing import chosen, hashes
from gitassay.matching.writing import write_index
from gitassay.resources import resource
from tests.support.tutorials import OWN, SHOP, extract, index, renamed, source

BOOK = source("school/order-book")


def text(content: str, path: str = "a.py") -> Text:
    return Text(path, "0" * 40, "python", content)


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    parts = [(BOOK, {"shop.py": SHOP}), (source("a/beacon"), {"beacon.py": OWN})]
    index(tmp_path / "one", *parts)
    index(tmp_path / "two", *reversed(parts))
    for name in (ARRAYS, MANIFEST):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_every_fingerprint_is_found_again_and_no_other(tmp_path: Path) -> None:
    known = index(tmp_path, (BOOK, {"shop.py": SHOP}))
    values = chosen(hashes(numbers(SHOP, "python")))
    assert len(known) > 0
    assert {value for value in values if known.find([value])} == set(known.find(values))
    assert known.find([0, 1, (1 << 63) - 1]) == {}
    assert known.find(chosen(hashes(numbers(OWN, "python")))) == {}


def test_a_region_says_lines_on_both_sides(tmp_path: Path) -> None:
    known = index(tmp_path, (BOOK, {"shop.py": SHOP}))
    function = SHOP[SHOP.index("    def add_order") : SHOP.index("    def write_orders")]
    before = OWN.count("\n")
    found = match_files(known, [text(OWN + function + OWN)])[0].regions
    assert len(found) == 1
    assert before < found[0].start <= before + 4
    assert found[0].end <= before + function.count("\n") + 1
    assert found[0].source_path == "shop.py"
    assert abs((found[0].start - before) - (found[0].source_start - SHOP[: SHOP.index("    def add_order")].count("\n"))) <= 1


def test_verbatim_is_told_from_renamed(tmp_path: Path) -> None:
    known = index(tmp_path, (BOOK, {"shop.py": SHOP}))
    same, other = match_files(known, [text(SHOP), text(renamed(SHOP))])
    assert same.regions[0].verbatim == 1.0
    assert other.regions[0].verbatim < 0.7


def test_the_very_same_blob_is_known_by_its_id(tmp_path: Path) -> None:
    part = extract({"shop.py": SHOP})
    part.blobs.append(("ab" * 20, "old/shop.py"))
    write_index("Invented", [(BOOK, part)], tmp_path)
    assert match_files(Index(tmp_path), [Text("x.py", "ab" * 20, "python", "x = 1\n")])[0].same_as == (0, "old/shop.py", 1_500_000_000)


def test_names_of_definitions_of_one_family_are_known(tmp_path: Path) -> None:
    known = index(tmp_path, (BOOK, {"shop.py": SHOP}))
    assert match_files(known, [text("def cheapest_order():\n    pass\n")])[0].names == {0: 1}


def test_damage_shows(tmp_path: Path) -> None:
    known = index(tmp_path, (BOOK, {"shop.py": SHOP}))
    assert known.is_intact()
    content = bytearray((tmp_path / ARRAYS).read_bytes())
    content[-1] ^= 1
    (tmp_path / ARRAYS).write_bytes(content)
    assert not Index(tmp_path).is_intact()


@pytest.mark.parametrize(
    "change", [{"lexer": 0}, {"k": 99}, {"sections": {}}, {"sections": {"bucket": {"code": "I", "start": 0, "count": 10**9}}}]
)
def test_an_index_that_does_not_fit_is_refused(tmp_path: Path, change: dict[str, object]) -> None:
    index(tmp_path, (BOOK, {"shop.py": SHOP}))
    stored = json.loads((tmp_path / MANIFEST).read_text())
    (tmp_path / MANIFEST).write_text(json.dumps(stored | change))
    with pytest.raises(IndexFormatError):
        Index(tmp_path)


def test_the_index_that_ships_is_whole_small_and_names_its_sources() -> None:
    folder = resource("config") / "tutorials" / "index"
    known = Index(folder)
    assert known.is_intact()
    assert len(known.manifest.sources) >= 100
    assert sum(path.stat().st_size for path in folder.iterdir()) <= 20_000_000
    assert [one.name for one in known.manifest.sources if not (one.url and len(one.commit) == 40 and one.licence and one.title)] == []
