"""Whether the README shows pictures of the project."""

import re

from gitassay.facts.facts import Facts
from gitassay.facts.readme import Readme, Reference
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.local_modules import normal
from gitassay.signals.places import counted, without_readme
from gitassay.signals.reading import at, is_badge, is_ornament, urlsplit_path
from gitassay.signals.signal import signal

_DRAWN = frozenset({"mermaid", "plantuml", "dot", "graphviz"})
_REMOTE = re.compile(r"^(?:https?:)?//", re.IGNORECASE)


@signal("Does the README show a screenshot, diagram or animation of the project?")
def has_visuals(facts: Facts, answer: Answer) -> Finding:
    """A picture shows at once what the project looks like or how it fits together.

    Seen: images that are neither badges nor logos and, when they are files of the repository, exist; diagrams written as code.
    Not seen: what a picture shows, so that an image from another host is less sure. Badges and buttons are no visuals.
    """
    readme = facts.readme
    if readme is None:
        return without_readme(facts, answer) or answer.no("There is no README.")
    drawn = [at(readme, block.start, block.end) for block in readme.blocks if block.language in _DRAWN]
    images = [one for one in readme.references if one.image and not is_badge(one) and not is_ornament(one)]
    remote = [one for one in images if _REMOTE.match(one.url)]
    local = [one for one in images if not _REMOTE.match(one.url)]
    present = [one for one in local if _exists(facts, readme, one)]
    places: list[Place] = [*drawn, *(at(readme, one.line) for one in present), *(at(readme, one.line) for one in remote)]
    if places:
        confidence = Confidence.HIGH if drawn or present else Confidence.MEDIUM
        return answer.yes(
            f"The README shows {counted(len(places), 'picture or diagram', 'pictures or diagrams')}.",
            places,
            confidence,
            {"visuals": len(places)},
        )
    if local:
        return answer.no("The README names pictures that the repository does not hold.", [at(readme, one.line) for one in local])
    return answer.no("The README shows no picture of the project.")


def _exists(facts: Facts, readme: Readme, reference: Reference) -> bool:
    """Whether a relative link leads to a file of the repository, seen from the README or from the root."""
    target = urlsplit_path(reference.url).replace("%20", " ")
    folder = readme.path.rpartition("/")[0]
    options = (normal(f"{folder}/{target}" if folder and not target.startswith("/") else target.lstrip("/")), normal(target.lstrip("/")))
    return any(path in facts.snapshot.by_path for path in options if path)
