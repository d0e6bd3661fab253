"""How the report says dates, numbers, outcomes and states, and which addresses it may link to."""

import re
from urllib.parse import urlsplit

from markupsafe import Markup

from gitassay.model.candidate import Status
from gitassay.model.outcome import Confidence, Outcome
from gitassay.model.readme import Standing
from gitassay.plain import visible
from gitassay.report.language import gettext, marked, pgettext

_MONTHS = (
    *(marked("Jan"), marked("Feb"), marked("Mar"), marked("Apr"), marked("May"), marked("Jun")),
    *(marked("Jul"), marked("Aug"), marked("Sep"), marked("Oct"), marked("Nov"), marked("Dec")),
)
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2})[\d:.]*(?:Z|\+00:00)?)?\Z")
_LONGEST_URL = 2_048

STATUS_WORDS: dict[Status, str] = {
    Status.READ: marked("Read"),
    Status.PARTIAL: marked("Read in part"),
    Status.SKIPPED: marked("Skipped"),
    Status.EMPTY: marked("Empty"),
    Status.UNSUPPORTED: marked("Not supported"),
    Status.CORRUPT: marked("Damaged"),
    Status.REJECTED: marked("Rejected"),
    Status.NOT_FOUND: marked("Not found"),
    Status.BLOCKED: marked("Blocked"),
    Status.REFUSED: marked("Access refused"),
    Status.TOO_LARGE: marked("Too large"),
    Status.TIMED_OUT: marked("Timed out"),
    Status.UNREACHABLE: marked("Not reachable"),
    Status.FAILED: marked("Failed"),
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
    Outcome.YES: marked("Yes"),
    Outcome.NO: marked("No"),
    Outcome.NEEDS_REVIEW: marked("To check"),
    Outcome.NOT_APPLICABLE: marked("Does not apply"),
    Outcome.NOT_AVAILABLE: marked("Not measured"),
    Outcome.ERROR: marked("Not measured (error)"),
}

STANDING_KINDS: dict[Standing, str] = {Standing.FOUND: "supports", Standing.NOT_FOUND: "against", Standing.CANNOT_TELL: "neutral"}
"""How the page colours what became of a claim."""

DATA_WORDS = {
    "toy": marked("a data set of textbooks"),
    "public": marked("known public data"),
    "own": marked("data of its own"),
    "none": marked("no data set that was seen"),
}
"""What a project runs on, as the end of a sentence."""

DATA_KINDS = {"toy": marked("toy"), "public": marked("public"), "own": marked("own"), "none": marked("none")}
"""The same in one word."""

STANDING_WORDS: dict[Standing, str] = {
    Standing.FOUND: marked("Found"),
    Standing.NOT_FOUND: marked("Not found"),
    Standing.CANNOT_TELL: marked("Cannot tell"),
}

SKILL_CELLS = {"": "", "seen": marked("seen"), "discounted": marked("discounted"), "check": marked("check")}
"""What a cell of the skill map is read out as."""

SURENESS: dict[Confidence, str] = {
    Confidence.HIGH: marked("high confidence"),
    Confidence.MEDIUM: marked("medium confidence"),
    Confidence.LOW: marked("low confidence"),
    Confidence.NONE: marked("none confidence"),
}
"""The confidence within a line."""

CONFIDENCE_WORDS: dict[Confidence, str] = {
    Confidence.HIGH: marked("High confidence"),
    Confidence.MEDIUM: marked("Medium confidence"),
    Confidence.LOW: marked("Low confidence"),
    Confidence.NONE: marked("No confidence"),
}


def is_read(status: Status) -> bool:
    """Whether a repository in this state carries findings."""
    return status in (Status.READ, Status.PARTIAL)


def worded(word: str) -> str:
    """A word of these tables in the language of the page."""
    return gettext(word) if word else ""


def day(text: str | None) -> str:
    """A date for people: 2026-11-23 is 23 Nov 2026, with the time of day in UTC if there is one. What is no date stays as it is."""
    match = _DATE.match(text or "")
    if match is None or not 1 <= int(match[2]) <= 12:
        return visible(text or gettext("not known"), 40)
    parts = {"day": str(int(match[3])), "month": gettext(_MONTHS[int(match[2]) - 1]), "year": match[1], "time": match[4]}
    return (gettext("%(day)s %(month)s %(year)s, %(time)s UTC") if match[4] else gettext("%(day)s %(month)s %(year)s")) % parts


def month(text: str) -> str:
    """A month for people: 2026-11 is Nov 2026."""
    year, _, number = text.partition("-")
    return f"{gettext(_MONTHS[int(number) - 1])} {year}"


def number(value: float) -> str:
    """A number with at most two decimals and no needless zeros, thousands apart, with the language's marks."""
    return marks(f"{value:,.2f}".rstrip("0").rstrip("."))


def marks(number: str) -> str:
    """A number as English writes it with the decimal mark and the separator of thousands of the language."""
    return number.translate({ord(","): pgettext("separator of thousands", ","), ord("."): pgettext("decimal mark", ".")})


def interval(low: float, high: float) -> str:
    """One number, or "low to high"."""
    if low == high:
        return number(low)
    return gettext("%(low)s to %(high)s") % {"low": number(low), "high": number(high)}


def percent(share: float | None) -> str:
    """A share of 1 as a whole percentage; what rounds to none or all but isn't says so."""
    if share is None:
        return gettext("not known")
    if 0 < share < 0.01:
        return gettext("under %(share)s%%") % {"share": 1}
    if 0.99 < share < 1:
        return gettext("over %(share)s%%") % {"share": 99}
    return gettext("%(share)s%%") % {"share": f"{share * 100:.0f}"}


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


def short(repository: str) -> str:
    """A repository's name without its owner."""
    return repository.rsplit("/", 1)[-1]
