from dataclasses import fields
from pathlib import Path

from gitassay.resources import resource
from gitassay.sources.limits import CloneLimits, SnapshotLimits, clone_limits, snapshot_limits

SHIPPED = resource("config") / "thresholds.toml"


def test_the_limits_that_ship_are_those_in_the_code() -> None:
    assert (clone_limits(SHIPPED), snapshot_limits(SHIPPED)) == (CloneLimits(), SnapshotLimits())


def test_a_limit_is_changed_without_touching_code(tmp_path: Path) -> None:
    (tmp_path / "thresholds.toml").write_text("[limits.clone]\nseconds = 5\n[limits.snapshot]\nfiles = 7\n")
    assert clone_limits(tmp_path / "thresholds.toml") == CloneLimits(seconds=5)
    assert snapshot_limits(tmp_path / "thresholds.toml") == SnapshotLimits(files=7)


def test_every_limit_can_be_found_in_the_file() -> None:
    text = SHIPPED.read_text()
    assert [one.name for kind in (CloneLimits, SnapshotLimits) for one in fields(kind) if f"{one.name} = " not in text] == []
