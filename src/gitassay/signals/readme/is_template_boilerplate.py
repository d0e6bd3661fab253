"""Whether the README is the text a template came with."""

import re
import tomllib
from functools import cache

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.resources import resource
from gitassay.signals.answer import Answer
from gitassay.signals.places import without_readme
from gitassay.signals.reading import at
from gitassay.signals.signal import signal

SLACK_WORDS = 25
_LINK = re.compile(r"\[([^\[\]\n]{0,300})\]\([^()\n]{0,600}\)")


@signal("Is the README the untouched text of a template?")
def is_template_boilerplate(facts: Facts, answer: Answer) -> Finding:
    """A README that came with a template says nothing about the project.

    Seen: sentences that known templates put into a README (web scaffolds, cookiecutters, hosting stubs), with hardly a word beside them.
    Not seen: templates that the list does not know; text that was added to a template's README counts as the author's own.
    """
    readme = facts.readme
    if readme is None:
        return without_readme(facts, answer) or answer.no("There is no README.")
    lines = (facts.texts.text(readme.path) or "").split("\n")[:2_000]
    for name, sentences, size in known_readmes():
        found = [number for number, line in enumerate(lines, start=1) if any(sentence in _plain(line) for sentence in sentences)]
        if found and readme.words <= size + SLACK_WORDS:
            return answer.yes(f"The README is the text that comes with {name}.", [at(readme, found[0])], measures={"template": name})
        if found:
            return answer.no(f"The README began as the text of {name} and was written further.", [at(readme, found[0])])
    return answer.no("The README is not the text of a known template.")


def _plain(line: str) -> str:
    linked = _LINK.sub(r"\1", line[:2_000])
    return " ".join(linked.replace("`", "").replace("*", "").replace("[", "").lower().split())


@cache
def known_readmes() -> tuple[tuple[str, tuple[str, ...], int], ...]:
    """Known templates: name, sentences in lower case, and how many words of prose they come with."""
    rows = tomllib.loads((resource("config") / "template_readmes.toml").read_text(encoding="utf-8"))["template"]
    return tuple((row["name"], tuple(row["sentences"]), row["words"]) for row in rows)
