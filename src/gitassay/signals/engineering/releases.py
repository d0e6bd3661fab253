"""Whether versions of the project are released and recorded."""

import re

from gitassay.facts.configs import Step
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.places import counted, first_line, history_place
from gitassay.signals.recipes import step_commands
from gitassay.signals.signal import signal

VERSIONS = 2
COMMITS = 3
_CHANGELOG = re.compile(
    r"^(?:docs?/(?:source/)?)?(?:changelog|changes|history|news|whats[-_]?new|releases?|release[-_]notes)(?:\.(?:md|rst|txt|markdown))?$",
    re.IGNORECASE,
)
_NOTES = re.compile(
    r"^(?:docs?/(?:source/)?)?(?:releases?|changelogs?|release[-_]notes)/v?(\d+\.\d+[\w.]{0,20})\.(?:md|rst|txt)$", re.IGNORECASE
)
_RELEASED = re.compile(
    r"^(?!bump\w*:?\s+(?!version\b|release\b)\S{1,100}\s+from\s)(?:\[?(?:release|bump|prepare|cut|tag)\w*\]?:?\s+(?:[\w-]{1,30}:?\s+){0,3}(?:\S{1,30}\s*(?:→|->|to)\s*)?|version\s+|chore\(release\):\s*)?"
    r"v?(\d+\.\d+\.\d+(?:[.-]?(?:a|b|rc|post|dev|alpha|beta)[.-]?\d*)?)(?:\s+release)?\.?$",
    re.IGNORECASE,
)
_VERSION = re.compile(r"^(?:#{1,4}\s*|\*{0,2})(?:version\s+|release\s+)?\[?v?(\d+\.\d+(?:\.\d+)?[\w.+-]{0,20})\b", re.IGNORECASE)
_ACTIONS = re.compile(
    r"^(?:pypa/gh-action-pypi-publish|softprops/action-gh-release|ncipollo/release-action|actions/create-release"
    r"|goreleaser/goreleaser-action|cycjimmy/semantic-release-action|changesets/action"
    r"|googleapis/release-please-action|google-github-actions/release-please-action|release-drafter/release-drafter|python-semantic-release/)",
    re.IGNORECASE,
)
_COMMANDS = re.compile(
    r"^(?:npm|pnpm|yarn)\s+publish\b|^twine\s+upload\b|^(?:poetry|flit|uv|hatch|cargo)\s+publish\b|^(?:semantic-release"
    r"|goreleaser|gh\s+release\s+create)\b"
)


@signal("Are releases recorded in a changelog or made by a workflow?")
def releases(facts: Facts, answer: Answer) -> Finding:
    """Numbered releases tell users what changed and show that the project is kept up for others.

    Seen: a changelog or release notes with at least two versions, workflow steps that publish a release or a package, and (less sure) three
    commits that say which version they release, in a project made to be installed.
    Not seen: releases that exist only as tags, since a snapshot holds none; the answer no is therefore given with little certainty.
    """
    notes = [file.path for file in facts.files if _NOTES.match(file.path)]
    if len(notes) >= VERSIONS:
        return answer.yes(f"There are notes of {counted(len(notes), 'release')}.", [first_line(path) for path in notes])
    for file in facts.files:
        if not _CHANGELOG.match(file.path):
            continue
        lines = (facts.texts.text(file.path) or "").split("\n")[:20_000]
        found = [(number, match.group(1)) for number, line in enumerate(lines, start=1) if (match := _VERSION.match(line[:200]))]
        versions = list(dict.fromkeys(version for _, version in found))
        if len(versions) >= VERSIONS:
            said = f"The changelog records {counted(len(versions), 'version')}."
            return answer.yes(said, [Place(file.path, found[0][0], found[0][0])], measures={"versions": len(versions)})
    steps = [
        Place(one.path, step.line, step.line) for one in facts.configs.workflows if one.runs for step in one.steps if _releases(facts, step)
    ]
    if steps:
        return answer.yes("A workflow makes releases.", steps, Confidence.MEDIUM)
    released = list(dict.fromkeys(version for one in facts.snapshot.commits if (version := _released(one.message))))
    if len(released) >= COMMITS and facts.manifests.package_names:
        said = f"{counted(len(released), 'commit')} say which version they release, such as {' and '.join(released[:2])}."
        return answer.yes(said, history_place(facts), Confidence.LOW, {"versions": len(released)})
    return answer.no("Neither a changelog with versions nor a release workflow was found.", confidence=Confidence.LOW)


def _released(message: str) -> str:
    """The version that a commit says it releases, "" for none: a dependency that a bot moves on is none."""
    match = _RELEASED.match(message.strip().split("\n", 1)[0][:100])
    return match.group(1) if match else ""


def _releases(facts: Facts, step: Step) -> bool:
    return bool(_ACTIONS.match(step.uses)) or any(_COMMANDS.search(command) for command in step_commands(facts, step))
