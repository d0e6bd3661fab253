from gitassay.model.outcome import Outcome
from gitassay.signals.engineering.monitors import monitors
from tests.support.memory import ask


def test_prometheus_metrics_count() -> None:
    assert (
        ask(
            monitors, {"app.py": ('from prometheus_client import Counter\n\nREQUESTS = Counter("requests", "Requests")\nREQUESTS.inc()\n')}
        ).outcome
        == Outcome.YES
    )


def test_a_counter_of_the_standard_library_does_not() -> None:
    assert ask(monitors, {"app.py": 'from collections import Counter\n\nWORDS = Counter("requests")\n'}).outcome == Outcome.NO


def test_monitoring_named_only_in_the_readme_does_not() -> None:
    assert (
        ask(
            monitors,
            {
                "README.md": "We use Prometheus and Sentry.",
                "app.py": (
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
                    "def part_2(value):\n"
                    "    total = value + 2\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_3(value):\n"
                    "    total = value + 3\n"
                    "    return total\n"
                    "\n"
                    "\n"
                ),
            },
        ).outcome
        == Outcome.NO
    )


DRIFT = (
    "import numpy as np\nfrom sklearn.linear_model import LogisticRegression\n\nmodel = LogisticRegression()\nmodel.fit([[1]], [1])\n\n\n"
    "def detect_drift(then, now):\n    edges = np.quantile(then, [0, 0.5, 1])\n    share = np.histogram(now, edges)[0]\n"
    "    gap = abs(share - 0.5).max()\n    return gap > 0.2\n\n\ndetect_drift([1], [2])\n"
)


def test_drift_told_by_a_function_of_the_project_counts_less_surely() -> None:
    finding = ask(monitors, {"monitoring.py": DRIFT})
    assert finding.outcome == Outcome.YES
    assert finding.confidence == "medium"


def test_drift_of_a_price_is_no_monitoring() -> None:
    source = (
        "import numpy as np\n\n\ndef compute_drift(prices):\n    steps = np.diff(prices)\n    mean = steps.mean()\n    return mean\n\n\n"
        "compute_drift([1, 2])\n"
    )
    assert ask(monitors, {"simulate.py": source}).outcome == Outcome.NO


def test_a_service_that_measures_each_request_by_itself_counts() -> None:
    source = (
        "import time\nfrom fastapi import FastAPI\nfrom starlette.middleware.base import BaseHTTPMiddleware\n\napp = FastAPI()\n"
        "SPENT = []\n\n\n"
        "class MetricsMiddleware(BaseHTTPMiddleware):\n    async def dispatch(self, request, call_next):\n        start = time.time()\n"
        "        reply = await call_next(request)\n        SPENT.append(time.time() - start)\n        return reply\n\n\n"
        "app.add_middleware(MetricsMiddleware)\n"
    )
    assert ask(monitors, {"app.py": source}).outcome == Outcome.YES


def test_tracing_set_up_by_a_host_of_next_counts() -> None:
    source = 'import { registerOTel } from "@vercel/otel";\n\nexport function register() {\n  registerOTel({ serviceName: "a" });\n}\n'
    assert ask(monitors, {"instrumentation.ts": source}).outcome == Outcome.YES
