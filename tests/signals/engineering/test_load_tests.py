from gitassay.model.outcome import Outcome
from gitassay.signals.engineering.load_tests import load_tests
from tests.support.memory import ask


def test_a_locust_user_tests_load() -> None:
    assert (
        ask(
            load_tests,
            {
                "locustfile.py": (
                    "from locust import HttpUser, task\n"
                    "\n"
                    "\n"
                    "class User(HttpUser):\n"
                    "    @task\n"
                    "    def home(self):\n"
                    '        self.client.get("/")\n'
                )
            },
        ).outcome
        == Outcome.YES
    )


def test_a_jmeter_plan_tests_load() -> None:
    assert (
        ask(
            load_tests,
            {
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
                "load/plan.jmx": '<?xml version="1.0"?>\n<jmeterTestPlan version="1.2">\n</jmeterTestPlan>\n',
            },
        ).outcome
        == Outcome.YES
    )


def test_a_unit_test_is_no_load_test() -> None:
    assert (
        ask(
            load_tests,
            {
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
                "tests/test_load.py": 'def test_load():\n    assert load("x") == 1\n',
            },
        ).outcome
        == Outcome.NO
    )


def test_a_file_only_named_as_a_plan_does_not_count() -> None:
    assert (
        ask(
            load_tests,
            {
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
                "load/plan.jmx": "to be written",
            },
        ).outcome
        == Outcome.NO
    )


def test_a_script_that_sends_requests_side_by_side_tests_load_less_surely() -> None:
    source = (
        "import asyncio\nimport aiohttp\n\n\nasync def one(session):\n    async with session.post('http://localhost') as reply:\n"
        "        return await reply.text()\n\n\nasync def main():\n    async with aiohttp.ClientSession() as session:\n"
        "        await asyncio.gather(*(one(session) for _ in range(100)))\n\n\nasyncio.run(main())\n"
    )
    finding = ask(load_tests, {"scripts/load_test.py": source})
    assert finding.outcome == Outcome.YES
    assert finding.confidence == "medium"
    assert ask(load_tests, {"scripts/crawl.py": source}).outcome == Outcome.NO


def test_a_test_of_loading_is_no_load_test() -> None:
    source = "from app import load\n\n\ndef test_load():\n    assert load('a') == 1\n"
    assert ask(load_tests, {"tests/load_test.py": source, "app.py": "def load(x):\n    return 1\n"}).outcome == Outcome.NO
