"""Says the assessment's English sentences in the page's language, whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from markupsafe import Markup

from gitassay.plain import visible
from gitassay.report.language import SOURCE, current, known
from gitassay.report.patterns import Translator
from gitassay.report.words import marks

LONGEST_TEXT = 600
"""Characters of any one text on the page; what is longer ends in an ellipsis and stays whole in the assessment."""

_UNTOLD: ContextVar[dict[str, int] | None] = ContextVar("untold", default=None)


@contextmanager
def noting_untold() -> Iterator[dict[str, int]]:
    """Collects what is said within in English for want of a translation, and how often."""
    noted: dict[str, int] = {}
    token = _UNTOLD.set(noted)
    try:
        yield noted
    finally:
        _UNTOLD.reset(token)


def shown(value: object) -> object:
    """What an expression in a template puts on the page: text with nothing invisible in it and of bearable length."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value, LONGEST_TEXT)
    return value


def in_language(text: str) -> str | None:
    """The sentence in the page's language, or None when it can't be said whole."""
    code = current().code
    return text if code == SOURCE else _translator(code).sentence(text)


@cache
def _translator(code: str) -> Translator:
    """What a translator remembers is of one language: there is one for each."""
    return Translator(known, marks)


def told(text: str | None) -> str | Markup:
    """A sentence of the assessment for the page; one that can't be translated is marked as English."""
    if not text:
        return ""
    found = in_language(text)
    return found if found is not None else as_written(_noted(text))


def told_text(text: str | None) -> str:
    """The same for places that hold no elements, such as attributes."""
    if not text:
        return ""
    found = in_language(text)
    return found if found is not None else _noted(text)


def as_written(text: str) -> str | Markup:
    """English words as they stand, marked as such on a page in another language."""
    if current().code == SOURCE:
        return text
    return Markup('<span lang="{}">{}</span>').format(SOURCE, visible(text, LONGEST_TEXT))


def _noted(text: str) -> str:
    noted = _UNTOLD.get()
    if noted is not None:
        noted[text] = noted.get(text, 0) + 1
    return text
