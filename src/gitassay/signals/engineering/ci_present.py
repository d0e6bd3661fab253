"""Whether changes are built or checked automatically."""

from gitassay.facts.configs import Step
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.signals.answer import Answer
from gitassay.signals.commands import simple
from gitassay.signals.signal import signal

_HOUSEKEEPING = (
    "actions/checkout",
    "actions/setup-",
    "actions/cache",
    "actions/stale",
    "actions/labeler",
    "actions/first-interaction",
    "actions/greetings",
    "actions/add-to-project",
    "dessant/lock-threads",
)


@signal("Does a CI definition build, check or deploy the project?")
def ci_present(facts: Facts, answer: Answer) -> Finding:
    """Automation that acts on each change takes routine off people and shows how the project is built.

    Seen: a workflow that can start and has a step which runs a command or an action with a purpose.
    Not seen: workflows that only label or close issues, that can never start, or that live outside the repository.
    """
    workflows = facts.configs.workflows
    if not workflows:
        return answer.no("There is no workflow or other CI definition.")
    working = [(one, step) for one in workflows if one.runs for step in one.steps if _acts(step)]
    if working:
        systems = sorted({one.system for one, _ in working})
        places = [Place(one.path, step.line, step.line) for one, step in working]
        return answer.yes(
            f"Automation runs on {', '.join(systems)}.", places, measures={"workflows": len({one.path for one, _ in working})}
        )
    if any(one.problem for one in workflows):
        return answer.not_available("The CI definition could not be read.")
    return answer.no("The CI definitions build, check and deploy nothing.", [Place(one.path, 1, 1) for one in workflows])


def _acts(step: Step) -> bool:
    if step.uses:
        return not step.uses.startswith(_HOUSEKEEPING)
    return any(True for line in step.run.split("\n") for _ in simple(line))
