"""A rephrased question must ask what the original asks, and suppose nothing more."""

import re

from gitassay.llm.verify.figures import figures
from gitassay.llm.verify.verdict import _form_fault, _subject_fault
from gitassay.llm.verify.words import parts, stem, stems, tokens, vocabulary
from gitassay.model.assessment import Question

LONGEST = 300
LEAST_SHARED = 0.3
"""Share of the original's telling words that must come back; less is another question."""
ASKING = frozenset(
    [
        "how",
        "what",
        "why",
        "when",
        "where",
        "which",
        "who",
        "whose",
        "would",
        "could",
        "can",
        "did",
        "do",
        "does",
        "you",
        "your",
        "yours",
        "you'd",
        "we",
        "us",
        "me",
        "i",
        "my",
        "our",
        "tell",
        "walk",
        "talk",
        "us",
        "through",
        "explain",
        "describe",
        "share",
        "example",
        "give",
        "please",
        "think",
        "thinking",
        "decide",
        "decided",
        "choose",
        "chose",
        "chosen",
        "approach",
        "handle",
        "go",
        "went",
        "happen",
        "happened",
        "happens",
        "let",
        "know",
        "mind",
        "about",
        "more",
        "work",
        "worked",
        "working",
        "if",
        "any",
        "some",
        "there",
        "so",
        "far",
        "team",
        "project",
    ]
)


def question_fault(text: str, original: Question | None) -> str | None:
    """Why the wording may not stand for the original, or None."""
    if original is None:
        return "it stands for no question that was asked"
    bare = text.strip()
    if len(bare) > LONGEST or bare[-1:] != original.text.strip()[-1:]:
        return "it does not ask what was asked"
    fault = _form_fault(bare.rstrip("? ") + ".") or _subject_fault(bare)
    if fault is not None:
        return fault
    source = [original.text, original.because, *original.touches]
    return _word_fault(bare, source) or _number_fault(bare, source) or _drift(bare, original)


def _word_fault(text: str, source: list[str]) -> str | None:
    borne = stems(source)
    lists = vocabulary()
    for token in tokens(text):
        word = token.text.lower().replace("’", "'")
        if not token.is_word or word in ASKING | lists.neutral | lists.negations | lists.use or lists.alike(token.stem) & borne:
            continue
        inner = parts(word)
        if len(inner) > 1 and all(part in lists.neutral or stem(part) in borne for part in inner):
            continue
        return f"“{token.text}” is not in the question it stands for"
    return None


def _number_fault(text: str, source: list[str]) -> str | None:
    known = {figure.same_number for one in source for figure in figures(one, frozenset())}
    return next(
        (
            f"the number {one.text} is not in the question it stands for"
            for one in figures(text, frozenset())
            if one.same_number not in known
        ),
        None,
    )


def _drift(text: str, original: Question) -> str | None:
    lists = vocabulary()
    telling = {token.stem for token in tokens(original.text) if token.is_word and token.text.lower() not in ASKING | lists.neutral}
    said = frozenset().union(*(lists.alike(token.stem) for token in tokens(text) if token.is_word))
    if telling and len(telling & said) < LEAST_SHARED * len(telling):
        return "it asks something else"
    return None if not re.search(r"\?.*\?", text) else "it is no single question"
