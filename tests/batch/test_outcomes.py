import os
from dataclasses import fields

import pytest

from gitassay.batch.engines import LocalEngine, WorkerDiedError
from gitassay.batch.errors import DiskFullError, EngineLostError
from gitassay.batch.outcomes import fate_of
from gitassay.batch.settings import Running, load_settings
from gitassay.resources import resource
from gitassay.sources.errors import NothingThereError, SourceError, TokenError, UnreachableError
from gitassay.store.batches import Task

SETTINGS: Running = load_settings(resource("config") / "batch.toml").run
NOW = 1_000.0


def task(attempts: int = 0, failure: str | None = None) -> Task:
    empty: dict[str, object] = {field.name: None for field in fields(Task)}
    return Task(**{**empty, "attempts": attempts, "failure": failure})  # type: ignore[arg-type]


def ends(error: Exception, attempts: int = 0, failure: str | None = None) -> tuple[str, float | None]:
    """The state a task comes into, and how long it waits."""
    fate = fate_of(error)
    assert fate is not None
    state, values = fate.next(task(attempts, failure), SETTINGS, NOW, str(error))
    return state, values["not_before"] - NOW if "not_before" in values else None


def test_who_can_not_be_reached_is_tried_again_with_growing_pauses_then_failed() -> None:
    gone = UnreachableError("no answer")

    assert [ends(gone, attempts) for attempts in range(3)] == [("pending", 30), ("pending", 60), ("failed", None)]


def test_nothing_public_is_an_end_of_its_own() -> None:
    assert ends(NothingThereError("no repositories")) == ("nothing", None)


def test_a_source_that_is_none_is_not_tried_again() -> None:
    assert ends(SourceError("no such thing")) == ("failed", None)


@pytest.mark.parametrize(
    ("error", "failure"), [(WorkerDiedError("died"), "worker died"), (TimeoutError(), "took too long"), (KeyError("x"), "fault KeyError")]
)
def test_who_breaks_the_analysis_twice_in_the_same_way_is_set_aside(error: Exception, failure: str) -> None:
    assert ends(error)[0] == "pending"
    assert ends(error, attempts=1, failure=failure)[0] == "quarantined"


def test_a_lost_engine_is_nobodys_try() -> None:
    fate = fate_of(EngineLostError("gone"))

    assert fate is not None
    assert fate.next(task(attempts=2), SETTINGS, NOW, "gone") == (
        "pending",
        {"failure": "engine lost", "reason": "gone", "not_before": NOW},
    )


def test_an_engine_that_is_lost_twice_in_a_row_is_waited_for() -> None:
    fate = fate_of(EngineLostError("gone"))

    assert fate is not None
    assert fate.next(task(failure="engine lost"), SETTINGS, NOW, "gone")[1]["not_before"] == NOW + SETTINGS.pause


@pytest.mark.parametrize("error", [DiskFullError("full"), TokenError("refused")])
def test_what_is_not_about_the_applicant_stops_the_batch(error: Exception) -> None:
    assert fate_of(error) is None


def test_a_suspect_that_dies_apart_takes_nobody_with_it() -> None:
    engine = LocalEngine(1)
    with pytest.raises(WorkerDiedError):
        engine.run(os._exit, 1, longest=60, apart=True)

    assert engine.run(abs, -3, longest=60, apart=True) == 3
    engine.close()
