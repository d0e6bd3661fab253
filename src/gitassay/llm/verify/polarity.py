"""Yes and no: what a sentence affirms must not be what its evidence denies, nor the other way round."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gitassay.llm.verify.evidence import Exhibit
from gitassay.llm.verify.figures import SPELLED, figures
from gitassay.llm.verify.quantity import AMOUNTS
from gitassay.llm.verify.sentences import statements, told_statements
from gitassay.llm.verify.words import PATH, in_single_words, stem, tokens, vocabulary
from gitassay.model.outcome import Outcome

_NONE_OF = re.compile(r"(?<![\w.,])(?:0|zero)(?= [a-z])|\bnone of\b", re.IGNORECASE)
_COUNTED = re.compile(r"\d|\b(?:half|third|quarter|most|majority|fifths?|none of)\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|without|never|\w+n['’]t)\b", re.IGNORECASE)
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|exists?)\b", re.IGNORECASE)
_NOT_MISSING = re.compile(r"\bn(?:ot|o) (?:\w+ )?(?:missing|absent|lacking)\b", re.IGNORECASE)
_MISSING = re.compile(r"\b(?:missing|absent|lacking)\b", re.IGNORECASE)
_SHORT = 3
_TELLING = frozenset({stem("exist"), stem("run"), stem("say")})
"""Words of two uses: in most sentences they add nothing, and in some they are all that is said."""
_SUBJECTS = frozenset({"readme", "code"})
"""What is spoken of, whatever is said of it."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Stems of what is stated; `denied` says whether it is stated not to be so, None when it is left open.

    `target` is what a "not" or "without" denies, when it denies a part: "used" in "declared packages are not used".
    """

    words: frozenset[str]
    denied: bool | None
    target: frozenset[str] = frozenset()
    numbers: frozenset[float] = frozenset()


def is_denied(text: str) -> bool:
    """Whether a statement is turned round by an odd number of negations ("not without" affirms)."""
    negations = vocabulary().negations
    found = sum(token.text.lower().replace("’", "'") in negations for token in tokens(text) if token.is_word)
    return (found + (len(_NONE_OF.findall(text)) if not re.search(r"\bnone of\b", text, re.IGNORECASE) else 0)) % 2 == 1


def content(text: str) -> frozenset[str]:
    """Stems of the words that carry meaning."""
    lists = vocabulary()
    empty = lists.empty | _SUBJECTS | AMOUNTS | SPELLED.keys()
    words = (token for token in tokens(text) if token.is_word)
    return frozenset(token.stem for token in words if token.stem in _TELLING or token.text.lower() not in empty)


def telling(text: str) -> frozenset[str]:
    """Stems that carry meaning, those of taking into use among them."""
    return content(text) | {token.stem for token in tokens(text) if token.text.lower() in vocabulary().use}


def denied_part(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The telling stem behind each "not" or "without", and all other stems that carry meaning."""
    words = [token for token in tokens(text) if token.is_word]
    denied: set[str] = set()
    for index, token in enumerate(words):
        if _NOT.fullmatch(token.text):
            behind = (telling(one.text) for one in words[index + 1 : index + 4])
            denied |= next((stems for stems in behind if stems), frozenset())
    return frozenset(denied), telling(text) - denied


def polarity_fault(clause: str, scope: Sequence[Exhibit]) -> str | None:
    """What a clause affirms against its evidence or denies against it, or None."""
    told = [statement for one in scope for statement in _of_message(one)]
    asked = [_of_question(one) for one in scope]
    alone = _denied_alone(told, asked)
    targets = alone & frozenset().union(*(one.target for one in told))
    before = False
    for text in statements(clause):
        denied = is_denied(text) or (before and len(tokens(text)) <= _SHORT and not _VERB.search(text))
        before = denied
        words = content(text)
        fault = _against(text, words, denied, told, asked) if words else None
        if fault is None and (telling(text) & alone if not denied else _beside_denial(text) & targets):
            fault = "the cited evidence says the opposite"
        if fault is not None and not _same_denial(text, denied, words, scope):
            return fault
    if _NOT_MISSING.search(clause) and any(_MISSING.search(one.message) for one in scope):
        return "the cited evidence says the opposite"
    return None


def _against(text: str, words: frozenset[str], denied: bool, told: Sequence[Statement], asked: Sequence[Statement]) -> str | None:
    """Compare with the statements that share the most words; what the message says counts before what was asked.

    Where the sentence counts, only the message can bear it: a question has no numbers.
    """
    best_told = max((_shared(words, one) for one in told), default=0)
    best_asked = max((_shared(words, one) for one in asked), default=0)
    counted = bool(best_told and _COUNTED.search(text))
    nearest, most = (asked, best_asked) if best_asked > best_told and not counted else (told, best_told)
    if most == 0:
        return "the cited evidence denies nothing" if denied and not any(one.denied is not False for one in (*told, *asked)) else None
    closest = [one for one in nearest if _shared(words, one) == most]
    same_number = [one for one in closest if one.numbers & numbers_of(text)]
    closest = same_number or closest
    if any(one.denied is denied or _beside(text, denied, one) for one in closest):
        return None
    if all(one.denied is None for one in closest):
        return "the cited evidence leaves that open"
    return "the cited evidence says the opposite"


def _beside_denial(text: str) -> frozenset[str]:
    """What a statement affirms before its "not" or "without": "used" in "used without being listed"."""
    found = _NOT.search(text)
    return telling(text[: found.start()]) if found else frozenset()


def _denied_alone(told: Sequence[Statement], asked: Sequence[Statement]) -> frozenset[str]:
    """What the messages speak of only to deny it, beside what they affirm."""
    denied = frozenset().union(*(one.target or one.words for one in told if one.denied))
    affirmed = frozenset().union(*(one.words for one in (*told, *asked) if not one.denied))
    return denied - affirmed if affirmed else frozenset()


def numbers_of(text: str) -> frozenset[float]:
    """The numbers in a text."""
    return frozenset(one.value for one in figures(text, frozenset()))


def _beside(text: str, denied: bool, statement: Statement) -> bool:
    """Whether an affirmation leaves out the very word that the statement denies: that packages are declared, of "not used"."""
    return not denied and bool(statement.target) and not any(vocabulary().alike(word) & statement.target for word in telling(text))


def _shared(words: frozenset[str], statement: Statement) -> int:
    """How much two statements share: the same word counts twice, one that says the same once."""
    alike = vocabulary().alike
    return sum(2 if word in statement.words else 1 for word in words if alike(word) & statement.words)


def _same_denial(text: str, denied: bool, words: frozenset[str], scope: Sequence[Exhibit]) -> bool:
    """Whether a denial repeats, with the same negation, one that a message makes of these words."""
    if not denied:
        return False
    said = {stem(token.text) for token in tokens(text) if token.text.lower() in vocabulary().negations} - {"no", "not"}
    target = frozenset().union(*(vocabulary().alike(word) for word in denied_part(text)[0]))
    for one in scope:
        own = {stem(token.text) for token in one.message_tokens if token.text.lower() in vocabulary().negations}
        repeated = said & own or any(target & statement.target for statement in _of_message(one))
        if repeated and len(words) <= _shared(words, Statement(content(one.message), True)):
            return True
    return False


def _of_message(one: Exhibit) -> Iterable[Statement]:
    for text in told_statements(in_single_words(PATH.sub(" ", one.message))):
        yield Statement(content(text), is_denied(text), denied_part(text)[0], numbers_of(text))
    # Counts that are not zero affirm what they count.
    keys = [key for key, value in one.measures if not isinstance(value, str) and value]
    yield from (Statement(content(key.replace("_", " ")), is_denied(key.replace("_", " "))) for key in keys)


def _of_question(one: Exhibit) -> Statement:
    if one.outcome not in (Outcome.YES, Outcome.NO):
        return Statement(content(in_single_words(one.question)), None)
    return Statement(content(in_single_words(one.question)), (one.outcome is Outcome.NO) is not is_denied(one.question))
