from gitassay.model.outcome import Outcome
from gitassay.signals.reasoning.profiles_or_benchmarks import profiles_or_benchmarks
from tests.support.memory import ask


def test_a_profiler_in_use_profiles() -> None:
    assert ask(profiles_or_benchmarks, {"a.py": 'import cProfile\n\ncProfile.run("main()")\n'}).outcome == Outcome.YES


def test_a_benchmark_file_that_takes_the_time_counts() -> None:
    assert (
        ask(
            profiles_or_benchmarks,
            {"benchmarks/read.py": "import time\n\nstart = time.perf_counter()\nread()\nprint(time.perf_counter() - start)\n"},
        ).outcome
        == Outcome.YES
    )


def test_a_clock_around_training_is_no_profile() -> None:
    assert (
        ask(profiles_or_benchmarks, {"train.py": "import time\n\nstart = time.time()\ntrain()\nprint(time.time() - start)\n"}).outcome
        == Outcome.NO
    )
