"""Whether something watches for newer packages."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.signals.answer import Answer
from gitassay.signals.places import named
from gitassay.signals.signal import signal

_WATCHERS = ("dependabot", "renovate", "pyup", "snyk", "depfu")


@signal("Does a service propose updates of packages?")
def updates_automatically(facts: Facts, answer: Answer) -> Finding:
    """Packages age; a service that proposes updates keeps known faults from staying.

    Seen: settings of Dependabot, Renovate and their kin in the repository.
    Not seen: services switched on for a whole account without a file, and whether anybody accepts their proposals.
    """
    tools = [one for one in facts.configs.tools if one.tool.lower().startswith(_WATCHERS)]
    if tools:
        names = sorted({one.tool for one in tools})
        return answer.yes(f"Updates are proposed by {named(names)}.", [Place(one.path, one.line, one.line) for one in tools])
    if not facts.manifests.declared:
        return answer.not_applicable("No packages are declared that could be updated.")
    return answer.no("No service that proposes updates is configured.")
