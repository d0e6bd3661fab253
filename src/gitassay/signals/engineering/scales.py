"""Whether the system can take on more work."""

import re

from gitassay.facts.catalogue import Use
from gitassay.facts.code.table import Call
from gitassay.facts.configs import ContainerFile, Deployment
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import no_unless_unread
from gitassay.signals.places import named
from gitassay.signals.signal import signal

_TOGETHER = re.compile(r"(?:gather|Semaphore|TaskGroup|create_task_group|Promise\.all\w*|pLimit|p-limit\w*)$")
_SCALER = re.compile(r"horizontalpodautoscaler|scaledobject|autoscal|knative", re.IGNORECASE)
_WORKERS = re.compile(r"(?:gunicorn|uvicorn|hypercorn).{0,200}(?:--workers|-w)[=\s\",']+([2-9]|[1-9]\d)\b", re.IGNORECASE)


@signal("Is the system built to take on more work?")
def scales(facts: Facts, answer: Answer) -> Finding:
    """Work that is queued, spread over workers or scaled by load survives more users than its author.

    Seen: task queues and workers in code, automatic scaling in deployment files, several workers of a server, a service that does
    several things at once (less sure).
    Not seen: scaling that a platform does by itself, and how much load the system really takes.
    """
    queues = facts.uses("queue")
    scalers = [Place(one.path, one.line, one.line) for one in facts.configs.deployments if _scales(one)]
    workers = [place for one in facts.configs.containers for place in _worker_places(one)]
    ways = sorted({use.library for use in queues}) + (["automatic scaling"] if scalers else []) + (["several workers"] if workers else [])
    if ways:
        places = [*(use.place for use in queues), *scalers, *workers]
        return answer.yes(f"The system can take on more work by: {named(ways)}.", places, measures={"ways": ", ".join(ways)})
    waiting = [use for use in facts.uses("async_io") if _TOGETHER.search(use.symbol) and not _is_fixed(facts, use)]
    if waiting and facts.uses("web_service"):
        said = "The service does several things at once."
        return answer.yes(said, [use.place for use in waiting], Confidence.LOW, {"ways": "concurrent requests"})
    return no_unless_unread(facts, answer, "No queue, workers or scaling were found.")


def _is_fixed(facts: Facts, use: Use) -> bool:
    """Whether a few named questions are asked at once (`Promise.all([a(), b()])`), however much work there is."""
    if "Promise.all" not in use.symbol:
        return False
    within = [call.name for unit in facts.code.own if unit.path == use.place.path for call in unit.calls if _is_inside(call, use.place)]
    return len(within) > 1 and not any(name.endswith(".map") for name in within)


def _is_inside(call: Call, place: Place) -> bool:
    return place.start <= call.line and call.end <= place.end and "Promise.all" not in call.name


def _scales(deployment: Deployment) -> bool:
    return any(_SCALER.search(name[:200]) for name in deployment.resources)


def _worker_places(container: ContainerFile) -> list[Place]:
    """Commands of a container that start a server with two workers or more."""
    starts = [one for one in container.instructions if one.keyword in ("CMD", "ENTRYPOINT", "RUN") and _WORKERS.search(one.value[:2_000])]
    return [Place(container.path, one.line, one.line) for one in starts]
