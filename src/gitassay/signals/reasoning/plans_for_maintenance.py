"""Whether the project is set up to be kept alive."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.places import first_line, named
from gitassay.signals.reading import at, prose_in, sections, words
from gitassay.signals.signal import signal

KINDS = 2
WORDS = 15
_GUIDE = re.compile(
    r"^(?:\.github/|docs/)?(?:contributing|maintaining|maintainers|development|governance|runbook|operations)(?:\.\w+)?$", re.IGNORECASE
)
_CHANGELOG = re.compile(r"^(?:docs/)?(?:changelog|changes|history|news)(?:\.\w+)?$", re.IGNORECASE)
_OWNERS = re.compile(r"^(?:\.github/|docs/)?codeowners$|^(?:\.github/)?(?:issue_template|pull_request_template)(?:[./].*)?$", re.IGNORECASE)
_UPKEEP = re.compile(
    r"\b(?:maintenance|roadmap|versioning|support(?:ed versions| policy)|deprecation|upgrad(?:e|ing)|migration"
    r"|retrain(?:ing)?|monitoring|runbook|operations)\b",
    re.IGNORECASE,
)
_TOOLS = ("dependabot", "renovate", "pre-commit")


@signal("Is the project set up to be maintained?")
def plans_for_maintenance(facts: Facts, answer: Answer) -> Finding:
    """Software costs most after it is written; whoever plans for that thinks beyond the first version.

    Seen: at least two of: a guide for maintainers or contributors, a changelog, owners or templates for issues, automatic updates,
    a README section on versions, roadmap, retraining or operation with text.
    Not seen: whether the plans are followed; files that are there but hold no text do not count.
    """
    kinds = {**_upkeep_sections(facts), **_files(facts)}
    measures = {"kinds": len(kinds)}
    said = named(sorted(kinds))
    if len(kinds) >= KINDS:
        confidence = Confidence.HIGH if len(kinds) > KINDS else Confidence.MEDIUM
        return answer.yes(f"The project is set up to be maintained: {said}.", [kinds[name] for name in sorted(kinds)], confidence, measures)
    if facts.readme and not facts.readme.english:
        return answer.not_available("The README does not read as English, so its sections could not be told apart.")
    return answer.no(f"Only {said} speaks of upkeep." if kinds else "Nothing speaks of upkeep.", list(kinds.values()), measures=measures)


def _files(facts: Facts) -> dict[str, Place]:
    """Files and settings that serve upkeep, by kind."""
    kinds: dict[str, Place] = {}
    for file in facts.files:
        for name, pattern, least in (("a guide", _GUIDE, WORDS), ("a changelog", _CHANGELOG, WORDS), ("owners or templates", _OWNERS, 1)):
            if name not in kinds and pattern.match(file.path) and words((facts.texts.text(file.path) or "")[:20_000]) >= least:
                kinds[name] = first_line(file.path)
    for tool in facts.configs.tools:
        if tool.tool.lower().startswith(_TOOLS):
            kinds.setdefault("automatic upkeep", Place(tool.path, tool.line, tool.line))
    return kinds


def _upkeep_sections(facts: Facts) -> dict[str, Place]:
    """The first README section on upkeep that has text."""
    readme = facts.readme
    if readme is None:
        return {}
    told = [one for one in sections(readme, _UPKEEP) if words(prose_in(readme, one)) >= WORDS]
    return {"a section on upkeep": at(readme, told[0].start, told[0].end)} if told else {}
