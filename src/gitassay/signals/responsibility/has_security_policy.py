"""Whether somebody who finds a hole knows whom to tell."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.places import first_line
from gitassay.signals.reading import words
from gitassay.signals.signal import signal

_POLICY = re.compile(
    r"^(?:(?:\.github|docs)/)?security(?:[-_]policy)?\.(?:md|rst|txt|adoc)$|^(?:\.well-known/)?security\.txt$", re.IGNORECASE
)
_SCAFFOLD = re.compile(r"Use this section to tell people|5\.1\.x")
ENOUGH_WORDS = 15


@signal("Is there a security policy?")
def has_security_policy(facts: Facts, answer: Answer) -> Finding:
    """A policy tells whom to write to when something is found, before it is found.

    Seen: a security file of the project with real sentences.
    Not seen: policies of an organisation that live in another repository; untouched template text counts as none.
    """
    paths = [file.path for file in facts.files if _POLICY.match(file.path)]
    written = []
    for path in paths:
        text = facts.texts.text(path) or ""
        if (words(text[:20_000]) >= ENOUGH_WORDS or path.lower().endswith("security.txt")) and not _SCAFFOLD.search(text[:20_000]):
            written.append(first_line(path))
    if written:
        return answer.yes("There is a security policy.", written)
    if paths:
        return answer.no("The security file is empty or an untouched template.", [first_line(path) for path in paths])
    return answer.no("No security policy was found.")
