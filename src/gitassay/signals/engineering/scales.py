"""Whether the system can take on more work."""

import re

from gitassay.facts.configs import ContainerFile, Deployment
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import no_unless_unread
from gitassay.signals.places import named
from gitassay.signals.signal import signal

_SCALER = re.compile(r"horizontalpodautoscaler|scaledobject|autoscal|knative", re.IGNORECASE)
_WORKER = re.compile(r"((?:[\w-]{0,80}[-_])?(?:worker|consumer)s?)[-_]?\d*", re.IGNORECASE)
_WORKERS = re.compile(r"(?:gunicorn|uvicorn|hypercorn).{0,200}(?:--workers|-w)[=\s\",']+([2-9]|[1-9]\d)\b", re.IGNORECASE)


@signal("Is the system built to take on more work?")
def scales(facts: Facts, answer: Answer) -> Finding:
    """Work that is queued, spread over workers or scaled by load survives more users than its author.

    Seen: task queues and workers in code, automatic scaling in deployment files, several workers of a server or of a compose file, and
    (less sure) a service that bounds how much it does at once.
    Not seen: scaling that a platform does by itself, how much load the system really takes, pipelines that only run on a schedule, and
    questions that one request asks side by side.
    """
    queues = facts.uses("queue")
    scalers = [Place(one.path, one.line, one.line) for one in facts.configs.deployments if _scales(one)]
    workers = [place for one in facts.configs.containers for place in _worker_places(one)]
    workers += [Place(one.path, one.line, one.line) for one in facts.configs.deployments if _has_workers(one)]
    ways = sorted({use.library for use in queues}) + (["automatic scaling"] if scalers else []) + (["several workers"] if workers else [])
    if ways:
        places = [*(use.place for use in queues), *scalers, *workers]
        return answer.yes(f"The system can take on more work by: {named(ways)}.", places, measures={"ways": ", ".join(ways)})
    bounded = facts.uses("bounded_concurrency")
    if bounded and facts.uses("web_service"):
        said = "The service bounds how much it does at once."
        return answer.yes(said, [use.place for use in bounded], Confidence.LOW, {"ways": "bounded concurrency"})
    return no_unless_unread(facts, answer, "No queue, workers or scaling were found.")


def _scales(deployment: Deployment) -> bool:
    return any(_SCALER.search(name[:200]) for name in deployment.resources)


def _has_workers(deployment: Deployment) -> bool:
    """Whether a compose file starts the same kind of worker more than once: `worker`, `worker_2`."""
    if deployment.kind != "compose":
        return False
    kinds = [match.group(1).lower() for name in deployment.resources if (match := _WORKER.fullmatch(name[:200]))]
    return len(kinds) > len(set(kinds))


def _worker_places(container: ContainerFile) -> list[Place]:
    """Commands of a container that start a server with two workers or more."""
    starts = [one for one in container.instructions if one.keyword in ("CMD", "ENTRYPOINT", "RUN") and _WORKERS.search(one.value[:2_000])]
    return [Place(container.path, one.line, one.line) for one in starts]
