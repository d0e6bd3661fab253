"""Sentences, clauses and statements."""

import re
from dataclasses import dataclass

CITATION = re.compile(r"\s*[\[(](?:evidence\s*)?((?:E\d{1,6}(?:\s*(?:,|and|;)\s*)?)+)[\])]", re.IGNORECASE)
_ID = re.compile(r"E\d{1,6}", re.IGNORECASE)
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|etc|vs|approx|no|cf|resp)\.$", re.IGNORECASE)
_END = re.compile(r"[.!?]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9`])")
_APPOSITION = re.compile(
    r",\s+([\w./-]+(?:,\s+[\w./-]+){0,3}(?:,?\s+and\s+[\w./-]+)?),\s+(?=(?:is|are|was|were|has|have|had|do|does|did|can|could|cannot|would|will|may|might|go|goes|lead|leads|match|matches)\b)",
    re.IGNORECASE,
)
"""The names in "two packages, x and y, are missing" state nothing of their own."""
_OF_THESE = re.compile(r"^((?:of|among|out of)\b[^,;:.]*),\s+", re.IGNORECASE)
"""What "Of the 5 packages, 2 are unused" begins with."""
_LISTED = re.compile(r",\s+([\w-]+),?\s+(?:and|or)\s+(?=[\w-]+)", re.IGNORECASE)
"""The last items of a list, "a, b and c": they go on with what the list belongs to."""
_EXAMPLES = re.compile(
    r",\s+(?:including|such as|namely|among them|notably|for example|e\.g\.)\s+"
    r"((?:(?!\b(?:is|are|was|were|has|have)\b)[^;:()])*?),\s+(?=[a-z]+\b)",
    re.IGNORECASE,
)
"""The examples in "11 packages, including x and y, go unused"."""
_STATEMENT = re.compile(
    r"\s*[;:.!?()–—]\s+|\s*[()]\s*|,\s+(?:and\s+|but\s+|while\s+|whereas\s+|although\s+|though\s+|with\s+|of\s+)?"
    r"|\s+(?:and|but|while|whereas|although|though|yet|even|despite|because)\s+|(?<! of)\s+which\s+",
    re.IGNORECASE,
)


_DENIED_LIST = re.compile(
    r"(\b(?:no|not|without|neither|nor|lacks?|lacking)\b(?:(?!\b(?:but|while|whereas)\b)[^;.:,])*),\s*(?=[^,;.:]{1,40}\b(?:or|nor)\b)",
    re.IGNORECASE,
)
"""The comma in "no retry, time-out or fallback": what is listed behind it is denied as well."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence and the ids it cites."""

    text: str
    evidence: tuple[str, ...]


def without_citations(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without its [E1] marks, and the ids in them."""
    ids = tuple(one.upper() for match in CITATION.finditer(text) for one in _ID.findall(match[1]))
    bare = CITATION.sub("", text)
    return " ".join(bare.split()), tuple(dict.fromkeys(ids))


def split(text: str) -> list[str]:
    """The sentences of a text. A full stop inside a number, a name or an abbreviation ends none."""
    found: list[str] = []
    start = 0
    for match in _END.finditer(text):
        if _ABBREVIATION.search(text[start : match.end()].rstrip()):
            continue
        found.append(text[start : match.end()].strip())
        start = match.end()
    found.append(text[start:].strip())
    return [one for one in found if one]


def told_statements(text: str) -> list[str]:
    """The statements of a message; a list behind a colon stays with the words before it."""
    found: list[str] = []
    for sentence in re.split(r"(?<=[.;])\s+", text):
        head, colon, listed = sentence.partition(": ")
        said = statements(head)
        if colon and said:
            said[-1] = f"{said[-1]} {listed.replace(',', ' ')}"
        found += said
    return found


def statements(text: str) -> list[str]:
    """The smallest parts of a sentence that can be true or false on their own, roughly: split at conjunctions and punctuation."""
    return [one for one in (part.strip(" .,;:!?") for part in _STATEMENT.split(_joined(text))) if one]


def _joined(text: str) -> str:
    """The text without the commas and conjunctions that do not part statements."""
    joined = _EXAMPLES.sub(
        lambda match: " " + re.sub(r",|\band\b", " ", match[1]) + " ", _OF_THESE.sub(r"\1 ", _DENIED_LIST.sub(r"\1 ", text))
    )
    named = _APPOSITION.sub(lambda match: " " + re.sub(r",|\band\b", " ", match[1]) + " ", joined)
    return _LISTED.sub(r" \1 ", named)


def named_in(text: str) -> list[str]:
    """The names of "two packages, x and y, are missing"."""
    return [name for match in _APPOSITION.finditer(text) for name in re.split(r",\s*|\s+", match[1]) if name.lower() not in ("", "and")]
