"""Which assessments fit words that somebody searches for, without telling them who a blind candidate is."""

import re

from sqlalchemy import ColumnElement, and_, func, literal, select, true

from gitassay.store.reveals import hidden_from
from gitassay.store.tables import assessment, candidate

MOST_WORDS = 8
LONGEST_WORD = 60
_CALLED = "candidate"
_OF_A_HASH = re.compile(r"[0-9a-f]{1,4}")


def fitting(words: str, viewer: str | None) -> tuple[ColumnElement[bool], ...]:
    """Conditions on assessments, no two of which hold for one row: who has these words in name or login, or in the pseudonym.

    By name only those are found whom `viewer` may know, by pseudonym only the others.
    """
    sought = [word[:LONGEST_WORD] for word in words.lower().split()[:MOST_WORDS]]
    if not sought:
        return (true(),)
    named = select(candidate.c.id).where(*(candidate.c.sought.contains(word, autoescape=True) for word in sought))
    by_name = assessment.c.candidate_id.in_(named)
    if viewer is None:
        return (by_name,)
    known = and_(by_name, ~hidden_from(viewer))
    if not all(word in _CALLED or _OF_A_HASH.fullmatch(word) for word in sought):
        return (known,)
    pseudonym = literal(f"{_CALLED} ").concat(func.substr(assessment.c.sha256, 1, 4))
    return known, and_(hidden_from(viewer), *(pseudonym.contains(word, autoescape=True) for word in sought))
