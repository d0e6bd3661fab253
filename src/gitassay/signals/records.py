"""Documents that record decisions, known by their names."""

import re

from gitassay.facts.facts import Facts
from gitassay.facts.readme.read import read_document

RECORD = re.compile(
    r"(?:^|/)(?:adrs?|decisions?|decision[-_]records?|rfcs?)/[^/]+\.(?:md|rst|txt|adoc)$|(?:^|/)(?:decisions?|adr"
    r"|design[-_]decisions?|rationale)\.(?:md|rst|txt)$",
    re.IGNORECASE,
)
CHARACTERS = 200
MAX_RECORDS = 20


def foreign_records(facts: Facts) -> tuple[str, ...]:
    """Paths of decision records of more than a few words that do not read as English, of the first few of all records."""
    named = [file.path for file in facts.files if file.role != "vendored" and RECORD.search(file.path)][:MAX_RECORDS]
    return tuple(path for path in named if len(facts.texts.text(path) or "") >= CHARACTERS and not _is_english(facts, path))


def _is_english(facts: Facts, path: str) -> bool:
    document = read_document(path, facts.texts)
    return document is None or document.english
