from gitassay.model.outcome import Outcome
from gitassay.signals.results.has_benchmark import has_benchmark
from tests.support.memory import ask


def test_a_benchmark_file_that_takes_the_time_counts() -> None:
    assert (
        ask(
            has_benchmark,
            {"benchmarks/bench_read.py": "import time\n\nstart = time.perf_counter()\nread()\nprint(time.perf_counter() - start)\n"},
        ).outcome
        == Outcome.YES
    )


def test_a_benchmark_library_counts() -> None:
    assert ask(has_benchmark, {"a.py": 'import timeit\n\nprint(timeit.timeit("f()", number=100))\n'}).outcome == Outcome.YES


def test_a_test_with_the_benchmark_fixture_counts() -> None:
    assert ask(has_benchmark, {"tests/test_speed.py": "def test_speed(benchmark):\n    benchmark(run)\n"}).outcome == Outcome.YES


def test_a_file_only_named_so_does_not() -> None:
    assert ask(has_benchmark, {"benchmarks/bench_read.py": "def plan():\n    return 1\n"}).outcome == Outcome.NO


def test_a_timer_in_a_training_script_is_no_benchmark() -> None:
    code = "from timeit import default_timer as timer\n\nstart = timer()\ntrain()\nprint(timer() - start)\n"
    assert ask(has_benchmark, {"train.py": code}).outcome == Outcome.NO
