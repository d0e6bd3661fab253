import pytest

from gitassay.model.finding import Place
from gitassay.signals.imports import Wanted, distributions, is_declared


@pytest.mark.parametrize(
    ("module", "known", "expected"),
    [
        ("cv2", {"opencv-python-headless"}, True),
        ("sklearn.svm", {"scikit-learn"}, True),
        ("dotenv", {"python-dotenv"}, True),
        ("google.generativeai", {"google-generativeai"}, True),
        ("google.cloud.storage", {"google-cloud-storage"}, True),
        ("sentence_transformers", {"sentence-transformers"}, True),
        ("slugify", {"python-slugify"}, True),
        ("six", {"flask"}, False),
        ("yaml", {"yamllint"}, False),
    ],
)
def test_a_module_is_declared_under_the_name_it_is_published_by(module: str, known: set[str], expected: bool) -> None:
    wanted = Wanted(module.split(".", 1)[0], module, Place("a.py", 1, 1))
    assert expected == is_declared(wanted, frozenset(known), "pypi")


def test_types_of_a_package_declare_it() -> None:
    wanted = Wanted("@scope/name", "@scope/name/part", Place("a.ts", 1, 1))
    assert is_declared(wanted, frozenset({"@types/scope-name"}), "npm")


def test_an_unlisted_module_has_no_other_names() -> None:
    assert distributions("flask") == ()
