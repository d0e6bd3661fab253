from pathlib import Path

import pytest

from gitassay.batch.agreement import agreements, kappa
from gitassay.cli.app import run
from gitassay.cli.exits import Exit
from gitassay.report.formats import write_formats
from gitassay.review.decision import append_decision
from tests.support.sample import sample_assessment, sample_decision


def test_the_same_throughout_is_one() -> None:
    assert kappa([(0, 0), (3, 3), (5, 5)]) == 1.0


def test_the_opposite_of_each_other_is_minus_one() -> None:
    assert kappa([(0, 5), (5, 0)]) == -1.0


def test_far_apart_weighs_more_than_near() -> None:
    # Worked out by hand: seen (1 + 0 + 0 + 1) / 4 = 0.5; chance, of 16 equally likely meetings, 40 / 16 = 2.5.
    assert kappa([(1, 2), (2, 1), (3, 3), (4, 4)]) == pytest.approx(1 - 0.5 / 2.5)


def test_one_score_for_all_defines_no_kappa() -> None:
    assert kappa([(3, 3), (3, 3)]) is None


def test_shares_are_told_by_category_and_for_all() -> None:
    rows = {row.category: row for row in agreements({"llm": [(3, 4), (3, 3)], "ethics": [], "core": [(2, 1)]})}

    assert set(rows) == {"llm", "core", "all"}
    assert (rows["llm"].changed, rows["llm"].shift) == (0.5, 0.5)
    assert (rows["all"].pairs, rows["all"].shift) == (3, 0.0)


def test_decisions_in_runs_are_compared_with_what_was_suggested(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assessment = sample_assessment()
    write_formats(assessment, (), tmp_path / "ada" / "1", ("json",))
    (tmp_path / "decision.json").write_text(sample_decision(assessment).model_dump_json())
    append_decision(tmp_path / "ada" / "1", tmp_path / "decision.json", "Tom", "2026-11-24T10:00:00+00:00")

    assert run(["agreement", str(tmp_path)]) == Exit.DONE
    assert "(fewer than 30 decisions: says little)" in capfd.readouterr().out


def test_without_decisions_there_is_nothing_to_compare(tmp_path: Path) -> None:
    assert run(["agreement", str(tmp_path)]) == Exit.NOTHING
