"""What data a project runs on: those of textbooks, known public ones, its own, or none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from gitassay.facts.code.table import Call, Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Place
from gitassay.signals.datasets import code_lines, is_toy_name, other_data, toy_name, toys_used
from gitassay.signals.once import once


class DataKind(StrEnum):
    """The kinds of data, by where they come from."""

    TOY = "toy"
    PUBLIC = "public"
    OWN = "own"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class DataSource:
    """One source of data with its kind, a readable name, and where it is seen."""

    kind: DataKind
    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class ProjectData:
    """The data a project runs on: what it mainly is, and every source that was seen."""

    kind: DataKind
    sources: tuple[DataSource, ...]

    @property
    def worth(self) -> str:
        """One word: toy, real (public or own) or none."""
        return "real" if self.kind in (DataKind.PUBLIC, DataKind.OWN) else self.kind.value


MAX_SOURCES = 40
DOWNLOADED = "downloaded data"
TRAINING_LINES = 3
_MOSTLY_TOYS = frozenset({"TensorFlow Datasets"})
_KNOWN = re.compile(
    r"\b(?:openwebtext|wikitext|librispeech|common[-_ ]?voice|(?:ms[-_ ]?)?coco(?:20\d\d)?|(?:pascal[-_ ]?)?voc[-_ ]?20\d\d|imagenet"
    r"|cityscapes|celeba"
    r"|div2k|afew|ck\+|squad|samsum|conll|semeval|nyt10|wiki80|visdial|hpatches|mahnob|plant[-_ ]?village|movielens|tiny[-_ ]?shakespeare"
    r"|tinystories|bigquery|ted[-_ ]?lium|voxforge|an4|java-(?:small|med|large)|yelp|amazon[-_ ]reviews|fma_(?:small|full|large)"
    r"|buzzfeed|politifact|kkbox|common[-_ ]crawl|the[-_ ]pile|kinetics|ucf101|kitti|nuscenes|lfw|widerface|mimic(?:-iii|-iv)?)\b",
    re.IGNORECASE,
)
"""Public data sets of research and industry, as code, scripts and addresses name them."""
_KAGGLE = re.compile(
    r"kaggle\.com/(?:c|competitions)/[\w-]{3,80}|kaggle\.com/datasets/[\w-]{2,40}/[\w-]{3,80}|kaggle\.com/[\w-]{2,40}/[\w-]{3,80}"
    r"|archive\.ics\.uci\.edu/\S{3,80}",
    re.IGNORECASE,
)
_TOY_ADDRESS = re.compile(
    r"titanic|iris|mnist|wine|heart|telco|churn|diabetes|boston|penguin|students?-performance|house-prices|spam|breast|adult|cifar|imdb",
    re.IGNORECASE,
)
_LOADS = re.compile(
    r"(?:^|\.)(?:read_csv|read_excel|read_parquet|read_json|genfromtxt|loadtxt|ImageFolder|image_dataset_from_directory|flow_from_directory"
    r"|flow_from_dataframe|load_from_disk|make_csv_dataset|TextLineDataset|TFRecordDataset|list_pictures|SimpleDirectoryReader|DirectoryLoader"
    r"|PyPDFLoader|PyPDFDirectoryLoader|TextLoader|PdfReader)$"
)
_FETCHES = re.compile(
    r"(?:^|\.)(?:urlretrieve|gdown\.download|wget\.download|hf_hub_download|snapshot_download|maybe_download|get_file|download_file)$"
)
_LEARNS = re.compile(
    r"(?:^|\.)(?:fit|fit_generator|fit_transform|train_test_split|backward|DataLoader|train_on_batch|partial_fit|GradientTape|minimize"
    r"|from_documents|train)$"
)
_INSTALL = re.compile(r"(?:pip3?|conda|uv|poetry)[ \w-]{0,20} (?:install|add) (?:-[\w-]+ ){0,3}([\w.-]{2,60})")
_LEARNER = re.compile(r"(?:^|\.)(?:Dataset|IterableDataset|LightningModule|LightningDataModule|BaseDataset|VisionDataset|Trainer)$")
_DOCUMENTS = re.compile(
    r"(?:^|/)(?:data|documents?|docs_data|corpus|policies|knowledge[-_]?base|raw)/.{0,120}"
    r"\.(?:pdf|docx?|txt|md|html?|csv|json|xlsx?|jpe?g|png|wav|mp3)$",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?<![a-z])(?:titanic|mnist|iris|boston[-_ ]?housing|wine[-_ ]?quality|heart[-_ ]?disease|breast[-_ ]?cancer|telco|imdb"
    r"|cifar[-_ ]?10+|penguins)(?![a-z])",
    re.IGNORECASE,
)


@once
def data_of(facts: Facts) -> ProjectData:
    """The data a project runs on, by what its own code loads, collects and keeps.

    A toy set in a test, an example, or notebooks beside a larger program does not make the project one on toy data, and beside other
    data it is one source of several. Data that only users bring are none.
    """
    collected = list(_collected(facts))
    toys = [] if _is_aside(facts) else list(_toys(facts))
    if not _works_on_data(facts):
        return (
            ProjectData(DataKind.OWN, tuple(collected[:MAX_SOURCES])) if any(_scraped(one) for one in collected) else _none(collected, toys)
        )
    named = list(_named_sets(facts))
    kept = list(_kept(facts))
    sources = tuple(dict.fromkeys([*toys, *collected, *named, *kept]))[:MAX_SOURCES]
    toy_named = bool(toys) and _named_after_toy(facts) and not any(_scraped(one) for one in collected)
    return ProjectData(DataKind.TOY if toy_named else _main_kind(toys, collected, named, kept), sources)


def _none(collected: list[DataSource], toys: list[DataSource]) -> ProjectData:
    return ProjectData(DataKind.NONE, tuple([*toys, *collected][:MAX_SOURCES]))


def _main_kind(toys: list[DataSource], collected: list[DataSource], named: list[DataSource], kept: list[DataSource]) -> DataKind:
    """Collected and public data outweigh a toy set beside them; files that merely lie there do not."""
    if collected:
        return DataKind.OWN if any(_scraped(one) for one in collected) else DataKind.PUBLIC
    if toys:
        return DataKind.PUBLIC if any(one.name != DOWNLOADED for one in named) else DataKind.TOY
    if named:
        return DataKind.PUBLIC
    return DataKind.OWN if kept else DataKind.NONE


def _scraped(one: DataSource) -> bool:
    return one.kind is DataKind.OWN


def _is_aside(facts: Facts) -> bool:
    """Whether toy data are used only in notebooks beside a larger program."""
    toys = toys_used(facts)
    main = code_lines(facts.code.main)
    return (
        bool(toys)
        and all(toy.role == "notebook" for toy in toys)
        and main > code_lines(facts.code.notebooks)
        and not _named_after_toy(facts)
    )


def _works_on_data(facts: Facts) -> bool:
    """Whether the project learns from, indexes or analyses data: libraries that offer training for others' data do not count."""
    if _is_library(facts):
        return False
    if toys_used(facts) or _named_after_toy(facts):
        return True
    learning = sum(_LEARNS.search(call.name) is not None for unit in facts.code.own for call in unit.calls)
    learning += TRAINING_LINES * any(_LEARNER.search(base) for unit in facts.code.own for one in unit.definitions for base in one.bases)
    loading = [unit for unit in facts.code.own for call in unit.calls if _LOADS.search(call.name)]
    return learning >= TRAINING_LINES or (bool(loading) and any(unit.role == "notebook" for unit in loading)) or bool(learning and loading)


def _is_library(facts: Facts) -> bool:
    """Whether the project is a package for others: its own manifest names what its README tells to install."""
    manifest = " ".join(facts.texts.text(path) or "" for path in ("setup.py", "setup.cfg", "pyproject.toml"))[:60_000]
    described = "classifiers" in manifest or "long_description" in manifest
    name = re.sub(r"[^a-z0-9]", "", facts.source.id.rsplit("/", 1)[-1].lower())
    installed = {re.sub(r"[^a-z0-9]", "", word) for word in _installed(facts)}
    return described and bool(name) and name in installed and not _named_after_toy(facts)


def _installed(facts: Facts) -> Iterator[str]:
    texts = (block.text for block in facts.readme.blocks) if facts.readme else ()
    for text in (*texts, *(prose for _, prose in (facts.readme.prose if facts.readme else ()))):
        for match in _INSTALL.finditer(text[:5_000].lower()):
            yield match.group(1)


def _named_after_toy(facts: Facts) -> bool:
    """Whether the project's own name is that of a textbook data set."""
    return bool(_TITLE.search(facts.source.id.rsplit("/", 1)[-1]))


def _toys(facts: Facts) -> Iterator[DataSource]:
    for toy in toys_used(facts):
        yield DataSource(DataKind.TOY, toy.name, toy.place)
    for address, place in _addresses(facts):
        if _TOY_ADDRESS.search(address):
            yield DataSource(DataKind.TOY, address.rstrip("/").rsplit("/", 1)[-1][:40], place)
    if _named_after_toy(facts) and facts.readme:
        match = _TITLE.search(facts.source.id.rsplit("/", 1)[-1])
        if match:
            yield DataSource(DataKind.TOY, match.group(), Place(facts.readme.path, 1, 1))


def _collected(facts: Facts) -> Iterator[DataSource]:
    toys = {(toy.place.path, toy.place.start) for toy in toys_used(facts)}
    for use in facts.uses("scraping", "public_dataset"):
        if use.library not in _MOSTLY_TOYS and (use.place.path, use.place.start) not in toys:
            kind = DataKind.OWN if use.concept == "scraping" else DataKind.PUBLIC
            yield DataSource(kind, use.library, use.place)


def _named_sets(facts: Facts) -> Iterator[DataSource]:
    """Known public sets that code names, and archives that it fetches."""
    for unit in facts.code.own:
        for value, line in _strings(unit):
            match = _KNOWN.search(value)
            if match and not is_toy_name(value):
                yield DataSource(DataKind.PUBLIC, match.group(), Place(unit.path, line, line))
        for call in unit.calls:
            if _FETCHES.search(call.name):
                yield DataSource(DataKind.PUBLIC, DOWNLOADED, Place(unit.path, call.line, call.end))
    for address, place in _addresses(facts):
        if not _TOY_ADDRESS.search(address):
            yield DataSource(DataKind.PUBLIC, address.rstrip("/").rsplit("/", 1)[-1][:40], place)
    yield from _in_readme(facts)


def _in_readme(facts: Facts) -> Iterator[DataSource]:
    """Known sets that the README of a project that learns names; its words alone make no project one that learns."""
    for line, text in facts.readme.prose if facts.readme else ():
        match = _KNOWN.search(text[:2_000])
        if match and facts.readme:
            yield DataSource(DataKind.PUBLIC, match.group(), Place(facts.readme.path, line, line))


def _strings(unit: Unit) -> Iterator[tuple[str, int]]:
    for call in unit.calls:
        for value in call.strings:
            yield value[:300], call.line
    for text in unit.texts:
        if not text.docstring and len(text.value) < 200:
            yield text.value, text.line


def _addresses(facts: Facts) -> Iterator[tuple[str, Place]]:
    """Addresses of data sets on the known hosts, in links of the README and in notebooks' and programs' texts."""
    for link in facts.links:
        match = _KAGGLE.search(link.url) if link.place else None
        if match and link.place:
            yield match.group(), link.place
    for unit in facts.code.own:
        for value, line in _strings(unit):
            match = _KAGGLE.search(value)
            if match:
                yield match.group(), Place(unit.path, line, line)


def _kept(facts: Facts) -> Iterator[DataSource]:
    """Data files of the project, documents kept as data, and whatever else its code loads."""
    for path in other_data(facts)[:MAX_SOURCES]:
        yield DataSource(DataKind.OWN, toy_name(path), Place(path, 1, 1))
    for file in facts.files:
        if _DOCUMENTS.search(file.path) and file.role not in ("test", "example", "vendored"):
            yield DataSource(DataKind.OWN, file.path.rsplit("/", 1)[-1], Place(file.path, 1, 1))
            break
    for unit in facts.code.own:
        for call in _loading(unit):
            yield DataSource(DataKind.OWN, "data it loads", Place(unit.path, call.line, call.end))


def _loading(unit: Unit) -> Iterator[Call]:
    return (call for call in unit.calls if _LOADS.search(call.name) or call.name.endswith("DataLoader"))
