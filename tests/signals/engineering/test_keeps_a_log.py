from gitassay.model.outcome import Outcome
from gitassay.signals.engineering.keeps_a_log import keeps_a_log
from tests.support.memory import ask


def test_a_logger_in_use_counts() -> None:
    assert (
        ask(keeps_a_log, {"app.py": 'import structlog\n\nlog = structlog.get_logger()\nlog.info("started", port=1)\n'}).outcome
        == Outcome.YES
    )


def test_printing_is_no_log() -> None:
    assert ask(keeps_a_log, {"app.py": 'print("started")\n'}).outcome == Outcome.NO


def test_console_log_is_no_log() -> None:
    assert ask(keeps_a_log, {"app.js": 'console.log("started");\n'}).outcome == Outcome.NO
