from pathlib import Path

from gitassay.model.finding import Place
from gitassay.signals.answer import Answer
from tests.support.tutorials import OWN, SHOP, compared, index, source

FILES: dict[str, str | bytes] = {"orders.py": SHOP, "beacon.py": OWN}


def discount(folder: Path, signal: str, *places: Place) -> str | None:
    known = index(folder, (source("school/order-book"), {"shop.py": SHOP}))
    facts = compared(known, FILES)
    return Answer(signal, facts).yes("Seen.", places).discount


def test_evidence_in_matched_code_stays_visible_and_does_not_count(tmp_path: Path) -> None:
    assert "matches a known tutorial" in (discount(tmp_path, "engineering/is_modular", Place("orders.py", 20, 22)) or "")


def test_own_evidence_beside_it_counts(tmp_path: Path) -> None:
    assert discount(tmp_path, "engineering/is_modular", Place("orders.py", 20, 22), Place("beacon.py", 5, 6)) is None


def test_what_is_asked_about_the_match_itself_is_not_discounted(tmp_path: Path) -> None:
    assert discount(tmp_path, "originality/matches_known_tutorial", Place("orders.py", 20, 22)) is None
