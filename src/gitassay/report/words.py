"""How the report says dates, numbers, outcomes and states, and which addresses it may link to."""

import re
from urllib.parse import urlsplit

from markupsafe import Markup

from gitassay.model.candidate import Status
from gitassay.model.outcome import Confidence, Outcome
from gitassay.model.readme import Standing
from gitassay.plain import visible

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2})[\d:.]*(?:Z|\+00:00)?)?\Z")
_LONGEST_URL = 2_048

STATUS_WORDS: dict[Status, str] = {
    Status.READ: "Read",
    Status.PARTIAL: "Read in part",
    Status.SKIPPED: "Skipped",
    Status.EMPTY: "Empty",
    Status.UNSUPPORTED: "Not supported",
    Status.CORRUPT: "Damaged",
    Status.REJECTED: "Rejected",
    Status.NOT_FOUND: "Not found",
    Status.BLOCKED: "Blocked",
    Status.REFUSED: "Access refused",
    Status.TOO_LARGE: "Too large",
    Status.TIMED_OUT: "Timed out",
    Status.UNREACHABLE: "Not reachable",
    Status.FAILED: "Failed",
}

LANGUAGE_NAMES = {
    "cpp": "C++",
    "csharp": "C#",
    "css": "CSS",
    "html": "HTML",
    "javascript": "JavaScript",
    "notebook": "Jupyter notebooks",
    "ocaml": "OCaml",
    "php": "PHP",
    "sql": "SQL",
    "typescript": "TypeScript",
}
"""Languages whose names are written otherwise than with one capital letter."""

OUTCOME_WORDS: dict[Outcome, str] = {
    Outcome.YES: "Yes",
    Outcome.NO: "No",
    Outcome.NEEDS_REVIEW: "To check",
    Outcome.NOT_APPLICABLE: "Does not apply",
    Outcome.NOT_AVAILABLE: "Not measured",
    Outcome.ERROR: "Not measured (error)",
}

STANDING_KINDS: dict[Standing, str] = {Standing.FOUND: "supports", Standing.NOT_FOUND: "against", Standing.CANNOT_TELL: "neutral"}
"""How the page colours what became of a claim."""

DATA_WORDS = {
    "toy": "a data set of textbooks",
    "public": "known public data",
    "own": "data of its own",
    "none": "no data set that was seen",
}
"""What a project runs on, as the end of a sentence."""

CONFIDENCE_WORDS: dict[Confidence, str] = {
    Confidence.HIGH: "High confidence",
    Confidence.MEDIUM: "Medium confidence",
    Confidence.LOW: "Low confidence",
    Confidence.NONE: "No confidence",
}


def is_read(status: Status) -> bool:
    """Whether a repository in this state carries findings."""
    return status in (Status.READ, Status.PARTIAL)


def day(text: str | None) -> str:
    """A date for people: 2026-11-23 is 23 Nov 2026, with the time of day in UTC if there is one. What is no date stays as it is."""
    match = _DATE.match(text or "")
    if match is None or not 1 <= int(match[2]) <= 12:
        return visible(text or "not known", 40)
    shown = f"{int(match[3])} {_MONTHS[int(match[2]) - 1]} {match[1]}"
    return f"{shown}, {match[4]} UTC" if match[4] else shown


def month(text: str) -> str:
    """A month for people: 2026-11 is Nov 2026."""
    year, _, number = text.partition("-")
    return f"{_MONTHS[int(number) - 1]} {year}"


def number(value: float) -> str:
    """A number with at most two decimals and no needless zeros, thousands apart."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def interval(low: float, high: float) -> str:
    """One number, or "low to high"."""
    return number(low) if low == high else f"{number(low)} to {number(high)}"


def percent(share: float | None) -> str:
    """A share of 1 as a whole percentage; what rounds to none or all but isn't says so."""
    if share is None:
        return "not known"
    if 0 < share < 0.01:
        return "under 1%"
    if 0.99 < share < 1:
        return "over 99%"
    return f"{share * 100:.0f}%"


def counted(amount: int, one: str, many: str | None = None) -> str:
    """An amount with its noun: 1 commit, 2 commits."""
    return f"{amount:,} {one if amount == 1 else many or one + 's'}"


def web_address(text: str | None) -> str | None:
    """The text if it is an http or https address that is safe to link to, else None."""
    if not text or len(text) > _LONGEST_URL or not text.isascii() or not text.isprintable() or " " in text:
        return None
    try:
        parts = urlsplit(text)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc and port_is_fine else None


def linked(label: str, address: str | None) -> Markup:
    """A link that tells the site nothing, or the label alone when the address is not one for the web."""
    safe = web_address(address)
    shown = visible(label)
    if safe is None:
        return Markup("<span>{}</span>").format(shown)
    return Markup('<a href="{}" rel="noopener noreferrer nofollow">{}</a>').format(safe, shown)


def language_name(language: str) -> str:
    """A language as people write it."""
    return LANGUAGE_NAMES.get(language, language[:1].upper() + language[1:])
