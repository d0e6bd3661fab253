"""Traces that courses leave in repositories: how students name them, how lessons lie in folders, the helper files handed out."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Place
from gitassay.signals.topic import own_names, readme_lines

README_LINES = 20
LESSONS = 2
HELPERS = 2
_TASKS = re.compile(
    r"^(?:prodigy[-_ ]?(?:ml|ds|wd|ad|sd|cs|ga|infotech)|cod[-_ ]?soft|code[-_ ]?(?:alpha|clause)|oibsip|oasis[-_ ]?infobyte|intern[-_ ]?pe"
    r"|bharat[-_ ]?intern|encryptix|cognifyz|lgmvip|lets[-_ ]?grow[-_ ]?more|sync[-_ ]?intern|technohacks)(?:[-_ 0-9].*)?$"
)
"""Programmes of short internships that hand everybody the same tasks."""

_COURSE = re.compile(
    r"(?:^|[-_ ./])(?:coursera|udacity|edx|datacamp|freecodecamp|deeplearning\.?ai|nano[-_ ]?degree"
    r"|cs[-_ ]?(?:231n|224[nw]|229|50x?|188|61a)"
    r"|ud\d{3}|fast\.?ai[-_ ]course|\w*specialization|ztm|odin[-_ ]project)(?:$|[-_ ./])"
)
_JOINED = re.compile(r"^udacity(?=[a-z])|(?<=[a-z])[-_]?(?:nanodegree|coursera)$")
_NO_COURSE = re.compile(r"clone|scrap|download|recommend|catalog|extension|plugin|\bapi\b|crawler|notes|review|search|schedule|timetable")
_LESSON = re.compile(
    r"(?:^|/)((?:week|assignment|lab|hw|homework|problem[-_ ]?set|pset|exercise|ex|lesson|module|course|project|lecture|unit|part|task)"
    r"[-_ ]*\d{1,2})"
    r"(?:[-_ .][^/]*)?/|(?:^|/)(c\d[-_]?w\d|w\d[-_]?a\d)|(?:^|/)(\d\d[-_ ][^/]+)/",
    re.IGNORECASE,
)
_HELPER = re.compile(
    r"(?:^|/)((?:planar|dnn_app|lr|init|reg|opt|gc|cnn|tf|kt|fr|yolo|rnn|nmt|nst|emo|w2v|lab)_utils(?:_v\w{1,3}|_\w{2,12})?\.py"
    r"|public_tests\.py"
    r"|dlai_tools\.py|test_?cases(?:_v\w{1,3})?\.py|collect_?submission\.(?:sh|ipynb)|submitwithconfiguration\.m|project_tests\.py"
    r"|problem_unittests\.py|unittests?_(?:c|w)\d\w*\.py|grader\.py|autograder\.(?:py|zip))$",
    re.IGNORECASE,
)
_NAMES = r"(?:coursera|udacity|edx\b|nano ?degree|deeplearning\.ai|cs ?231n|cs ?224[nw]|cs ?229|cs ?50|codsoft|datacamp|freecodecamp)"
_WORK = r"(?:solutions?|submissions?|assignments?|homeworks?|exercises|problem sets?|graded projects?|internship tasks?)"
_STATED = re.compile(
    rf"^#{{0,2}}[^.\n]{{0,120}}\b{_NAMES}\b[^.\n]{{0,80}}\b{_WORK}\b"
    rf"|\b(?:my|our|this is an?) {_WORK} (?:to|for|of)\b.{{0,80}}\b{_NAMES}"
    r"|\b(?:my|this|the|a|first|second|third|final|capstone) project (?:\w+ ){0,4}(?:for|of|in|from) [^.\n]{0,60}\bnano ?degree\b"
    r"|\bnano ?degree\b[^.\n]{0,40}\b(?:project \d|capstone|final project)\b",
    re.IGNORECASE,
)


def stated(facts: Facts) -> Place | None:
    """Where the README says, at its top, that the repository holds solutions or assignments of a named course."""
    top = ((place, line) for place, line in readme_lines(facts)[:README_LINES] if line)
    return next((place for place, line in top if _STATED.search(line[:500].replace("-", " ").replace("_", " "))), None)


def named_after_a_course(facts: Facts) -> tuple[str, tuple[Place, ...]]:
    """How the candidate named the work after a course or a programme of tasks, with places in it; ("", ()) without such a name.

    The name of a course alone may belong to a tool for it: lessons in folders have to stand beside.
    """
    short, *titles = own_names(facts)
    if _TASKS.search(short):
        return short, tuple(Place(unit.path, 1, 1) for unit in facts.code.own[:4])
    course = next((name for name in (short, *titles) if _COURSE.search(name) or _JOINED.search(name)), "")
    if not course or any(_NO_COURSE.search(name) for name in (short, *titles[:1])):
        return "", ()
    lessons: dict[str, Place] = {}
    for unit in facts.code.own:
        if found := _LESSON.search(unit.path):
            lessons.setdefault((found.group(1) or found.group(2) or found.group(3)).lower(), Place(unit.path, 1, 1))
    return (course, tuple(lessons.values())) if len(lessons) >= LESSONS else ("", ())


def helpers(facts: Facts) -> tuple[Place, ...]:
    """Helper files that courses hand out with their assignments, one of each name."""
    found: dict[str, Place] = {}
    for file in facts.files:
        if file.role not in ("vendored", "generated") and (match := _HELPER.search(file.path)):
            found.setdefault(match.group(1).lower(), Place(file.path, 1, 1))
    return tuple(found.values())
