"""Yes and no: what a sentence affirms must not be what its evidence denies, nor the other way round."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gitassay.llm.verify.evidence import Exhibit
from gitassay.llm.verify.figures import SPELLED
from gitassay.llm.verify.quantity import AMOUNTS
from gitassay.llm.verify.sentences import statements, told_statements
from gitassay.llm.verify.words import PATH, in_single_words, stem, tokens, vocabulary
from gitassay.model.outcome import Outcome

_NONE_OF = re.compile(r"(?<![\w.,])(?:0|zero)(?= [a-z])|\bnone of\b", re.IGNORECASE)
_COUNTED = re.compile(r"\d|\b(?:half|third|quarter|most|majority|fifths?|none of)\b", re.IGNORECASE)
_SHORT = 3
_TELLING = frozenset({stem("exist"), stem("run")})
"""Words of two uses: in most sentences they add nothing, and in some they are all that is said."""
_SUBJECTS = frozenset({"readme", "code"})
"""What is spoken of, whatever is said of it."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Stems of what is stated; `denied` says whether it is stated not to be so, None when it is left open."""

    words: frozenset[str]
    denied: bool | None


def is_denied(text: str) -> bool:
    """Whether a statement is turned round by an odd number of negations ("not without" affirms)."""
    negations = vocabulary().negations
    found = sum(token.text.lower().replace("’", "'") in negations for token in tokens(text) if token.is_word)
    return (found + (len(_NONE_OF.findall(text)) if not re.search(r"\bnone of\b", text, re.IGNORECASE) else 0)) % 2 == 1


def content(text: str) -> frozenset[str]:
    """Stems of the words that carry meaning."""
    lists = vocabulary()
    empty = lists.neutral | lists.things | lists.negations | lists.use | lists.hedges | _SUBJECTS | AMOUNTS | SPELLED.keys()
    words = (token for token in tokens(text) if token.is_word)
    return frozenset(token.stem for token in words if token.stem in _TELLING or token.text.lower() not in empty)


def polarity_fault(clause: str, scope: Sequence[Exhibit]) -> str | None:
    """What a clause affirms against its evidence or denies against it, or None."""
    told = [statement for one in scope for statement in _of_message(one)]
    asked = [_of_question(one) for one in scope]
    before = False
    for text in statements(clause):
        denied = is_denied(text) or (before and len(tokens(text)) <= _SHORT)
        before = denied
        words = content(text)
        fault = _against(words, denied, bool(_COUNTED.search(text)), told, asked) if words else None
        if fault is not None and not _same_denial(text, denied, words, scope):
            return fault
    return None


def _against(words: frozenset[str], denied: bool, counted: bool, told: Sequence[Statement], asked: Sequence[Statement]) -> str | None:
    """Compare with the statements that share the most words; what the message says counts before what was asked.

    Where the sentence counts, only the message can bear it: a question has no numbers.
    """
    best_told = max((_shared(words, one) for one in told), default=0)
    best_asked = max((_shared(words, one) for one in asked), default=0)
    nearest, most = (asked, best_asked) if best_asked > best_told and not (counted and best_told) else (told, best_told)
    if most == 0:
        return None
    closest = [one for one in nearest if _shared(words, one) == most]
    if any(one.denied is denied for one in closest):
        return None
    if all(one.denied is None for one in closest):
        return "the cited evidence leaves that open"
    return "the cited evidence says the opposite"


def _shared(words: frozenset[str], statement: Statement) -> int:
    """How much two statements share: the same word counts twice, one that says the same once."""
    alike = vocabulary().alike
    return sum(2 if word in statement.words else 1 for word in words if alike(word) & statement.words)


def _same_denial(text: str, denied: bool, words: frozenset[str], scope: Sequence[Exhibit]) -> bool:
    """Whether a denial repeats, with the same negation, one that a message makes of these words."""
    if not denied:
        return False
    said = {stem(token.text) for token in tokens(text) if token.text.lower() in vocabulary().negations}
    for one in scope:
        own = {stem(token.text) for token in one.message_tokens if token.text.lower() in vocabulary().negations}
        if said & own - {"no"} and len(words) <= _shared(words, Statement(content(one.message), True)):
            return True
    return False


def _of_message(one: Exhibit) -> Iterable[Statement]:
    for text in told_statements(in_single_words(PATH.sub(" ", one.message))):
        yield Statement(content(text), is_denied(text))
    # Counts that are not zero affirm what they count.
    keys = [key for key, value in one.measures if not isinstance(value, str) and value]
    yield from (Statement(content(key.replace("_", " ")), is_denied(key.replace("_", " "))) for key in keys)


def _of_question(one: Exhibit) -> Statement:
    if one.outcome not in (Outcome.YES, Outcome.NO):
        return Statement(content(in_single_words(one.question)), None)
    return Statement(content(in_single_words(one.question)), (one.outcome is Outcome.NO) is not is_denied(one.question))
