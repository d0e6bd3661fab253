from gitassay.model.candidate import RepositorySource
from gitassay.model.outcome import Outcome
from gitassay.signals.originality.follows_course_assignment import follows_course_assignment
from tests.support.memory import ask


def test_markers_for_students_show_an_assignment() -> None:
    finding = ask(
        follows_course_assignment,
        {"a.py": ("def sigmoid(z):\n    ### START CODE HERE ###\n    s = 1 / (1 + exp(-z))\n    ### END CODE HERE ###\n    return s\n")},
    )
    assert finding.outcome == Outcome.YES
    assert finding.locations[0].start == 2
    assert "plagiar" not in finding.message.lower()


def test_an_own_todo_is_no_marker() -> None:
    assert (
        ask(
            follows_course_assignment,
            {
                "a.py": (
                    "# TODO: write this part\n"
                    "def part_0(value):\n"
                    "    total = value + 0\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_1(value):\n"
                    "    total = value + 1\n"
                    "    return total\n"
                    "\n"
                    "\n"
                )
            },
        ).outcome
        == Outcome.NO
    )


def test_a_course_named_in_the_head_needs_a_look() -> None:
    assert (
        ask(
            follows_course_assignment,
            {
                "a.py": (
                    '"""Homework 3: sorting."""\n'
                    "def part_0(value):\n"
                    "    total = value + 0\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_1(value):\n"
                    "    total = value + 1\n"
                    "    return total\n"
                    "\n"
                    "\n"
                )
            },
        ).outcome
        == Outcome.NEEDS_REVIEW
    )


def test_without_code_it_does_not_apply() -> None:
    assert ask(follows_course_assignment, {"README.md": "START CODE HERE"}).outcome == Outcome.NOT_APPLICABLE


def test_a_readme_that_says_so_shows_course_work() -> None:
    for said in (
        "# Coursera-deep-learning-assignments\n",
        "# Navigation\n\nThis is my solution to the first project of the Udacity course.\n",
    ):
        assert ask(follows_course_assignment, {"README.md": said, "a.py": "def f(x):\n    return x\n"}).outcome == Outcome.YES


def test_a_course_as_an_inspiration_is_no_course_work() -> None:
    said = "# Tool\n\nAfter a Coursera course the idea came to build something of our own.\n"
    assert ask(follows_course_assignment, {"README.md": said, "a.py": "def f(x):\n    return x\n"}).outcome == Outcome.NO


def test_helper_files_of_a_course_show_an_assignment_and_one_alone_needs_a_look() -> None:
    code = "def part(value):\n    return value + 1\n"
    assert ask(follows_course_assignment, {"planar_utils.py": code, "public_tests.py": code}).outcome == Outcome.YES
    assert ask(follows_course_assignment, {"planar_utils.py": code, "a.py": code}).outcome == Outcome.NEEDS_REVIEW


def test_a_repository_named_after_a_course_with_its_lessons_shows_one() -> None:
    source = RepositorySource(id="ada/coursera-python", location="", local=True)
    files = {"week1/a.py": "print(1)\n", "week2/a.py": "print(2)\n"}
    finding = ask(follows_course_assignment, files, source=source)
    assert finding.outcome == Outcome.YES
    assert {place.path for place in finding.locations} == set(files)
