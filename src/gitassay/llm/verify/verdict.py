"""The verdict on one sentence: None when its evidence bears it, else the first thing that it does not."""

import re
from collections.abc import Mapping, Sequence

from gitassay.llm.verify.clauses import clauses
from gitassay.llm.verify.evidence import Exhibit, union
from gitassay.llm.verify.figures import SPELLED, TIMES, is_counted, without_all_but
from gitassay.llm.verify.numbers import number_fault
from gitassay.llm.verify.polarity import polarity_fault
from gitassay.llm.verify.quantity import AMOUNTS, SHARE, quantity_fault
from gitassay.llm.verify.roles import role_fault
from gitassay.llm.verify.sentences import Cited, named_in
from gitassay.llm.verify.words import PATH, Token, in_single_words, parts, plain, stem, tokens, vocabulary
from gitassay.plain import without_invisible

LONGEST = 400
SHORTEST = 3
MOST_CITED = 8
LEAST_BORNE = 0.4
"""Share of a clause's telling words that must stand in its evidence; the rest may be everyday words."""
_MARKUP = re.compile(r"https?://|www\.|<[a-z/!]|\]\(|[\w.+-]+@[\w-]+\.\w|\{\{|\|\||```|\\u00", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]{1,200})[\"“”«»]|`([^`]{1,200})`|(?<![\w])['‘]([^'‘’]{2,200})['’](?!\w)")
_ATTRIBUTED = re.compile(
    r"\b(?:readme|documents?|documentation|docs|states?|stated|says?|said|claims?|claimed|lists?|listed|mentions?|mentioned|names?|named|describ\w+|according|quot\w+|writes?"
    r"|written|tables?|reports?|reported|gives?|given|shows?|shown|records?|recorded|changelog|model card|policy|text)\b",
    re.IGNORECASE,
)
_SCORE = re.compile(r"\b([A-Za-z][A-Za-z0-9]*)[- _]scores?\b", re.IGNORECASE)
NAMES = frozenset({"readme", "github", "git", "ai", "ml", "i"})
"""What may be written in capitals of any project."""


def fault_of(cited: Cited, known: Mapping[str, Exhibit]) -> str | None:
    """Why the sentence may not stand, in words for the audit part; None when it may.

    `known` are the findings that may be cited, by id.
    """
    fault = _form_fault(cited.text) or _citation_fault(cited, known)
    if fault is not None:
        return fault
    scope = [known[one] for one in cited.evidence]
    # A repository may be called "wine-quality" or "career-coach".
    bare = in_single_words(_without_names(cited.text, {name for one in scope for name in one.names}))
    fault = _subject_fault(_without_measures(bare, scope))
    if fault is not None:
        return fault
    for clause, within in clauses(in_single_words(without_all_but(plain(cited.text))), scope, known):
        if not within:
            return "it names a repository that the cited evidence is not about"
        fault = _clause_fault(clause, within)
        if fault is not None:
            return fault
    return None


def _form_fault(text: str) -> str | None:
    if len(text) > LONGEST:
        return "it is too long"
    if without_invisible(text) != text:
        return "it holds invisible characters"
    if _MARKUP.search(text):
        return "it holds a link, an address or markup"
    if sum(token.is_word for token in tokens(text)) < SHORTEST:
        return "it is no sentence"
    return "it asks instead of telling" if text.rstrip().endswith("?") else None


def _citation_fault(cited: Cited, known: Mapping[str, Exhibit]) -> str | None:
    if not cited.evidence:
        return "it cites no evidence"
    if len(cited.evidence) > MOST_CITED:
        return "it cites more evidence than one sentence can rest on"
    unknown = [one for one in cited.evidence if one not in known]
    return f"it cites {unknown[0][:20]!r}, which it was not given" if unknown else None


def _subject_fault(text: str) -> str | None:
    lists = vocabulary()
    for token in tokens(text):
        words = {token.text.lower(), *parts(token.text.lower())} if token.is_word else set()
        if words & lists.judging:
            return f"“{token.text}” judges or ranks"
        if words & lists.personal:
            return f"“{token.text}” speaks of the person"
    return None


def _without_measures(text: str, scope: Sequence[Exhibit]) -> str:
    """The text without measures that gitassay names, such as "silhouette score": these rate models and not people."""
    told = re.sub(r"[^a-z0-9]+", " ", " ".join(one.message.lower() for one in scope))
    return _SCORE.sub(lambda match: " " if re.search(rf"\b{match[1].lower()} ?score", told) else match.group(), text)


def _clause_fault(clause: str, scope: Sequence[Exhibit]) -> str | None:
    fault = _quote_fault(clause, scope) or _path_fault(clause, scope) or _name_fault(clause, scope)
    if fault is not None:
        return fault
    bare = PATH.sub(" ", _without_names(clause, {name.lower() for one in scope for name in one.names}))
    bare = re.sub(r",\s*,", " ", bare)  # where a file was named in between
    return (
        number_fault(SHARE.sub(" ", bare), scope)
        or _word_fault(bare, scope, bool(_ATTRIBUTED.search(clause)))
        or _subject_missed(bare, scope)
        or quantity_fault(bare, scope)
        or _use_fault(bare, scope)
        or _hedge_fault(bare, scope)
        or polarity_fault(bare, scope)
        or role_fault(clause, bare, scope)
    )


def _quote_fault(clause: str, scope: Sequence[Exhibit]) -> str | None:
    raw = " ".join(" ".join(one.raw for one in scope).lower().split())
    for match in _QUOTED.finditer(clause):
        quoted = next(group for group in match.groups() if group is not None)
        if " ".join(quoted.lower().split()).strip(" .,;") not in raw:
            return f"“{quoted[:60]}” is quoted and does not stand in the cited evidence"
    return None


def _name_fault(clause: str, scope: Sequence[Exhibit]) -> str | None:
    """What a clause lists as examples must stand there to the letter: a package may be called "requests"."""
    raw = "\n".join(one.raw for one in scope)
    common = vocabulary().neutral | vocabulary().everyday
    for name in named_in(clause):
        if name.lower() not in common and not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", raw, re.IGNORECASE):
            return f"“{name}” is not in the cited evidence"
    return None


def _path_fault(clause: str, scope: Sequence[Exhibit]) -> str | None:
    raw = "\n".join(one.raw for one in scope)
    for match in PATH.finditer(clause):
        path = match.group().rstrip(".,;:")
        if not re.search(rf"(?<![\w.-]){re.escape(path)}(?![\w-]|\.\w)", raw, re.IGNORECASE):
            return f"the file {path[:80]} is not in the cited evidence"
    return None


def _word_fault(clause: str, scope: Sequence[Exhibit], attributed: bool) -> str | None:
    """The first word that neither adds nothing nor stands in the evidence, in this form or one that says the same.

    What gitassay says may be put in other words; what stands in files may only be repeated.
    """
    told = union(scope, "told")
    repeated = union(scope, "written")
    if attributed:
        repeated |= union(scope, "claimed")
    row = tokens(clause)
    for index, token in enumerate(row):
        literal = frozenset() if token.text.lower() in vocabulary().doing and not attributed else repeated
        if not token.is_word or (token.stem in TIMES and is_counted(row, index)):
            continue
        if not _is_borne(token, told, literal) or (_is_name(row, index) and not _is_said(token, told | repeated)):
            return f"“{token.text}” is not in the cited evidence"
    return None


def _subject_missed(clause: str, scope: Sequence[Exhibit]) -> str | None:
    """A clause made of everyday words alone, or nearly so, says something that its evidence is not about."""
    lists = vocabulary()
    empty = lists.empty | SPELLED.keys() | AMOUNTS
    words = {token.stem: token.text.lower() for token in tokens(clause) if token.is_word and token.text.lower() not in empty}
    told = union(scope, "told")
    seen = {word for word in words if lists.alike(word) & told}
    borne = seen | {word for word in words if word in union(scope, "written") | union(scope, "claimed")}
    telling = {word for word, text in words.items() if word in borne or text not in lists.everyday}
    if telling and (len(borne) < LEAST_BORNE * len(telling) or not seen):
        return "the cited evidence is about something else"
    return None


def _is_name(row: Sequence[Token], index: int) -> bool:
    """Whether a word is written like a name though it begins no sentence."""
    text = row[index].text
    return text[0].isupper() and len(text) > 1 and index > 0 and row[index - 1].text not in {".", ":", "!", "“", '"', "("}


def _is_said(token: Token, borne: frozenset[str]) -> bool:
    """Whether a name stands in the evidence, or is one of those that any project has."""
    return bool(vocabulary().alike(token.stem) & borne) or token.text.lower() in NAMES


def _without_names(text: str, names: set[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"(?<![\w-]){re.escape(name)}(?:['’]s\b)?(?![\w-])", " ", text, flags=re.IGNORECASE)
    return text


def _is_borne(token: Token, told: frozenset[str], repeated: frozenset[str]) -> bool:
    lists = vocabulary()
    word = token.text.lower().replace("’", "'")
    if (
        word in lists.neutral
        or word in lists.things
        or word in lists.negations
        or word in lists.use
        or word in lists.hedges
        or word in SPELLED
    ):
        return True
    if word in AMOUNTS:
        return True
    if lists.alike(token.stem) & told or token.stem in repeated or lists.is_everyday(token):
        return True
    inner = [part for part in re.split(r"[-_./]", word) if part]
    return len(inner) > 1 and all(
        part in lists.neutral or part in lists.things or part in lists.everyday or lists.alike(stem(part)) & told or stem(part) in repeated
        for part in inner
    )


def _use_fault(clause: str, scope: Sequence[Exhibit]) -> str | None:
    """Something that is only listed is not thereby used."""
    used = [token.text for token in tokens(clause) if token.is_word and token.text.lower() in vocabulary().use]
    if used and not any(one.shows_use for one in scope):
        return f"“{used[0]}” says more than the cited evidence"
    return None


def _hedge_fault(clause: str, scope: Sequence[Exhibit]) -> str | None:
    """What the evidence says only with a "can" or "may" must not be told as done."""
    hedges = vocabulary().hedges
    if any(token.text.lower() in hedges for token in tokens(clause)):
        return None
    sure: set[str] = set()
    unsure: set[str] = set()
    for one in scope:
        for text in (one.message, one.question):
            weak, plain = _hedged(tokens(text), hedges)
            unsure |= weak
            sure |= plain
    lost = next((token.text for token in tokens(clause) if token.is_word and token.stem in unsure - sure), None)
    return f"“{lost}” is told as a fact and only possible in the cited evidence" if lost else None


def _hedged(row: Sequence[Token], hedges: frozenset[str]) -> tuple[set[str], set[str]]:
    """Stems that stand right behind a hedge, and all others."""
    weak: set[str] = set()
    plain: set[str] = set()
    left = 0
    for token in row:
        if token.text.lower() in hedges:
            left = 4
        elif not token.is_word:
            left = 0
        elif token.text.lower() not in vocabulary().neutral | vocabulary().things:
            (weak if left > 0 else plain).add(token.stem)
        left -= 1
    return weak, plain
