import pytest

from gitassay.model.candidate import RepositorySource
from gitassay.signals.coursework import helpers, named_after_a_course, stated
from tests.support.memory import repository

CODE = "def part(value):\n    return value + 1\n"


def named(name: str, files: dict[str, str | bytes]) -> str:
    return named_after_a_course(repository(files, source=RepositorySource(id=f"ada/{name}", location="", local=True)))[0]


@pytest.mark.parametrize("name", ["PRODIGY_ML_03", "CODSOFT", "codealpha_tasks", "OIBSIP", "Oasis-Infobyte-Task-2"])
def test_a_programme_of_tasks_tells_by_its_name(name: str) -> None:
    assert named(name, {"a.py": CODE}) == name.lower()


@pytest.mark.parametrize("name", ["prodigy", "internal-tools", "codes", "prodigyjs"])
def test_words_that_only_begin_alike_do_not(name: str) -> None:
    assert named(name, {"a.py": CODE}) == ""


@pytest.mark.parametrize("name", ["coursera-ml", "cs231n", "Udacity_Deep_Learning", "UdacityReact", "my-edx"])
def test_a_course_needs_its_lessons_in_folders(name: str) -> None:
    assert named(name, {"week1/a.py": CODE, "week 2 - trees/b.py": CODE}) == name.lower()
    assert named(name, {"src/a.py": CODE, "src/b.py": CODE}) == ""


@pytest.mark.parametrize("name", ["coursera-clone", "audacity", "coursera-scraper", "udacity-course-search", "edx-api"])
def test_a_tool_for_courses_is_none(name: str) -> None:
    assert named(name, {"week1/a.py": CODE, "week2/b.py": CODE}) == ""


def test_helper_files_are_told_by_their_names() -> None:
    facts = repository({"planar_utils.py": CODE, "sub/planar_utils.py": CODE, "public_tests.py": CODE, "image_utils.py": CODE})
    assert [place.path for place in helpers(facts)] == ["planar_utils.py", "public_tests.py"]


@pytest.mark.parametrize(
    ("line", "says_so"),
    [
        ("# Coursera machine learning: my assignments", True),
        ("Description of graded projects of the Udacity React course", False),
        ("# Udacity, React: description of graded projects", True),
        ("This is the third project for the Self-Driving Car Nanodegree of Udacity.", True),
        ("A client for Coursera that downloads videos.", False),
        ("We teach a nanodegree.", False),
    ],
)
def test_a_readme_says_at_its_top_that_it_is_course_work(line: str, says_so: bool) -> None:
    assert (stated(repository({"README.md": f"{line}\n"})) is not None) == says_so
