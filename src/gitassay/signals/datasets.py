"""Which data sets of textbooks a repository uses, and what other data it has."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache

from gitassay.facts.code.table import Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Place
from gitassay.resources import resource
from gitassay.signals.once import once

_NAMES = (
    r"titanic|iris|(?:fashion[-_ ]?)?mnist|boston[-_ ]?housing|housing[-_ ]?boston|cifar[-_ ]?10{1,2}"
    r"|imdb(?:[-_ ]?(?:dataset|reviews?|master))?|penguins?"
    r"|tips|wine(?:[-_ ]?quality(?:[-_](?:red|white))?)?|winequality[-_]\w+|breast[-_ ]?cancer"
    r"|pima[-_ ]?indians?[-_ ]?diabetes|diabetes"
    r"|california[-_ ]?housing|20[-_ ]?newsgroups?|mtcars|telco[-_ ]?(?:customer[-_ ]?)?churn"
    r"|wa_fn-usec_-telco-customer-churn|churn_modelling"
    r"|mall[-_ ]?customers|salary[-_ ]?data|student[-_ ]?performance|creditcard(?:fraud)?|spam(?:[-_ ]?ham)?"
    r"|house[-_ ]?prices|adult[-_ ]?census|heart[-_ ]?disease"
    r"|dogs?[-_ ]?(?:vs[-_ ]?|and[-_ ]?)?cats?|ml[-_ ]?(?:latest[-_ ]?small|100k)|stud"
)
_FILE = re.compile(
    rf"(?:^|[/\\=])(?:{_NAMES})(?:[-_ ]?(?:data(?:set)?|train(?:ing)?|test|full|clean(?:ed)?|raw))*\.(?:csv|tsv|xlsx?|data"
    rf"|json|zip|npz|gz|pkl|parquet)(?:$|\?)",
    re.IGNORECASE,
)
_URL = re.compile(
    r"(?:kaggle\.com/c(?:ompetitions)?/titanic|archive\.ics\.uci\.edu/.{0,80}/(?:iris|wine|adult)\b"
    r"|yann\.lecun\.com/exdb/mnist|seaborn-data/)",
    re.IGNORECASE,
)
_SPLITS = re.compile(r"(?:train|t10k)-(?:images|labels)[-.]idx[13]", re.IGNORECASE)
"""The files that MNIST is handed out as."""

_LOADERS = ("read_", "load", "open", "genfromtxt", "fetch", "Path", "join", "urlretrieve", "get", "loadtxt")
_DATA = re.compile(r"\.(?:csv|tsv|xlsx?|parquet|feather|jsonl|ndjson|arff|h5|hdf5|npy|npz|sqlite3?|db)$", re.IGNORECASE)
_MADE = re.compile(
    r"(?:^|/)(?:artifacts?|catboost_info|outputs?|results?|logs?|mlruns|runs|predictions?|submissions?)(?:/|[_.-][\w.-]*$|\.)",
    re.IGNORECASE,
)
_USUAL = frozenset(
    [
        "data.csv",
        "dataset.csv",
        "gender_submission.csv",
        "predictions.csv",
        "raw.csv",
        "sample_submission.csv",
        "submission.csv",
        "test.csv",
        "train.csv",
    ]
)
MAX_HEADERS = 40
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
    file = re.split(r"[/\\=]", text.split("?", 1)[0])[-1]
    return (re.sub(r"\.(?:csv|tsv|xlsx?|data|json|zip|npz|gz|pkl|parquet)$", "", file).rsplit(".", 1)[-1] or text)[:40]


@once
def toys_used(facts: Facts) -> tuple[Toy, ...]:
    """Loader calls, file names and URLs of textbook data sets in the project's own code."""
    found = [
        Toy(use.library if use.symbol.startswith("http") else toy_name(use.symbol), use.place, use.role)
        for use in facts.uses("toy_dataset")
    ]
    for unit in facts.code.own:
        found.extend(_read_in(unit))
        found.extend(_columns_in(unit))
        found.extend(
            Toy("MNIST", Place(unit.path, text.line, text.line), unit.role) for text in unit.texts if _SPLITS.search(text.value[:300])
        )
    found.extend(_headers(facts))
    return tuple(dict.fromkeys(found))


def _read_in(unit: Unit) -> list[Toy]:
    found: list[Toy] = []
    for call in unit.calls:
        if call.name.rsplit(".", 1)[-1].startswith(_LOADERS):
            found.extend(
                Toy(toy_name(text), Place(unit.path, call.line, call.end), unit.role) for text in call.strings if is_toy_name(text)
            )
    return found


def _columns_in(unit: Unit) -> list[Toy]:
    """Textbook data sets whose columns the code names, whatever their file is called."""
    lines: dict[str, int] = {}
    for text in unit.texts:
        lines.setdefault(text.value, text.line)
    for call in unit.calls:
        for value in call.strings:
            lines.setdefault(value, call.line)
    return [
        Toy(name, Place(unit.path, lines[columns[0]], lines[columns[0]]), unit.role)
        for name, columns in _columns()
        if all(column in lines for column in columns)
    ]


def _headers(facts: Facts) -> list[Toy]:
    """Data files of the project whose header row is that of a textbook data set."""
    tables = [file.path for file in facts.files if file.path.lower().endswith((".csv", ".tsv")) and file.role not in _ASIDE]
    return [Toy(name, Place(path, 1, 1), "main") for path in tables[:MAX_HEADERS] for name in _header(facts, path)]


def _header(facts: Facts, path: str) -> list[str]:
    """The textbook data sets whose columns a table has."""
    header = (facts.texts.lines(path, 1, 1) or [""])[0][:2_000]
    cells = {cell.strip(" \"'") for cell in re.split(r"[,;\t]", header)}
    return [name for name, columns in _columns() if cells >= set(columns)]


@cache
def _columns() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Columns that together tell a textbook data set, by its name."""
    rows = tomllib.loads((resource("config") / "textbook_columns.toml").read_text(encoding="utf-8"))["data_set"]
    return tuple((row["name"], tuple(row["columns"])) for row in rows)


def _is_made(path: str) -> bool:
    """Whether a data file is one that programs write, or a usual part of the data set beside it."""
    return bool(_MADE.search(path)) or path.rsplit("/", 1)[-1].lower() in _USUAL


def other_data(facts: Facts) -> tuple[str, ...]:
    """Data files of the project that are no textbook data set and not merely the usual split of one."""
    return tuple(
        file.path
        for file in facts.files
        if _DATA.search(file.path)
        and file.role not in _ASIDE
        and not is_toy_name(file.path)
        and not _is_made(file.path)
        and not (file.path.lower().endswith((".csv", ".tsv")) and _header(facts, file.path))
    )


def code_lines(units: tuple[Unit, ...]) -> int:
    """Lines that hold calls or definitions: a size that a notebook's stored output does not blow up."""
    return sum(len({call.line for call in unit.calls} | {one.line for one in unit.definitions}) for unit in units)
