"""Whether it is written down how the project is built up."""

import re

from gitassay.facts.facts import Facts
from gitassay.facts.readme import Readme, Section
from gitassay.model.finding import Finding, Place
from gitassay.signals.answer import Answer
from gitassay.signals.places import first_line
from gitassay.signals.reading import at, is_badge, prose_in, sections, words
from gitassay.signals.signal import signal

WORDS = 25
FILE_WORDS = 80
_HEADING = re.compile(
    r"\b(?:architecture|design|how (?:it|this|the \w+) works|under the hood|internals|(?:project|repository|code|file|folder"
    r"|directory) (?:structure|layout)|(?:repository|code|file|folder|directory) organi[sz]ation"
    r"|system overview|components|data flow|pipeline"
    r"|(?:system|agent|model|project|overall) workflow|methodology|technical (?:overview|details|approach))\b",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"(?:^|/)(?:architecture|design|technical[-_]?(?:design|overview)|system[-_]?design|how[-_]it[-_]works"
    r"|internals)(?:\.[\w-]+)?\.(?:md|rst|txt|adoc)$|^architecture(?:\.md)?$",
    re.IGNORECASE,
)
_DIAGRAM = re.compile(r"architect|diagram|flow|pipeline|structure|schema|overview|uml|design|system|graph", re.IGNORECASE)
_BRANCH = re.compile(r"[├└│]|^\s*\|--|^\s*[\w./-]+/\s")
_REMARK = re.compile(r"\S\s+(?:#|//|<-|←|—|--|-|:)\s*\S+")


@signal("Is the structure of the project explained?")
def documents_architecture(facts: Facts, answer: Answer) -> Finding:
    """Whoever can explain the parts and how they work together has designed them, and others can find their way.

    Seen: a section on architecture, design or structure with text, a diagram or a tree with remarks; a Mermaid diagram; a design document.
    Not seen: a bare list of folders, and structure explained elsewhere or in another language.
    """
    readme = facts.readme
    documents = [file.path for file in facts.files if file.role != "vendored" and _FILE.search(file.path)]
    written = [path for path in documents if words((facts.texts.text(path) or "")[:100_000]) >= FILE_WORDS]
    places: list[Place] = [first_line(path) for path in written]
    if readme:
        places += [
            at(readme, block.start, block.end) for block in readme.blocks if block.language == "mermaid" or _is_explained_tree(block.text)
        ]
        places += [at(readme, one.start, one.end) for one in sections(readme, _HEADING) if _has_substance(readme, one)]
    if places:
        return answer.yes("The structure of the project is explained.", places)
    if readme is None:
        return answer.no("There is neither a README nor a design document.")
    if not readme.english:
        return answer.not_available("The README does not read as English, so its sections could not be told apart.")
    return answer.no("The structure of the project is not explained.")


def _is_explained_tree(text: str) -> bool:
    """Whether a block is a tree of files in which at least three have a remark."""
    lines = text[:20_000].split("\n")
    branches = [line for line in lines if _BRANCH.search(line[:300])]
    return len(branches) >= 3 and sum(1 for line in branches if _REMARK.search(line[:300])) >= 3


def _has_substance(readme: Readme, section: Section) -> bool:
    """Whether a section has text, or a picture that calls itself a diagram."""
    if words(prose_in(readme, section)) >= WORDS:
        return True
    pictures = [one for one in readme.references if one.image and not is_badge(one) and section.start <= one.line <= section.end]
    return any(_DIAGRAM.search(f"{one.url[:500]} {one.text[:200]}") for one in pictures)
