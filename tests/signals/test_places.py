from gitassay.model.finding import Place
from gitassay.signals.places import counted, history_place, named, project_place
from tests.signals.written import ADA, commit, commits
from tests.support.memory import repository


def test_names_are_cut_after_a_few() -> None:
    assert named(["a", "b", "c", "d", "e", "f", "a"]) == "a, b, c, d and 2 more"


def test_one_thing_is_no_plural() -> None:
    assert [
        counted(1, "file"),
        counted(2, "file"),
        counted(1, "entry", "entries"),
        counted(0, "entry", "entries"),
    ] == ["1 file", "2 files", "1 entry", "0 entries"]


def test_history_points_to_the_file_the_candidate_changes_most() -> None:
    history = commits(
        commit(1, "a.py", "b.py"),
        commit(2, "b.py", "gone.py"),
        commit(3, "gone.py"),
        commit(4, "gone.py"),
        *(commit(5 + number, "a.py", email="bob@example.org") for number in range(4)),
    )
    facts = repository({"a.py": "x = 1\n", "b.py": "y = 2\n"}, commits=history, identity=ADA)
    assert (Place("b.py", 1, 1),) == history_place(facts)


def test_history_without_paths_points_to_the_project() -> None:
    facts = repository({"a.py": "x = 1\n"}, commits=commits(commit(1)), identity=ADA)
    assert project_place(facts) == history_place(facts)
