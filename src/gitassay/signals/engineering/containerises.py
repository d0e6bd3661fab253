"""Whether the project is packed into a container."""

from gitassay.facts.configs import ContainerFile
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.signals.answer import Answer
from gitassay.signals.places import counted
from gitassay.signals.signal import signal

_FILLING = frozenset({"COPY", "ADD", "RUN"})


@signal("Is there a container file with real instructions?")
def containerises(facts: Facts, answer: Answer) -> Finding:
    """A container file fixes the environment in which the project runs.

    Seen: a Dockerfile or Containerfile with at least a FROM and something copied or run, outside vendored and example folders.
    Not seen: containers built by tools without a file; commented-out files count as nothing.
    """
    aside = {file.path for file in facts.files if file.role in ("vendored", "example", "test")}
    containers = [one for one in facts.configs.containers if one.path not in aside]
    real = [one for one in containers if _is_real(one)]
    if real:
        places = [Place(one.path, one.instructions[0].line, one.instructions[-1].line) for one in real]
        stages = sum(1 for one in real for instruction in one.instructions if instruction.keyword == "FROM")
        return answer.yes(
            f"{counted(len(real), 'container file')} with real instructions.", places, measures={"files": len(real), "stages": stages}
        )
    if containers:
        return answer.no("The container file neither copies nor runs anything.", [Place(one.path, 1, 1) for one in containers])
    return answer.no("There is no container file.")


def _is_real(container: ContainerFile) -> bool:
    keywords = {instruction.keyword for instruction in container.instructions}
    return "FROM" in keywords and bool(keywords & _FILLING)
