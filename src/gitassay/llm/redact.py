"""What leaves this machine: text without identities, addresses, secrets, invisible characters or a model's control tokens."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from gitassay.addressing import addresses_reader
from gitassay.model.assessment import Assessment
from gitassay.plain import without_invisible, without_secrets

MAX_TEXT = 2_000
"""Characters of one text that are looked at; what is longer is cut first, so that no pattern meets more."""
PERSON, ADDRESS, LINK, PERSONAL, ADDRESSED = "[candidate]", "[address]", "[link]", "[personal line removed]", "[text to a reader removed]"

_EMAIL = re.compile(r"[\w.+-]{1,64}(?:@|\s?[\[(]at[\])]\s?)[\w-]{1,63}(?:(?:\.|\s?[\[(]dot[\])]\s?)[\w-]{1,63}){1,5}", re.IGNORECASE)
_URL = re.compile(r"(?:\b[a-z][a-z0-9+.-]{1,15}://|\bwww\.|\bgit@|\bmailto:)[^\s\"'<>`\\]{1,500}", re.IGNORECASE)
_HOST = re.compile(
    r"(?<![\w@/.-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,5}(?:com|org|edu|gov|github\.io|gitlab\.io|streamlit\.app|vercel\.app|netlify\.app"
    r"|hf\.space|onrender\.com|herokuapp\.com|fly\.dev|example)(?:/[^\s\"'<>`]{0,300})?(?![\w-])",
    re.IGNORECASE,
)
_PERMALINK = re.compile(r"\S{0,300}@[0-9a-f]{40}(?::\S{0,300})?|\b[0-9a-f]{40}\b")
_HANDLE = re.compile(r"(?<![\w.])@[A-Za-z0-9][A-Za-z0-9_-]{1,38}\b")
_MACHINE = re.compile(
    r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]*\d)|(?<![\w:])(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}(?![\w:])", re.IGNORECASE
)
"""Addresses of machines, in both forms."""
_PHONE = re.compile(r"(?<![\w.])\+?\(?\d{1,4}\)?(?:[ ./-]?\(?\d{2,5}\)?){2,5}(?![\w.])")
_PERSONAL_WORDS = r"""
authors? maintainers? maintained_by created_by made_by built_by written_by developed_by designed_by copyright \(c\) contact
linked-?in twitter mastodon bluesky telegram whatsapp instagram facebook phone mobile born birth(?:day|date|place)? nationality
citizen(?:ship)? gender pronouns? he/him she/her they/them years?_old aged? married religion religious ethnicity
disab(?:led|ility) pregnan\w* based_in live_in living_in located_in location hometown my_name i_am i'm i_study student_(?:at|of)
university portfolio_of avatar profile_pic\w* user\.name user\.email co-authored-by signed-off-by
"""
"""What begins to speak of a person, where an underscore stands for a space."""
_PERSONAL = re.compile(rf"\b(?:{'|'.join(_PERSONAL_WORDS.split()).replace('_', ' ')})(?!\w)|©", re.IGNORECASE)
_CONTROL = re.compile(
    r"\[/?INST\]|\[/?SYS(?:TEM)?\]|###\s?(?:system|instruction|response|assistant|user)\b:?|\bBEGIN OF TEXT\b", re.IGNORECASE
)
_PROSE = frozenset({".md", ".markdown", ".rst", ".txt", ".adoc", ""})
_COMMON = frozenset({"the", "and", "for", "dev", "app", "code", "data", "test", "demo", "main", "python"})
"""Parts of names that stand for so much else that leaving them out would leave nothing."""


@dataclass(frozen=True, slots=True)
class Redactor:
    """Takes identities and addresses out of one candidate's texts. `names`: what each repository is called to the model, by id."""

    identity: re.Pattern[str] | None
    secrets: tuple[str, ...]
    names: dict[str, str]

    def text(self, text: str, limit: int = 400) -> str:
        """One line of text, cut to `limit` characters, with nothing in it that names a person or a place on the web."""
        cut = " ".join(without_invisible(text[:MAX_TEXT]).split())
        cleaned = self._without_addresses(without_secrets(cut, shown=0))
        if addresses_reader(cleaned):
            return ADDRESSED
        cleaned = cleaned.replace("<|", "< |").replace("|>", "| >")
        return _CONTROL.sub(" ", cleaned)[:limit].strip()

    def path(self, path: str) -> str:
        """A file's path."""
        return self.text(path, 160)

    def excerpt(self, text: str, path: str, limit: int) -> str:
        """Lines of a file: personal ones are left out whole, in prose also whoever is mentioned."""
        # Secrets may span lines, so they go before the lines are looked at one by one.
        whole = without_secrets(without_invisible(text[:MAX_TEXT]), shown=0)
        if addresses_reader(" ".join(whole.split())):
            return ADDRESSED
        prose = PurePosixPath(path).suffix.lower() in _PROSE
        lines = (PERSONAL if _PERSONAL.search(line) else _HANDLE.sub(PERSON, line) if prose else line for line in whole.splitlines())
        return self.text(" / ".join(line.strip() for line in lines if line.strip()), limit)

    def _without_addresses(self, text: str) -> str:
        for known in self.secrets:
            text = text.replace(known, LINK)
        for pattern, instead in (
            (_PERMALINK, LINK),
            (_URL, LINK),
            (_EMAIL, ADDRESS),
            (_HOST, LINK),
            (_MACHINE, ADDRESS),
            (_PHONE, _without_phone),
        ):
            text = pattern.sub(instead, text)
        return self.identity.sub(PERSON, text) if self.identity else text


def _without_phone(match: re.Match[str]) -> str:
    """Numbers of telephones have eight digits or more in groups; dates and versions have not."""
    digits = sum(character.isdigit() for character in match.group())
    return ADDRESS if digits >= 9 and (match.group()[0] in "+0(" or " " in match.group() or "-" in match.group()) else match.group()


def redactor(assessment: Assessment) -> Redactor:
    """The redactor of one candidate: what the run and its repositories say about who it is."""
    owners = {card.id.rpartition("/")[0] for card in assessment.repositories}
    candidate = assessment.candidate
    tokens = {candidate.name, candidate.login or "", *owners}
    tokens |= {part for token in tuple(tokens) for part in re.split(r"[^\w]+|_", token) if part.lower() not in _COMMON}
    identity = _pattern(token for token in tokens if len(token) >= 3)
    hosts = {str(finding.measures[key]) for finding in assessment.findings for key in ("url", "host") if key in finding.measures}
    plain = Redactor(identity, tuple(sorted((host for host in hosts if len(host) > 3), key=len, reverse=True)), {})
    return Redactor(identity, plain.secrets, _aliases(assessment, plain))


def _pattern(tokens: Iterable[str]) -> re.Pattern[str] | None:
    """Any of the tokens as a word of its own; what stands around it may be an underscore or a hyphen."""
    ordered = sorted(set(tokens), key=lambda token: (-len(token), token))
    if not ordered:
        return None
    return re.compile(rf"(?<![A-Za-z0-9])(?:{'|'.join(re.escape(token) for token in ordered)})(?![A-Za-z0-9])", re.IGNORECASE)


def _aliases(assessment: Assessment, plain: Redactor) -> dict[str, str]:
    """What each repository is called: its name without owner, or a number where that gives something away or reads like more."""
    names: dict[str, str] = {}
    for number, card in enumerate(assessment.repositories, start=1):
        short = card.id.rsplit("/", 1)[-1]
        harmless = bool(re.fullmatch(r"[A-Za-z0-9._-]{1,60}", short)) and plain.text(short) == short and short not in names.values()
        names[card.id] = short if harmless else f"repository-{number}"
    return names
