"""The language a page speaks: gettext's catalogues from `reports/locale`, chosen for as long as one page is made."""

import gettext as catalogues
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache

from gitassay.plain import visible
from gitassay.resources import resource

SOURCE = "en"
VARIABLE = "GITASSAY_LANGUAGE"
DOMAINS = ("pages", "judgement")
"""What pages say themselves; what the rubric, the signals and the scoring say."""


class LanguageError(ValueError):
    """A language was asked for that there is not; the message names those there are."""


@dataclass(frozen=True, slots=True)
class Language:
    """One language and its catalogues."""

    code: str
    words: catalogues.NullTranslations


_ENGLISH = Language(SOURCE, catalogues.NullTranslations())
_CURRENT: ContextVar[Language] = ContextVar("language", default=_ENGLISH)


class _Missing(str):
    """A message that no catalogue has."""


class _Nothing(catalogues.NullTranslations):
    """Comes last: what it is asked for, nobody had."""

    def gettext(self, message: str) -> str:
        return _Missing(message)


@cache
def languages() -> tuple[str, ...]:
    """The languages there are, the source first."""
    found = {path.parents[1].name for path in resource("reports/locale").glob(f"*/LC_MESSAGES/{DOMAINS[0]}.mo")}
    return (SOURCE, *sorted(found - {SOURCE}))


def language(code: str | None = None) -> Language:
    """The language of this code; without one, that of GITASSAY_LANGUAGE, else English.

    Raises:
        LanguageError: there is no such language.
    """
    wanted = (code or os.environ.get(VARIABLE) or SOURCE).strip().lower()
    if wanted not in languages():
        raise LanguageError(f"Pages don't speak {visible(wanted, 40)!r}. Choose from {', '.join(languages())} (--language or {VARIABLE}).")
    return _loaded(wanted)


@cache
def _loaded(code: str) -> Language:
    if code == SOURCE:
        return _ENGLISH
    folder = resource("reports/locale")
    first, *others = (catalogues.translation(domain, folder, [code]) for domain in DOMAINS)
    for other in (*others, _Nothing()):
        first.add_fallback(other)
    return Language(code, first)


@contextmanager
def speaking(code: str | None) -> Iterator[None]:
    """Everything said within is said in this language.

    Raises:
        LanguageError: there is no such language.
    """
    token = _CURRENT.set(language(code))
    try:
        yield
    finally:
        _CURRENT.reset(token)


def current() -> Language:
    """The language that is spoken now."""
    return _CURRENT.get()


def gettext(message: str) -> str:
    """A message in the current language."""
    return current().words.gettext(message)


def known(message: str) -> str | None:
    """A message in the current language, or None when no catalogue has it."""
    found = gettext(message)
    return None if isinstance(found, _Missing) else found


def ngettext(one: str, many: str, amount: float) -> str:
    """A message in the form that goes with an amount."""
    return current().words.ngettext(one, many, int(amount))


def pgettext(context: str, message: str) -> str:
    """A message that says different things in different places."""
    return current().words.pgettext(context, message)


def marked(message: str) -> str:
    """Names a message for the catalogues where it is written; it is translated where it is shown."""
    return message
