from gitassay.model.outcome import Outcome
from gitassay.signals.reasoning.caches_or_batches import caches_or_batches
from tests.support.memory import ask


def test_a_cached_function_saves_work() -> None:
    assert (
        ask(
            caches_or_batches, {"a.py": "from functools import lru_cache\n\n\n@lru_cache\ndef load(path):\n    return open(path).read()\n"}
        ).outcome
        == Outcome.YES
    )


def test_many_rows_at_once_save_work() -> None:
    assert (
        ask(caches_or_batches, {"a.py": 'def keep(db, rows):\n    db.executemany("insert into t values (?)", rows)\n'}).outcome
        == Outcome.YES
    )


def test_portions_of_training_data_do_not() -> None:
    assert ask(caches_or_batches, {"a.py": "import tensorflow as tf\n\nrows = tf.data.Dataset.range(9).batch(3)\n"}).outcome == Outcome.NO


def test_a_cache_named_in_a_comment_does_not() -> None:
    assert (
        ask(
            caches_or_batches,
            {
                "a.py": (
                    "# cache this with lru_cache\n"
                    "def part_0(value):\n"
                    "    total = value + 0\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_1(value):\n"
                    "    total = value + 1\n"
                    "    return total\n"
                    "\n"
                    "\n"
                )
            },
        ).outcome
        == Outcome.NO
    )


def test_redis_as_a_database_is_no_cache() -> None:
    source = "import redis\n\nstore = redis.Redis()\n\n\ndef save(name, value):\n    store.hset(name, mapping=value)\n"
    assert ask(caches_or_batches, {"store.py": source}).outcome == Outcome.NO


def test_redis_with_values_that_expire_is_a_cache() -> None:
    source = "import redis\n\nstore = redis.Redis()\n\n\ndef save(name, value):\n    store.set(name, value, ex=60)\n"
    assert ask(caches_or_batches, {"store.py": source}).outcome == Outcome.YES
