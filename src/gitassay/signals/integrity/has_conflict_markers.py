"""Whether a merge was left half done."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.signals.answer import Answer
from gitassay.signals.places import counted, named
from gitassay.signals.signal import signal

MAX_FILES = 3_000
_ASIDE = ("vendored", "generated", "test", "docs", "example")
_TEXT = (".md", ".txt", ".yml", ".yaml", ".toml", ".json", ".cfg", ".ini", ".html", ".css", ".sql", ".ipynb", ".sh")


@signal("Are there markers of a merge conflict in the files?")
def has_conflict_markers(facts: Facts, answer: Answer) -> Finding:
    """Conflict markers that were committed break the file, and show that nobody looked at it again.

    Seen: lines that begin with the three markers git writes, in their order, in source, settings and README files.
    Not seen: tests, examples and folders of documents, where such lines may be shown on purpose; files beyond the limits of reading.
    """
    read = 0
    found: list[Place] = []
    for file in facts.files:
        aside = file.role in _ASIDE and not (file.role == "docs" and "/" not in file.path)
        if aside or read >= MAX_FILES or not (file.language or file.path.lower().endswith(_TEXT)):
            continue
        text = facts.texts.text(file.path, 2_000_000)
        if text is None:
            continue
        read += 1
        place = _conflict(file.path, text)
        if place:
            found.append(place)
    if found:
        said = f"{counted(len(found), 'file')} with markers of a merge conflict: {named(place.path for place in found)}."
        return answer.yes(said, found, measures={"files": len(found)})
    if read == 0:
        return answer.not_applicable("The repository holds no readable source files.")
    return answer.no("No markers of a merge conflict were found.")


def _conflict(path: str, text: str) -> Place | None:
    """The lines of the first conflict, when all three markers stand in order."""
    if "<<<<<<< " not in text or ">>>>>>> " not in text:
        return None
    start = middle = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if line.startswith("<<<<<<< "):
            start, middle = number, 0
        elif start and line.rstrip("\r") == "=======":
            middle = number
        elif start and middle and line.startswith(">>>>>>> "):
            return Place(path, start, number)
    return None
