"""What signals about code have in common: when there is nothing to ask, and how an answer by use of a library reads."""

from collections.abc import Iterable, Sequence

from gitassay.facts.catalogue import Use
from gitassay.facts.code.grammars import GRAMMARS
from gitassay.facts.code.table import Parse, Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer, Measures
from gitassay.signals.places import named

READ = frozenset({"python", "javascript", "typescript", "vue", "svelte", *GRAMMARS})
"""Languages whose calls stand in the code table."""

_ASIDE = frozenset({"shell", "html", "css", "sql", "notebook", ""})
_PACKAGES = {"agents": "OpenAI Agents SDK", "google": "Google ADK", "ai": "Vercel AI SDK", "crewai": "CrewAI", "pydantic_ai": "PydanticAI"}
"""Titles of packages whose names say little."""

_ENOUGH = 0.5
"""At least this share of the project's lines has to be readable before "not found" means no."""


def is_read(unit: Unit) -> bool:
    """Whether the calls of this file are known."""
    return unit.language in READ and bool(unit.calls or unit.parse is Parse.OK)


def unread(facts: Facts, answer: Answer) -> Finding | None:
    """The answer where no code can be asked: there is none, or its calls are not read; None where there is code to ask."""
    own = [unit for unit in facts.code.own if unit.language not in _ASIDE]
    if any(is_read(unit) for unit in own):
        return None
    if not own:
        return answer.not_applicable("There is no source code in a language that is read.")
    foreign = sorted({unit.language for unit in own} - READ)
    if foreign:
        return answer.not_available(f"The code is written in {named(foreign)}, whose calls are not read yet.")
    return answer.not_available("None of the source files could be read.")


def no_unless_unread(facts: Facts, answer: Answer, message: str, measures: Measures | None = None) -> Finding:
    """No, with this message; not available where too little of the code was read to say so."""
    missing = unread(facts, answer)
    if missing is not None:
        return missing
    own = [unit for unit in facts.code.own if unit.language not in _ASIDE]
    known = sum(unit.lines for unit in own if is_read(unit))
    if facts.code.truncated or known < _ENOUGH * sum(unit.lines for unit in own):
        return answer.not_available("Too little of the code could be read to say that there is none.")
    return answer.no(message, measures=measures)


def by_use(
    facts: Facts,
    answer: Answer,
    concepts: Sequence[str],
    seen: str,
    not_seen: str,
    roles: tuple[str, ...] = ("main", "notebook"),
    confidence: Confidence = Confidence.HIGH,
) -> Finding:
    """Yes where own code does what one of the concepts names, else no. `{libraries}` in `seen` becomes the names of the libraries."""
    uses = facts.uses(*concepts, roles=roles)
    if uses:
        return answer.yes(seen.format(libraries=libraries(uses)), places(uses), confidence, {"places": len(uses)})
    return no_unless_unread(facts, answer, not_seen)


def libraries(uses: Iterable[Use]) -> str:
    """The names of the libraries in words, each once."""
    return named(sorted({_title(use) for use in uses}))


def _title(use: Use) -> str:
    """The library's name; for a row that stands for several, the package that the matched name begins with."""
    head = use.symbol.split(".", 1)[0].removeprefix("@").split("/", 1)[0]
    several = "(" in use.library or "," in use.library
    return _PACKAGES.get(head, head) if several and head.isidentifier() and "/" not in use.symbol[1:30] else use.library.split(" (", 1)[0]


def places(uses: Iterable[Use]) -> list[Place]:
    """Where the uses stand: one of each file first, so that the few that are shown say most."""
    ordered = list(uses)
    first: dict[str, Place] = {}
    for use in ordered:
        first.setdefault(use.place.path, use.place)
    return list(dict.fromkeys([*first.values(), *(use.place for use in ordered)]))


def last_part(name: str) -> str:
    """The last part of a dotted name."""
    return name.rsplit(".", 1)[-1]


def is_within(scope: str, outer: str) -> bool:
    """Whether a scope is another one or lies in it; "" is the whole file."""
    return not outer or scope == outer or scope.startswith(outer + ".")
