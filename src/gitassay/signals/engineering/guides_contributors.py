"""Whether the project tells others how to take part."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.places import named, opening
from gitassay.signals.signal import signal

_GUIDES = re.compile(
    r"(?:\.github/|\.gitlab/|docs?/(?:source/)?)?(?:contributing|developers?|development|hacking|how[-_]to[-_]contribute)(?:\.\w{2,5})?"
    r"|(?:\.github|\.gitlab)/(?:issue_template|issue_templates|merge_request_templates|pull_request_template)(?:/[\w .-]{1,80})?"
    r"(?:\.(?:md|ya?ml))?|(?:docs/)?(?:issue_template|pull_request_template)\.md|(?:\.github/)?codeowners",
    re.IGNORECASE,
)


@signal("Does the project tell others how to contribute?")
def guides_contributors(facts: Facts, answer: Answer) -> Finding:
    """Rules for contributions and templates for issues show that the work is meant to be shared and is ready for it.

    Seen: a contribution or development guide in the root, in `.github` or in the documentation, templates for issues and pull requests,
    and code owners. What the README says about it is asked elsewhere.
    Not seen: whether anybody contributed, and guides kept outside the repository.
    """
    found = {file.path: place for file in facts.files if _GUIDES.fullmatch(file.path) and (place := opening(facts, file.path))}
    if found:
        return answer.yes(f"Others are told how to take part: {named(found)}.", found.values(), measures={"files": len(found)})
    return answer.no("No guide for contributors and no templates for issues were found.")
