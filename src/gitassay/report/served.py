"""What a page shows besides the assessment where a server brings it: who is here, what they may do, and where an answer goes."""

from dataclasses import dataclass

from gitassay.model.decision import DecisionFile


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is logged in. `csrf` is the secret their forms carry; `links` lead to the pages they may open: (address, title)."""

    name: str
    role: str
    csrf: str
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A category in which a decision that came first and the visitor's own differ."""

    title: str
    theirs: str
    yours: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody decided after the visitor opened the page. `by` is "" where the visitor may not see the decision before their own.

    It is their `own` where they decided in another window.
    """

    by: str
    at: str
    differences: tuple[Difference, ...]
    own: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Why what was sent is no decision yet, and the part of the page to mend it in."""

    part: str
    text: str


@dataclass(frozen=True, slots=True)
class Served:
    """Where a decision goes (`action`), the version of the assessment it is made on, and whether this visitor may decide (`open`).

    `state` and `record` tell where the assessment stands and where its record is. `begun`, what the visitor chose before, fills the form.
    """

    visitor: Visitor
    action: str
    record: str
    version: int
    open: bool
    state: str
    begun: DecisionFile | None = None
    conflict: Conflict | None = None
    problems: tuple[Problem, ...] = ()
