"""Whether the work fills in an assignment of a course."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.signals.answer import Answer
from gitassay.signals.places import counted, without_code
from gitassay.signals.signal import signal

MARKERS = 2
HEADER_LINES = 60
README_LINES = 20
MAX_FILES = 2_000
_MARKER = re.compile(
    r"(?:START|END) (?:YOUR )?CODE(?: HERE)?\b|YOUR (?:CODE|SOLUTION|ANSWER)(?: GOES)? (?:HERE|STARTS|ENDS|BELOW)\b"
    r"|GRADED (?:FUNCTION|CELL)|UNQ_C\d+|(?:BEGIN|END) SOLUTION\b"
    r"|END OF YOUR CODE|\*{3,}\s*START OF YOUR CODE|WRITE YOUR CODE (?:HERE|BELOW)|### ?YOUR CODE"
    r"|raise NotImplementedError\(.{0,20}(?:your code|student)|autograder|otter\.Notebook"
)
_GRADED = re.compile(r"\"(?:grade|nbgrader)\":\s*(?:true|\{)|\"deletable\": false,?\s*$|nbgrader")
_COURSE = re.compile(
    r"\b(?:cs ?231n|cs ?224n|cs ?229|cs ?50|6\.00x?|coursera|deeplearning\.ai|udacity|edx\.org|nanodegree|datacamp"
    r"|freecodecamp)\b.{0,80}\b(?:assignment|project|exercise|problem set|pset|week \d|lab)\b"
    r"|\b(?:programming |graded )?(?:assignment|homework|problem set|pset) ?#?\d{1,2}\b",
    re.IGNORECASE,
)
_COURSES = r"(?:coursera|udacity|edx\b|nanodegree|deeplearning\.ai|cs ?231n|cs ?224n|cs ?229|cs ?50|codsoft|datacamp|freecodecamp)"
_WORK = r"(?:solutions?|submissions?|assignments?|homeworks?|exercises|problem sets?|internship tasks?)"
_STATED = re.compile(
    rf"^#{{0,2}}[^.\n]{{0,120}}\b{_COURSES}\b[^.\n]{{0,80}}\b{_WORK}\b"
    rf"|\b(?:my|our|this is an?) {_WORK} (?:to|for|of)\b.{{0,80}}\b{_COURSES}",
    re.IGNORECASE,
)


@signal("Does the code fill in the blanks of a course assignment?")
def follows_course_assignment(facts: Facts, answer: Answer) -> Finding:
    """In an assignment the design and most of the code come from the course, so it shows less than a project of one's own.

    Seen: markers between which students write their code, cells marked for grading, a README that says so at its top; a course
    named in a file's head is a hint.
    Not seen: assignments whose markers were removed, and course work without a frame. That course code matches says nothing about honesty.
    """
    missing = without_code(facts, answer)
    if missing:
        return missing
    marked: list[Place] = []
    hinted: list[Place] = []
    for unit in facts.code.own[:MAX_FILES]:
        lines = _lines(facts, unit.path)
        marked += [
            Place(unit.path, number, number)
            for number, line in lines
            if _MARKER.search(line) or (unit.role == "notebook" and _GRADED.search(line))
        ]
        hinted += [Place(unit.path, number, number) for number, line in lines[:HEADER_LINES] if _COURSE.search(line)]
    files = len({place.path for place in marked})
    stated = _stated(facts)
    if stated and len(marked) < MARKERS:
        return answer.yes("The README says that this is work for a course.", [stated, *marked])
    if len(marked) >= MARKERS:
        said = f"{counted(len(marked), 'marker')} of a course assignment in {counted(files, 'file')}."
        return answer.yes(said, marked, measures={"markers": len(marked), "files": files})
    if marked or hinted:
        return answer.needs_review("A course or an assignment is named in the code; look whether this is course work.", [*marked, *hinted])
    return answer.no("No marker of a course assignment was found.")


def _stated(facts: Facts) -> Place | None:
    """Where the README says, at its top, that the repository holds solutions or assignments of a named course."""
    path = facts.readme.path if facts.readme else ""
    rows = (facts.texts.text(path) or "").split("\n")[:README_LINES] if path else []
    found = (number for number, row in enumerate(rows, start=1) if _STATED.search(row[:500].replace("-", " ").replace("_", " ")))
    return next((Place(path, number, number) for number in found), None)


def _lines(facts: Facts, path: str) -> list[tuple[int, str]]:
    text = facts.texts.text(path, 10_000_000) or ""
    return [(number, line[:2_000]) for number, line in enumerate(text.split("\n")[:50_000], start=1)]
