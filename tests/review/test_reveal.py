from pathlib import Path

import pytest

from gitassay.report.formats import write_formats
from gitassay.review.errors import BrokenRecordError, InvalidDecisionError
from gitassay.review.record import REVEALS
from gitassay.review.reveal import read_reveals, reveal
from tests.support.sample import sample_assessment

AT = "2026-11-24T14:30:00+00:00"


@pytest.fixture
def run(tmp_path: Path) -> Path:
    write_formats(sample_assessment(), (), tmp_path, ("json",))
    return tmp_path


def test_a_reveal_says_who_it_is_and_stays_on_record(run: Path) -> None:
    key = reveal(run, "Imke de Vries", "Invited to the interview", AT)
    reveal(run, "Tom", "Contract", AT)

    assert key.candidate.name == "Lena Okafor"
    assert [(row.number, row.by, row.reason) for row in read_reveals(run)] == [
        (1, "Imke de Vries", "Invited to the interview"),
        (2, "Tom", "Contract"),
    ]
    assert read_reveals(run)[1].previous == read_reveals(run)[0].sha256


@pytest.mark.parametrize(("by", "reason"), [("", "why"), ("Imke", "  ")])
def test_without_a_name_or_a_reason_nothing_is_told(run: Path, by: str, reason: str) -> None:
    with pytest.raises(InvalidDecisionError):
        reveal(run, by, reason, AT)
    assert not (run / REVEALS).exists()


def test_an_altered_record_is_found(run: Path) -> None:
    reveal(run, "Imke", "Invited", AT)
    record = run / REVEALS
    record.write_text(record.read_text().replace("Invited", "Curious"))

    with pytest.raises(BrokenRecordError, match=r"Entry 1 in .* was altered"):
        read_reveals(run)
