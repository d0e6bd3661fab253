"""Whether data are held out for testing."""

import re

from gitassay.facts.code.table import Call, Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import last_part, libraries, places, unread
from gitassay.signals.naming import own_functions
from gitassay.signals.signal import signal
from gitassay.signals.training import training_places

_OWN = re.compile(r"(?:train|test|val|data(?:set)?)_?\w*split|split_?(?:data|dataset|train|df|samples|indices)\w*", re.IGNORECASE)
_FOLDER_READERS = frozenset(
    {"ImageFolder", "DatasetFolder", "flow_from_directory", "image_dataset_from_directory", "listdir", "glob", "join"}
)
_HELD_OUT = re.compile(r"(?:^|[/\\_-])(?:val|valid|validation|test|testing|dev)(?:$|[/\\_.-])", re.IGNORECASE)
_PART_LOADERS = frozenset({"val_dataloader", "test_dataloader", "validation_step", "test_step"})
_PART = re.compile(r"(?:mnist|cifar\d*|data|dataset|Split)\.(?:train|test|validation|TRAIN|TEST|VALIDATION)(?:\.|$)")
_TRAINED = re.compile(r"(?:^|[/\\_-])(?:train|training)(?:$|[/\\_.-])", re.IGNORECASE)


@signal("Are data held out for testing?")
def splits_data(facts: Facts, answer: Answer) -> Finding:
    """A score on the data a model was trained on says nothing about new data.

    Seen: split functions and split data of libraries, validation parts in `fit`, own split functions, and (less sure) data sets that come
    in parts and folders for training and testing.
    Not seen: splits by slicing without a name, and data files that come split.
    """
    uses = facts.uses("data_split")
    if uses:
        return answer.yes(f"Data are held out with {libraries(uses)}.", places(uses))
    if not training_places(facts):
        return unread(facts, answer) or answer.not_applicable("No model is trained.")
    own = [one.place for one in own_functions(facts, _OWN)]
    own += [place for unit in facts.code.own for place in _sampled(unit)]
    if own:
        return answer.yes("Data are split by code of the project.", own, Confidence.MEDIUM)
    ready = [place for unit in facts.code.own for place in _ready_made(unit)]
    if ready:
        return answer.yes("Data that come in parts are used part by part, for training and for testing.", ready, Confidence.MEDIUM)
    folders = [place for unit in facts.code.own for place in _folders(unit)]
    if folders:
        return answer.yes("Training and test data are read from folders of their own.", folders, Confidence.MEDIUM)
    return answer.no("No split of the data into training and test parts was seen.")


def _sampled(unit: Unit) -> list[Place]:
    """The pandas idiom: a random sample for training, and the rest by dropping it."""
    return [
        Place(unit.path, call.line, call.end)
        for call in unit.calls
        if last_part(call.name) == "drop" and any(name.endswith(".sample.index") for name in call.names)
    ]


def _ready_made(unit: Unit) -> list[Place]:
    """Data sets that come split: loaded with `train=True` and `False`, taken by part, or handed over by a loader for each part."""
    by_name: dict[str, list[Call]] = {}
    for call in unit.calls:
        if "train" in call.keywords and last_part(call.name)[:1].isupper():
            by_name.setdefault(call.name, []).append(call)
    found = [Place(unit.path, call.line, call.end) for calls in by_name.values() if len(calls) > 1 for call in calls[:2]]
    found += [Place(unit.path, one.line, one.line) for one in unit.definitions if last_part(one.name) in _PART_LOADERS and not one.stub]
    parts = [(call, name) for call in unit.calls for name in call.names if _PART.search(name[-80:])]
    if any("train" in name.lower() for _, name in parts) and any("train" not in name.lower() for _, name in parts):
        found += [Place(unit.path, call.line, call.end) for call, name in parts if "train" not in name.lower()][:2]
    return found


def _folders(unit: Unit) -> list[Place]:
    """Readers of folders, where one reads a folder for training and another one for testing."""
    readers = [call for call in unit.calls if last_part(call.name) in _FOLDER_READERS]
    told = [(call, " ".join((*call.strings, *call.names))) for call in readers]
    trained = [call for call, words in told if _TRAINED.search(words[:500])]
    held_out = [call for call, words in told if _HELD_OUT.search(words[:500])]
    return [Place(unit.path, call.line, call.end) for call in (*held_out[:1], *trained[:1])] if trained and held_out else []
