"""Whether the work fills in an assignment of a course."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.assignment_marks import LONGEST_LINE, marks
from gitassay.signals.coursework import HELPERS, helpers, named_after_a_course, stated
from gitassay.signals.places import counted, without_code
from gitassay.signals.signal import signal

MARKERS = 2
HEADER_LINES = 60
MAX_FILES = 2_000

_COURSE = re.compile(
    r"\b(?:cs ?231n|cs ?224n|cs ?229|cs ?50|6\.00x?|coursera|deeplearning\.ai|udacity|edx\.org|nanodegree|datacamp"
    r"|freecodecamp)\b.{0,80}\b(?:assignment|project|exercise|problem set|pset|week \d|lab)\b"
    r"|\b(?:programming |graded )?(?:assignment|homework|problem set|pset) ?#?\d{1,2}\b",
    re.IGNORECASE,
)


@signal("Does the code fill in the blanks of a course assignment?")
def follows_course_assignment(facts: Facts, answer: Answer) -> Finding:
    """In an assignment the design and most of the code come from the course, so it shows less than a project of one's own.

    Seen: markers between which students write their code, cells marked for grading, a README that says so at its top, helper files
    that courses hand out, a repository named after a course with its lessons in folders; a course named in a file's head is a hint.
    Not seen: assignments whose markers were removed, and course work without a frame. That course code matches says nothing about honesty.
    """
    missing = without_code(facts, answer)
    if missing:
        return missing
    marked: list[Place] = []
    hinted: list[Place] = []
    for unit in facts.code.own[:MAX_FILES]:
        text = facts.texts.without_pictures(unit.path, 10_000_000) or ""
        marked += marks(unit, text)
        head = enumerate(text.split("\n", HEADER_LINES)[:HEADER_LINES], start=1)
        hinted += [Place(unit.path, number, number) for number, line in head if _COURSE.search(line[:LONGEST_LINE])]
    files = len({place.path for place in marked})
    said = stated(facts)
    if len(marked) >= MARKERS:
        shown = f"{counted(len(marked), 'marker')} of a course assignment in {counted(files, 'file')}."
        return answer.yes(shown, marked, measures={"markers": len(marked), "files": files})
    if said:
        return answer.yes("The README says that this is work for a course.", [said, *marked])
    name, lessons = named_after_a_course(facts)
    if name:
        return answer.yes(
            f"The repository is named after a course or a programme of tasks ({name}).", [*lessons, *marked], Confidence.MEDIUM
        )
    handed = helpers(facts)
    if len(handed) >= HELPERS:
        return answer.yes("Helper files that a course hands out with its assignments lie here.", [*handed, *marked], Confidence.MEDIUM)
    if marked or hinted or handed:
        shown = "A course or an assignment is named in the code; look whether this is course work."
        return answer.needs_review(shown, [*marked, *hinted, *handed])
    return answer.no("No marker of a course assignment was found.")
