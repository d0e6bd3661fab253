"""Whether the running system is watched."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import by_use
from gitassay.signals.naming import OwnFunction, own_functions
from gitassay.signals.signal import signal

_DRIFT = re.compile(
    r"(?:detect|check|monitor|run|compute|calculate)_?(?:\w{1,40}_)?drift|(?:data|feature|model|concept|prediction|dataset)_?drift"
    r"|drift_?(?:detect|monitor|report|score|check)"
    r"|population_?stability|(?:^|compute_|calculate_|calc_)psi(?:_score)?$",
    re.IGNORECASE,
)
_MIDDLEWARE = re.compile(r"^(?:metrics?|latency|monitoring|telemetry|prometheus)_?middleware$", re.IGNORECASE)


@signal("Is the running system monitored?")
def monitors(facts: Facts, answer: Answer) -> Finding:
    """Models drift and services fail; monitoring shows it before users do.

    Seen: metrics, traces, error reporting and drift detection by libraries; and (less sure) functions of the project that tell drift of the
    data of a model, or that measure each request of a service.
    Not seen: monitoring that a platform does from outside, and whether anybody looks.
    """
    own = () if facts.uses("monitoring") else _own(facts)
    if own:
        said = "The running system is watched by functions of the project."
        return answer.yes(said, [one.place for one in own], Confidence.MEDIUM, {"places": len(own)})
    return by_use(facts, answer, ("monitoring",), "The running system is watched with {libraries}.", "No monitoring was found.")


def _own(facts: Facts) -> list[OwnFunction]:
    drift = own_functions(facts, _DRIFT, least=3) if facts.uses("training") else ()
    measured = own_functions(facts, _MIDDLEWARE, least=1) if facts.uses("web_service") else ()
    return [*drift, *measured]
