"""Who does what to whom: a sentence made of the evidence's own words may still turn them round."""

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from gitassay.llm.verify.evidence import Exhibit, union
from gitassay.llm.verify.figures import SPELLED
from gitassay.llm.verify.polarity import content, denied_part, is_denied
from gitassay.llm.verify.quantity import AMOUNTS
from gitassay.llm.verify.sentences import statements
from gitassay.llm.verify.words import PATH, Token, stem, tokens, vocabulary
from gitassay.model.outcome import Outcome

_DIRECTIONS = {
    "in": "to",
    "into": "to",
    "to": "to",
    "onto": "to",
    "from": "from",
    "before": "before",
    "after": "after",
    "under": "under",
    "without": "without",
    "against": "against",
}
"""Prepositions that tell two things apart, by what they say."""
_REACH = 5
_COVERAGE = re.compile(r"\bcover\w*\b[^.;]{0,40}%|%[^.;]{0,40}\b(?:coverage|covered)\b", re.IGNORECASE)
_WORKS = re.compile(
    r"(?<!it )(?<!how )(?<!what )\b(?:does work|works)(?=\s*(?:[.,;!]|$|\b(?:well|correctly|properly|fine|reliably|as intended)))",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:contain|hold|stor|includ|commit|leak|expos|hard-?cod|ha[sd]|have|stand|li|sit)\w*\b|\bplain\b"
    r"|\bin (?:an?|its|the|one|any|some) (?:\w+ )?(?:files?|code|repository|source)",
    re.IGNORECASE,
)

Relation = tuple[str, frozenset[str], frozenset[str]]


def role_fault(clause: str, bare: str, scope: Sequence[Exhibit]) -> str | None:
    """What a clause turns round, or claims by way of a word of two senses; None when there is nothing of the kind."""
    messages = [one.message for one in scope]
    if _COVERAGE.search(bare) and not any(_COVERAGE.search(one) for one in messages):
        return "the cited evidence measures no coverage"
    if _WORKS.search(bare) and not any(_WORKS.search(one) for one in messages):
        return "the cited evidence does not say that it works"
    texts = [*messages, *(one.question for one in scope)]
    names = frozenset(name.lower() for one in scope for name in one.names)
    if _turned(_relations(clause, names), [relation for text in texts for relation in _relations(text)]):
        return "the cited evidence has it the other way round"
    if _let_in(bare, scope):
        return "the cited evidence says the opposite"
    if _denial_moved(bare, messages):
        return "the cited evidence denies something else"
    return _misplaced(clause, scope)


def _relations(text: str, names: frozenset[str] = frozenset()) -> list[Relation]:
    """What stands in front of each preposition of direction, and what behind it, as stems that carry meaning.

    The name of a repository ends both: "messages in NAME give reasons" puts nothing into reasons.
    """
    found: list[Relation] = []
    for statement in statements(PATH.sub(" ", text)):
        words = [token.text for token in tokens(statement) if token.is_word]
        for index, word in enumerate(words):
            direction = _DIRECTIONS.get(word.lower())
            if direction is None:
                continue
            left = _until(names, words[max(index - _REACH, 0) : index][::-1])
            right = _until(names, words[index + 1 : index + 1 + _REACH])
            if left and right:
                found.append((direction, left, right))
    return found


def _until(names: frozenset[str], words: Sequence[str]) -> frozenset[str]:
    return content(" ".join(takewhile(lambda word: word.lower() not in names, words)))


def _turned(said: Iterable[Relation], known: Sequence[Relation]) -> bool:
    for direction, left, right in said:
        same = [(one, other) for way, one, other in known if way == direction]
        straight = any(left & one and right & other for one, other in same)
        if not straight and any(left - right & other - one and right - left & one - other for one, other in same):
            return True
    return False


def _denial_moved(text: str, messages: Sequence[str]) -> bool:
    """Whether the clause denies what the evidence affirms, and affirms what it denies: "used without being declared"."""
    denied, affirmed = denied_part(text)
    known = [denied_part(message) for message in messages] if denied else []
    return any(denied & so and affirmed & not_so and not denied & not_so for not_so, so in known)


def _let_in(clause: str, scope: Sequence[Exhibit]) -> bool:
    """Whether a clause has in the files what the evidence says is kept out of them."""
    for one in scope:
        subject, kept_out, _ = one.question.partition(" not in ")
        if not kept_out or one.outcome is not Outcome.YES:
            continue
        named = frozenset().union(*(vocabulary().alike(word) for word in content(subject)))
        if any(content(text) & named and _HELD.search(text) and not is_denied(text) for text in statements(clause)):
            return True
    return False


def _misplaced(clause: str, scope: Sequence[Exhibit]) -> str | None:
    """A file or tool is named for what another of the cited findings says, and for nothing of its own."""
    if len(scope) < 2:
        return None
    for statement in statements(clause):
        paths = [match.group().rstrip(".,;:") for match in PATH.finditer(statement)]
        named = [token.text for token in tokens(PATH.sub(" ", statement)) if token.is_word and _is_detail(token, scope)]
        words = content(PATH.sub(" ", statement)) - {stem(name) for name in named}
        for name in [*paths, *named]:
            holding = [one for one in scope if name.lower() in one.raw.lower()]
            others = [one for one in scope if one not in holding]
            if holding and others and not _bears(words, holding) and _bears(words, others):
                return f"the cited evidence has {name[:80]} in another finding"
    return None


def _is_detail(token: Token, scope: Sequence[Exhibit]) -> bool:
    """Whether a word is a finding's own, such as the name of a tool: in a message, in no question, and with no other word for it."""
    lists = vocabulary()
    if (
        token.text.lower()
        in lists.neutral | lists.things | lists.use | lists.everyday | lists.negations | lists.hedges | AMOUNTS | SPELLED.keys()
    ):
        return False
    asked = union(scope, "asked")
    said = {one.stem for exhibit in scope for one in exhibit.message_tokens}
    return token.stem in said and token.stem not in asked and lists.alike(token.stem) == {token.stem}


def _bears(words: frozenset[str], exhibits: Sequence[Exhibit]) -> bool:
    alike = vocabulary().alike
    return any(alike(word) & one.told for word in words for one in exhibits)
