"""What keeps a batch whole, on both databases."""

import threading
from dataclasses import replace

import pytest
from sqlalchemy import Engine

from gitassay.store import batches
from gitassay.store.batches import Batch, Task
from gitassay.store.engine import connect, open_store, reading
from gitassay.store.errors import NotThereError
from gitassay.store.upgrade import current, newest, upgrade
from tests.store.test_store import kept, named

AT, NOW, LEASE = "2026-11-24T14:30:00+00:00", 1_000.0, 60.0


def begun(store: Engine, applicants: int = 3) -> Batch:
    with store.begin() as connection:
        rows = ((f"a{number}", {"targets": [f"login{number}"]}) for number in range(applicants))
        return batches.begin(connection, AT, "2026-11-24", "b" * 64, {"title": "x"}, rows)


def claimed(store: Engine, batch: Batch, owner: str = "host:1", now: float = NOW) -> Task | None:
    with store.begin() as connection:
        return batches.claim(connection, batch.id, owner, now, LEASE)


def settled(store: Engine, task: Task, state: str, **values: object) -> bool:
    with store.begin() as connection:
        return batches.settle(connection, task, state, AT, **values)


def states(store: Engine, batch: Batch) -> dict[str, int]:
    with reading(store) as connection:
        return batches.counts(connection, batch.id)


def test_applicants_are_taken_in_the_order_of_the_list_each_once(store: Engine) -> None:
    batch = begun(store)

    assert [task and task.applicant for task in (claimed(store, batch) for _ in range(4))] == ["a0", "a1", "a2", None]


def test_two_who_take_at_once_never_take_the_same(store: Engine) -> None:
    batch, taken = begun(store, 40), []

    def take(owner: str) -> None:
        while (task := claimed(store, batch, owner)) is not None:
            taken.append(task.applicant)

    threads = [threading.Thread(target=take, args=(f"host:{number}",)) for number in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert sorted(taken) == sorted(f"a{number}" for number in range(40))


def test_what_waits_for_another_try_is_taken_when_its_time_has_come(store: Engine) -> None:
    batch = begun(store, 1)
    task = claimed(store, batch)
    assert task is not None
    settled(store, task, "pending", attempts=1, not_before=NOW + 30)

    assert claimed(store, batch, now=NOW + 29) is None
    assert claimed(store, batch, now=NOW + 30) is not None


def test_who_lost_a_task_can_not_settle_it(store: Engine) -> None:
    batch = begun(store, 1)
    lost = claimed(store, batch, "host:1")
    assert lost is not None
    with store.begin() as connection:
        batches.reclaim(connection, batch.id, NOW + LEASE + 1)
    again = claimed(store, batch, "other:2")
    assert again is not None

    assert settled(store, lost, "done") is False
    assert settled(store, again, "done") is True
    assert settled(store, again, "failed") is False
    assert states(store, batch) == {"done": 1}


def test_a_lease_that_is_renewed_is_not_taken_away(store: Engine) -> None:
    batch = begun(store, 1)
    claimed(store, batch, "host:1")
    with store.begin() as connection:
        batches.renew(connection, batch.id, "host:1", NOW + 500)

        assert batches.reclaim(connection, batch.id, NOW + LEASE + 1) == 0


def test_what_a_dead_process_held_is_counted_as_cut_off(store: Engine) -> None:
    batch = begun(store, 2)
    claimed(store, batch, "here:1")
    claimed(store, batch, "there:1")
    with store.begin() as connection:
        assert batches.reclaim(connection, batch.id, NOW, "here:") == 1
    again = claimed(store, batch)

    assert again is not None
    assert (again.applicant, again.interruptions, again.attempts) == ("a0", 1, 0)


def test_what_is_given_back_is_held_against_nobody(store: Engine) -> None:
    batch = begun(store, 1)
    claimed(store, batch, "host:1")
    with store.begin() as connection:
        batches.give_back(connection, batch.id, "host:1")
    again = claimed(store, batch)

    assert again is not None
    assert again.interruptions == 0


def test_a_retry_puts_back_who_failed_and_nobody_else(store: Engine) -> None:
    batch = begun(store)
    for state in ("done", "failed", "quarantined"):
        task = claimed(store, batch)
        assert task is not None
        settled(store, task, state, attempts=3)
    with store.begin() as connection:
        assert batches.retry(connection, batch.id, [], AT) == 2

    assert states(store, batch) == {"done": 1, "pending": 2}


def test_an_earlier_assessment_is_found_by_the_applicant(store: Engine) -> None:
    first, one = begun(store, 1), kept(store, named("Ada", "ada"))
    task = claimed(store, first)
    assert task is not None
    settled(store, task, "done", assessment_id=one, sha256="c" * 64)
    second = begun(store, 2)
    again = claimed(store, second)
    assert again is not None
    with reading(store) as connection:
        found = batches.before(connection, again)
        none = batches.before(connection, replace(again, applicant="somebody else"))

    assert found is not None
    assert (found[0].sha256, found[1].number) == ("c" * 64, 1)
    assert none is None


def test_a_batch_that_is_not_there_is_told(store: Engine) -> None:
    with pytest.raises(NotThereError), reading(store) as connection:
        batches.numbered(connection)


def test_a_store_of_the_version_before_is_brought_up_with_all_it_held(address: str) -> None:
    engine = connect(address)
    upgrade(engine, "0001")
    one = kept(engine, named("Ada", "ada"))
    assert current(engine) == "0001"
    upgrade(engine)

    assert current(engine) == newest()
    assert kept(open_store(address), named("Ada", "ada")) == one
    assert states(engine, begun(engine)) == {"pending": 3}
