"""Which data sets of textbooks a repository uses, and what other data it has."""

import re
from dataclasses import dataclass
from functools import lru_cache

from gitassay.facts.code.table import Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Place

_NAMES = (
    r"titanic|iris|(?:fashion[-_ ]?)?mnist|boston[-_ ]?housing|housing[-_ ]?boston|cifar[-_ ]?10{1,2}|imdb(?:[-_ ]?(?:dataset|reviews?|master))?|penguins?"
    r"|tips|wine(?:[-_ ]?quality(?:[-_](?:red|white))?)?|winequality[-_]\w+|breast[-_ ]?cancer|pima[-_ ]?indians?[-_ ]?diabetes|diabetes"
    r"|california[-_ ]?housing|20[-_ ]?newsgroups?|mtcars|telco[-_ ]?(?:customer[-_ ]?)?churn|wa_fn-usec_-telco-customer-churn|churn_modelling"
    r"|mall[-_ ]?customers|salary[-_ ]?data|student[-_ ]?performance|creditcard(?:fraud)?|spam(?:[-_ ]?ham)?|house[-_ ]?prices|adult[-_ ]?census|heart[-_ ]?disease"
    r"|dogs?[-_ ]?(?:vs[-_ ]?|and[-_ ]?)?cats?|ml[-_ ]?(?:latest[-_ ]?small|100k)|stock[-_ ]?data|stud|insurance"
)
_FILE = re.compile(rf"(?:^|[/\\=])(?:{_NAMES})(?:[-_ ]?(?:data(?:set)?|train(?:ing)?|test|full|clean(?:ed)?|raw))*\.(?:csv|tsv|xlsx?|data|json|zip|npz|gz|pkl|parquet)(?:$|\?)", re.IGNORECASE)
_URL = re.compile(r"(?:kaggle\.com/c(?:ompetitions)?/titanic|archive\.ics\.uci\.edu/.{0,80}/(?:iris|wine|adult)\b|yann\.lecun\.com/exdb/mnist|seaborn-data/)", re.IGNORECASE)
_LOADERS = ("read_", "load", "open", "genfromtxt", "fetch", "Path", "join", "urlretrieve", "get", "loadtxt")
_DATA = re.compile(r"\.(?:csv|tsv|xlsx?|parquet|feather|jsonl|ndjson|arff|h5|hdf5|npy|npz|sqlite3?|db)$", re.IGNORECASE)
_ASIDE = ("test", "example", "vendored", "docs")


@dataclass(frozen=True, slots=True)
class Toy:
    """A use of a textbook data set: its name, where, and whether in a notebook only."""

    name: str
    place: Place
    role: str


def is_toy_name(text: str) -> bool:
    """Whether a path or URL is that of a textbook data set."""
    return bool(_FILE.search(text[:300]) or _URL.search(text[:300]))


@lru_cache(maxsize=2_000)
def toy_name(text: str) -> str:
    """A readable name of the data set that a path, URL or symbol names."""
    return re.sub(r"\.\w+$", "", re.split(r"[/\\=.](?=[^/\\=.]+(?:\.\w+)?$)", text)[-1])[:40]


def toys_used(facts: Facts) -> tuple[Toy, ...]:
    """Loader calls, file names and URLs of textbook data sets in the project's own code."""
    found = [Toy(use.library if use.symbol.startswith("http") else toy_name(use.symbol), use.place, use.role) for use in facts.uses("toy_dataset")]
    for unit in facts.code.own:
        found.extend(_read_in(unit))
    return tuple(dict.fromkeys(found))


def _read_in(unit: Unit) -> list[Toy]:
    found = []
    for call in unit.calls:
        if call.name.rsplit(".", 1)[-1].startswith(_LOADERS):
            found.extend(Toy(toy_name(text), Place(unit.path, call.line, call.end), unit.role) for text in call.strings if is_toy_name(text))
    return found


def other_data(facts: Facts) -> tuple[str, ...]:
    """Data files of the project that are no textbook data set and not merely the usual split of one."""
    usual = {"train.csv", "test.csv", "gender_submission.csv", "submission.csv", "sample_submission.csv"}
    return tuple(
        file.path
        for file in facts.files
        if _DATA.search(file.path) and file.role not in _ASIDE and not is_toy_name(file.path) and file.path.rsplit("/", 1)[-1].lower() not in usual
    )


def code_lines(units: tuple[Unit, ...]) -> int:
    """Lines that hold calls or definitions: a size that a notebook's stored output does not blow up."""
    return sum(len({call.line for call in unit.calls} | {one.line for one in unit.definitions}) for unit in units)
