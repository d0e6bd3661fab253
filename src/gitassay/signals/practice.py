"""Whether a textbook data set is what a project is about, or only what it is tried on."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Place
from gitassay.signals.datasets import Toy, code_lines, is_toy_name
from gitassay.signals.topic import is_about, own_names, readme_lines

SMALL_PART = 0.2
"""A program of which less than this part of the code touches the data set is about something else."""

LARGE = 300
"""Lines with calls or definitions from which on a program has parts."""

_TOPICS = tuple(
    (re.compile(data, re.IGNORECASE), re.compile(topic, re.IGNORECASE))
    for data, topic in (
        (r"mnist", r"mnist|(?:digits?|handwrit\w*)[-_ ]*(?:digits?[-_ ]*)?(?:recogni|classif|predict)"),
        (r"cifar", r"cifar|image[-_ ]?classif"),
        (r"titanic", r"titanic"),
        (r"iris", r"\biris(?:[-_ ]|\b)"),
        (r"diabet|pima", r"diabet|\bpima\b"),
        (r"hous|boston|california|medv", r"hous(?:e|ing)|real[-_ ]?estate|property[-_ ]?price"),
        (r"churn|telco", r"churn"),
        (r"spam", r"spam"),
        (r"wine", r"wine"),
        (r"heart", r"heart|cardi"),
        (r"cancer", r"cancer|tumou?r"),
        (r"mall", r"mall[-_ ]customer|customer[-_ ]segment"),
        (r"stud", r"student"),
        (r"imdb|review", r"imdb|sentiment|movie[-_ ]review"),
        (r"penguin", r"penguin"),
        (r"credit", r"fraud|credit[-_ ]?card"),
        (r"movielens|^ml[-_ ]", r"movie|recommend"),
        (r"dog|cat", r"dogs?\b.{0,9}\bcats?\b|cats?\b.{0,9}\bdogs?\b"),
        (r"newsgroup|ag_news", r"newsgroup|news[-_ ]classif"),
        (r"adult", r"adult[-_ ]?(?:income|census)|income[-_ ]?(?:classif|predict)"),
        (r"salary", r"salary"),
        (r"medical cost|insurance", r"insurance|medical[-_ ]cost"),
    )
)
_ASIDE = re.compile(
    r"(?:^|/)(?:exps?|experiments?|\w*_experiments|benchmarks?|bench|[\w-]*[-_]examples?|recipes|datasets?|data)/", re.IGNORECASE
)
_PROPER = re.compile(
    r"\b(titanic|f?mnist|cifar-?100?|pima|telco[-_ ](?:customer[-_ ])?churn|iris[-_ ](?:flower|species|classif\w*|dataset|prediction)"
    r"|boston[-_ ]housing|california[-_ ]housing|wine[-_ ]quality|(?:sms|e?mail)[-_ ]spam|movielens|imdb)(?![a-z])",
    re.IGNORECASE,
)
_OF_DATA = re.compile(r"\b(?:data ?sets?|kaggle|competition|accuracy|train(?:ed|ing)|classif\w+|predict\w*)\b", re.IGNORECASE)
_LEARNS = frozenset({"sklearn", "torch", "tensorflow", "keras", "xgboost", "lightgbm", "catboost", "jax", "cupy", "mlflow", "zenml"})


def is_named_after(facts: Facts, toys: tuple[Toy, ...]) -> bool:
    """Whether the project calls itself after the task that one of these data sets poses."""
    return any(data.search(toy.name) and is_about(facts, topic) for toy in toys for data, topic in _TOPICS)


def is_only_tried(facts: Facts, toys: tuple[Toy, ...]) -> bool:
    """Whether only a small part of a larger program, or folders beside it, touch the data sets."""
    if all(toy.role == "notebook" for toy in toys):
        return code_lines(facts.code.main) > code_lines(facts.code.notebooks)
    paths = {toy.place.path for toy in toys}
    whole = code_lines(facts.code.main)
    touching = code_lines(tuple(unit for unit in facts.code.main if unit.path in paths and not _ASIDE.search(unit.path)))
    return whole >= LARGE and touching < SMALL_PART * whole


def own_word(facts: Facts) -> tuple[str, tuple[Place, ...]]:
    """The data set a project that learns is named after, and where the README or a file of data says so; ("", ()) without one.

    For data that are loaded in ways no reader follows: by settings, an address put together, a tool.
    """
    name = next((match.group(1).lower() for one in own_names(facts)[:1] for match in _PROPER.finditer(one.replace("_", "-"))), "")
    roots = {one.module.split(".", 1)[0] for unit in facts.code.own for one in unit.imports}
    if not name or not roots & _LEARNS:
        return "", ()
    word = re.compile(re.escape(name).replace(r"\-", "[-_ ]?"), re.IGNORECASE)
    said = [place for place, line in readme_lines(facts) if word.search(line) and _OF_DATA.search(line)]
    kept = [Place(file.path, 1, 1) for file in facts.files if is_toy_name(file.path) and word.search(file.path)]
    return (name, (*said[:2], *kept[:2])) if said or kept else ("", ())
