from gitassay.model.candidate import RepositorySource
from gitassay.signals.datasets import toys_used
from gitassay.signals.practice import is_named_after, is_only_tried, own_word
from tests.support.memory import repository

IRIS = "from sklearn.datasets import load_iris\n\nx = load_iris()\n"
PROGRAM = "".join(f"def f{number}(x):\n    print(x)\n    return len(x)\n" for number in range(160))


def source(name: str) -> RepositorySource:
    return RepositorySource(id=f"ada/{name}", location="", local=True)


def test_a_project_is_named_after_the_task_of_its_data_and_not_of_others() -> None:
    facts = repository({"a.py": IRIS}, source=source("iris-classifier"))
    assert is_named_after(facts, toys_used(facts))
    facts = repository({"a.py": IRIS}, source=source("titanic"))
    assert not is_named_after(facts, toys_used(facts))


def test_folders_of_experiments_are_no_part_of_a_large_program() -> None:
    facts = repository({"lib/core.py": PROGRAM, "exps/run.py": IRIS * 200})
    assert is_only_tried(facts, toys_used(facts))
    facts = repository({"lib/core.py": PROGRAM, "model/run.py": IRIS * 200})
    assert not is_only_tried(facts, toys_used(facts))


def test_a_name_alone_is_no_word_of_the_project() -> None:
    code = {"a.py": "import torch\n\ntorch.ones(2)\n"}
    assert own_word(repository({**code, "README.md": "# Ship\n\nA ship.\n"}, source=source("titanic"))) == ("", ())
    assert own_word(repository({**code, "README.md": "# Ship\n\nThe Titanic data set.\n"}, source=source("titanic")))[0] == "titanic"
