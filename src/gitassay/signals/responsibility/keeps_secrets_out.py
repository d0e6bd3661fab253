"""Whether credentials stay out of the repository."""

import re

from gitassay.facts.code.table import Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.places import counted, named
from gitassay.signals.secrets import instead_of_secrets, leaks
from gitassay.signals.signal import signal

_IGNORED = re.compile(r"^\s*/?(?:\*\*/)?\.env(?:[.*].*|\*)?\s*$")
_NAME = re.compile(r"^[A-Z][A-Z0-9_]*(?:KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIALS)$")
_MEMBER = re.compile(r"(?:process|import\.meta|Deno|Bun)\.env\.\w*(?:KEY|TOKEN|SECRET|PASSWORD)")
_READERS = re.compile(r"(?:^|\.)(?:getenv|environ\.get|environ\.setdefault|env\.get|userdata\.get|secrets\.get|config|getpass)$")


@signal("Are credentials kept out of the repository?")
def keeps_secrets_out(facts: Facts, answer: Answer) -> Finding:
    """A key in a public file is taken within minutes; keeping it out is the first habit of a careful engineer.

    Seen: keys and tokens in known forms, values of settings named as credentials, private keys and filled `.env` files in the snapshot;
    on the good side, credentials read from the environment and `.env` files that git ignores.
    Not seen: what only the history holds, and passwords that look like words (one that stands in for a missing setting is
    shown to a person). Placeholders and examples count as nothing.
    """
    found = leaks(facts)
    if found:
        kinds = named(sorted({leak.kind for leak in found}))
        message = f"{counted(len(found), 'line')} with what looks like a credential: {kinds}. The values are not shown."
        sure = Confidence.HIGH if any(leak.kind != "value of a setting named as a credential" for leak in found) else Confidence.MEDIUM
        return answer.no(message, [leak.place for leak in found], sure, {"lines": len(found)})
    instead = [place for unit in facts.code.own for place in instead_of_secrets(unit)]
    if instead:
        said = "A value in the code stands in for a credential that the environment may not hold; look whether it is in use."
        return answer.needs_review(said, instead)
    read = [place for unit in facts.code.own for place in _read(unit)]
    ignored = _ignored(facts) if read or _has_example(facts) else []
    if read or ignored:
        return answer.yes("Credentials come from the environment and no value stands in a file.", [*ignored, *read])
    return answer.not_applicable("Nothing here was seen to need a credential.")


def _read(unit: Unit) -> list[Place]:
    """Places that take a credential from the environment."""
    found = [
        Place(unit.path, call.line, call.end)
        for call in unit.calls
        if _READERS.search(call.name[:200]) and any(_NAME.match(text) for text in call.strings)
    ]
    if any(one.module == "os" or one.name == "environ" or one.module.startswith("streamlit") for one in unit.imports):
        found += [Place(unit.path, text.line, text.end) for text in unit.texts if len(text.value) < 80 and _NAME.match(text.value)]
    members = [(call.line, name) for call in unit.calls for name in (*call.names, call.name)]
    members += [(text.line, name) for text in unit.texts for name in text.names] + [(one.line, one.value) for one in unit.assignments]
    found += [Place(unit.path, line, line) for line, name in members if _MEMBER.search(name[:300])]
    return list(dict.fromkeys(found))


def _ignored(facts: Facts) -> list[Place]:
    """Lines of the root's ignore file that leave out `.env`."""
    text = facts.texts.text(".gitignore") or ""
    return [
        Place(".gitignore", number, number) for number, line in enumerate(text.split("\n")[:5_000], start=1) if _IGNORED.match(line[:200])
    ]


def _has_example(facts: Facts) -> bool:
    return any(re.search(r"(?:^|/)(?:[\w-]+)?\.?env\.(?:example|sample|template|dist)$", file.path) for file in facts.files)
