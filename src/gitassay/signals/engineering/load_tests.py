"""Whether it is tried how much load the system takes."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import by_use
from gitassay.signals.places import first_line
from gitassay.signals.signal import signal

_ROLES = ("main", "notebook", "test", "example", "other")
_PLAN = re.compile(r"\.jmx$|(?:^|/)(?:artillery|load-?test)[\w.-]*\.ya?ml$", re.IGNORECASE)
_CONTENT = re.compile(r"<jmeterTestPlan|^\s*(?:phases|arrivalRate|scenarios)\s*:", re.MULTILINE)
_SCRIPT = re.compile(r"(?:^|/)(?:run_?)?(?:load|stress)[_-]?test(?:er|ing)?\.(?:py|js|ts|mjs)$", re.IGNORECASE)
_TOGETHER = re.compile(r"(?:gather|as_completed|TaskGroup|create_task|ThreadPoolExecutor|ProcessPoolExecutor|Promise\.all\w*|Thread)$")
_REQUEST = re.compile(r"(?:^|\.)(?:requests|httpx|aiohttp|axios|urllib\.request)\b|(?:^|\.)fetch$|\.(?:get|post|request)$")


@signal("Is it tested how much load the system takes?")
def load_tests(facts: Facts, answer: Answer) -> Finding:
    """A load test finds the limit before the users do.

    Seen: Locust, k6 and their kin in use, plans of JMeter or Artillery, and (less sure) scripts called a load or stress test that send
    requests side by side.
    Not seen: load tests run from a command line without a file, and their results.
    """
    plans = [file.path for file in facts.files if file.role != "vendored" and _PLAN.search(file.path)]
    plans = [path for path in plans if _CONTENT.search((facts.texts.text(path) or "")[:100_000])]
    uses = facts.uses("load_test", roles=_ROLES)
    if plans and not uses:
        return answer.yes("There is a plan of a load test.", [first_line(path) for path in plans])
    scripts = [] if uses else _scripts(facts)
    if scripts:
        return answer.yes("A script sends many requests at once.", [first_line(path) for path in scripts], Confidence.MEDIUM)
    return by_use(facts, answer, ("load_test",), "Load is tested with {libraries}.", "No load test was found.", _ROLES)


def _scripts(facts: Facts) -> list[str]:
    """Scripts by that name which send requests, and several at once."""
    return [
        unit.path
        for unit in facts.code.units
        if unit.role in _ROLES
        and _SCRIPT.search(unit.path)
        and any(_TOGETHER.search(call.name[:200]) for call in unit.calls)
        and any(_REQUEST.search(call.name[:200]) for call in unit.calls)
    ]
