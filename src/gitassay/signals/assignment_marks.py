"""Marks that assignments of courses leave in code: where students write, and which cells are graded."""

import re

from gitassay.facts.code.table import Unit
from gitassay.model.finding import Place
from gitassay.signals.hinted import lines_with

MAX_LINES = 50_000
LONGEST_LINE = 2_000
_MARKER = re.compile(
    r"(?:START|END) (?:YOUR )?CODE(?: HERE)?\b|YOUR (?:CODE|SOLUTION|ANSWER)(?: GOES)? (?:HERE|STARTS|ENDS|BELOW)\b"
    r"|GRADED (?:FUNCTION|CELL)|UNQ_C\d+|(?:BEGIN|END) SOLUTION\b"
    r"|END OF YOUR CODE|\*{3,}\s*START OF YOUR CODE|WRITE YOUR CODE (?:HERE|BELOW)|### ?YOUR CODE"
    r"|raise NotImplementedError\(.{0,20}(?:your code|student)|autograder|otter\.Notebook"
)
_MARKER_HINTS = ("CODE", "YOUR ", "GRADED ", "UNQ_C", "SOLUTION", "NotImplementedError", "autograder", "otter.Notebook")
_GRADED = re.compile(r"\"(?:grade|nbgrader)\":\s*(?:true|\{)|\"deletable\": false,?\s*$|nbgrader")
_GRADED_HINTS = ('"grade"', "nbgrader", '"deletable": false')


def marks(unit: Unit, text: str) -> list[Place]:
    """Lines between which students write, or that mark a cell for grading."""
    graded = unit.role == "notebook"
    numbers = lines_with(text, (*_MARKER_HINTS, *(_GRADED_HINTS if graded else ())))
    lines = text.split("\n") if numbers else []
    near = ((number, lines[number - 1][:LONGEST_LINE]) for number in numbers if number <= MAX_LINES)
    return [Place(unit.path, number, number) for number, line in near if _MARKER.search(line) or (graded and _GRADED.search(line))]
