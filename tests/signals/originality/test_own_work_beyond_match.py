from pathlib import Path

from gitassay.model.outcome import Outcome
from gitassay.signals.originality.own_work_beyond_match import own_work_beyond_match
from tests.support.memory import ask
from tests.support.tutorials import OWN, SHOP, ask_compared, index, source

BOOK = source("school/order-book")
MUCH = "\n\n".join(OWN.replace("checksum", f"checksum_{part}") for part in range(9))


def test_code_that_matches_nothing_is_own_work(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"orders.py": SHOP, "beacon.py": MUCH}
    finding = ask_compared(own_work_beyond_match, index(tmp_path, (BOOK, {"shop.py": SHOP})), files)
    assert finding.outcome == Outcome.YES
    assert [place.path for place in finding.locations] == ["beacon.py"]


def test_a_project_that_mostly_matches_has_none(tmp_path: Path) -> None:
    assert ask_compared(own_work_beyond_match, index(tmp_path, (BOOK, {"shop.py": SHOP})), {"orders.py": SHOP}).outcome == Outcome.NO


def test_a_little_own_code_needs_a_look() -> None:
    assert ask(own_work_beyond_match, {"beacon.py": OWN}).outcome == Outcome.NEEDS_REVIEW


def test_without_code_it_does_not_apply() -> None:
    assert ask(own_work_beyond_match, {"README.md": "# A\n"}).outcome == Outcome.NOT_APPLICABLE
