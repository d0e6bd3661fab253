"""Whether it is written down what the data are and where they come from."""

import re

from gitassay.facts.facts import Facts
from gitassay.facts.readme import Readme
from gitassay.model.finding import Finding, Place
from gitassay.signals.answer import Answer
from gitassay.signals.places import first_line
from gitassay.signals.reading import at, prose_in, sections, words
from gitassay.signals.signal import signal

WORDS = 15
FILE_WORDS = 30
_HEADING = re.compile(
    r"\b(?:data ?-?sets?|data(?: (?:sources?|description|collection|dictionary|preparation|format|card))?|corpus"
    r"|corpora)\b\W*(?:used|details|overview|information)?\W*$",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"(?:^|/)(?:data(?:sets?)?/(?:[\w-]+/)?readme(?:\.\w+)?|data[-_]?(?:sheet|card|dictionary)(?:\.\w+)?"
    r"|dataset[-_]card(?:\.\w+)?|datasheets?/[^/]+\.md)$",
    re.IGNORECASE,
)
_ORIGIN = re.compile(
    r"https?://|\b(?:source|collected|scraped|downloaded|kaggle|licen[cs]ed?|columns?|rows|samples|records|images|contains"
    r"|consists|annotated|labell?ed)\b",
    re.IGNORECASE,
)


@signal("Is it documented what the data are and where they come from?")
def documents_data(facts: Facts, answer: Answer) -> Finding:
    """Origin, meaning and licence of data decide what a result on them is worth.

    Seen: a README section about the data with their source or contents, a README beside the data, a data sheet, or data tracked by DVC.
    Not seen: a bare link without a word about it, and documentation in other languages.
    """
    files = [file for file in facts.files if file.role != "vendored"]
    described = [
        file.path for file in files if _FILE.search(file.path) and words((facts.texts.text(file.path) or "")[:50_000]) >= FILE_WORDS
    ]
    tracked = [file.path for file in files if file.path.endswith(".dvc") and not file.path.startswith(".dvc/")]
    places: list[Place] = [*(first_line(path) for path in described), *(first_line(path) for path in tracked)]
    readme = facts.readme
    if readme:
        places += _told(readme)
    if places:
        return answer.yes(
            "It is documented what the data are.", places, measures={"documents": len(described), "tracked_files": len(tracked)}
        )
    if readme is None:
        return answer.no("There is neither a README nor another document about data.")
    if not readme.english:
        return answer.not_available("The README does not read as English, so its sections could not be told apart.")
    return answer.no("No document says what the data are.")


def _told(readme: Readme) -> list[Place]:
    """Sections about data with enough words, of which some name the source or the contents."""
    found = []
    for one in sections(readme, _HEADING):
        text = prose_in(readme, one)
        linked = any(not link.image and one.start <= link.line <= one.end for link in readme.references)
        if words(text) >= WORDS and (linked or _ORIGIN.search(text[:20_000])):
            found.append(at(readme, one.start, one.end))
    return found
