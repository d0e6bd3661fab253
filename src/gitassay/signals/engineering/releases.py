"""Whether versions of the project are released and recorded."""

import re

from gitassay.facts.configs import Step
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.commands import simple
from gitassay.signals.places import counted
from gitassay.signals.signal import signal

VERSIONS = 2
_CHANGELOG = re.compile(
    r"^(?:docs/(?:source/)?)?(?:changelog|changes|history|news|releases?|release[-_]notes)(?:\.(?:md|rst|txt|markdown))?$", re.IGNORECASE
)
_VERSION = re.compile(r"^(?:#{1,4}\s*|\*{0,2})(?:version\s+|release\s+)?\[?v?(\d+\.\d+(?:\.\d+)?[\w.+-]{0,20})\b", re.IGNORECASE)
_ACTIONS = re.compile(
    r"^(?:pypa/gh-action-pypi-publish|softprops/action-gh-release|ncipollo/release-action|actions/create-release"
    r"|goreleaser/goreleaser-action"
    r"|cycjimmy/semantic-release-action|changesets/action|googleapis/release-please-action|google-github-actions/release-please-action"
    r"|release-drafter/release-drafter|python-semantic-release/)",
    re.IGNORECASE,
)
_COMMANDS = re.compile(
    r"^(?:npm|pnpm|yarn)\s+publish\b|^twine\s+upload\b|^(?:poetry|flit|uv|hatch|cargo)\s+publish\b|^(?:semantic-release"
    r"|goreleaser|gh\s+release\s+create)\b"
)


@signal("Are releases recorded in a changelog or made by a workflow?")
def releases(facts: Facts, answer: Answer) -> Finding:
    """Numbered releases tell users what changed and show that the project is kept up for others.

    Seen: a changelog with at least two versions, and workflow steps that publish a release or a package.
    Not seen: releases that exist only as tags, since a snapshot holds none; the answer no is therefore given with little certainty.
    """
    for file in facts.files:
        if not _CHANGELOG.match(file.path):
            continue
        lines = (facts.texts.text(file.path) or "").split("\n")[:20_000]
        found = [(number, match.group(1)) for number, line in enumerate(lines, start=1) if (match := _VERSION.match(line[:200]))]
        versions = list(dict.fromkeys(version for _, version in found))
        if len(versions) >= VERSIONS:
            said = f"The changelog records {counted(len(versions), 'version')}."
            return answer.yes(said, [Place(file.path, found[0][0], found[0][0])], measures={"versions": len(versions)})
    steps = [Place(one.path, step.line, step.line) for one in facts.configs.workflows if one.runs for step in one.steps if _releases(step)]
    if steps:
        return answer.yes("A workflow makes releases.", steps, Confidence.MEDIUM)
    return answer.no("Neither a changelog with versions nor a release workflow was found.", confidence=Confidence.LOW)


def _releases(step: Step) -> bool:
    if step.uses:
        return bool(_ACTIONS.match(step.uses))
    return any(_COMMANDS.search(command) for line in step.run.split("\n") for command in simple(line))
