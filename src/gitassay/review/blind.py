"""Takes away who a candidate is before anything is rendered, and keeps what leads back apart."""

import re
from collections.abc import Iterable
from typing import Any

from gitassay.model.assessment import Assessment, CandidateCard, RepositoryCard
from gitassay.model.blind import BlindKey, HiddenRepository, pseudonym
from gitassay.model.measured import MeasuredCard

SHORTEST = 3
"""Letters from which a part of a name is taken away wherever it occurs; shorter ones are part of too many words."""

SOMEBODY = "[candidate]"
ADDRESS = "[address]"
_WORDS = re.compile(r"[^\W_]+")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_PERSONAL_PAGE = re.compile(
    r"(?:https?://)?(?:www\.)?(?:linkedin\.com/in|twitter\.com|x\.com|t\.me|instagram\.com|facebook\.com|medium\.com/@?)[/\w.@-]{0,100}",
    re.I,
)
_PROSE = re.compile(
    r"(?:^|/)(?:readme|authors|contributors|license|licence|copying|notice|citation|codeowners|about|cv|resume)[^/]*$", re.I
)
"""Files that tell who somebody is: their places stay, their lines do not."""

_REPOSITORIES = frozenset({"repository", "seen", "not_seen", "not_measured"})
_STRUCTURE = frozenset(
    {"signal", "outcome", "confidence", "status", "polarity", "schema_version", "sha256", "as_of", "generated_at", "month", "feeds"}
    | {"categories", "category", "first_commit", "last_commit", "deciding", "standing", "kind", "step", "covers", "row"}
    | {"metric", "origin", "backing", "data", "state", "day", "value"}
)
"""Fields that hold no text of anybody's; a candidate called Reading must not change a status."""


def blind(assessment: Assessment) -> tuple[Assessment, BlindKey]:
    """The assessment without a token of the candidate's identity, and the key that leads back.

    Name, login, owners and names of repositories, e-mail addresses, web addresses, commits and descriptions go. It keeps its hash, so that
    a decision made blind is a decision on this assessment.
    """
    names = {card.id: f"R{number}" for number, card in enumerate(assessment.repositories, start=1)}
    called = pseudonym(assessment.sha256)
    content = assessment.model_dump(mode="json", exclude={"candidate", "rubric", "tool", "tiers"})
    hidden = Assessment.model_validate(
        {
            **_Hider(assessment, names).fields(content),
            "tool": assessment.tool,
            "rubric": assessment.rubric,
            "tiers": assessment.tiers,
            "candidate": CandidateCard(name=called),
        }
    )
    cards = tuple(
        card.model_copy(update={"url": None, "commit": None, "description": None, "measured": _without_addresses(card)})
        for card in hidden.repositories
    )
    return hidden.model_copy(update={"repositories": cards}), _key(assessment, names, called)


def _without_addresses(card: RepositoryCard) -> MeasuredCard | None:
    """Results, data and the state of demos without addresses: these name their owner in more ways than can be known."""
    if card.measured is None:
        return None
    hidden = {"url": "", "reason": "It is left out because it would tell whose it is."}
    return card.measured.model_copy(update={"demos": tuple(demo.model_copy(update=hidden) for demo in card.measured.demos)})


class _Hider:
    """Replaces what names the candidate in texts. Repositories keep apart as R1, R2 and so on."""

    def __init__(self, assessment: Assessment, names: dict[str, str]) -> None:
        owners = {card.id.split("/", 1)[0] for card in assessment.repositories if "/" in card.id}
        whole = {assessment.candidate.name, assessment.candidate.login or "", *owners}
        parts = {word for name in whole for word in _WORDS.findall(name)}
        self._candidate = _any_of(text for text in (*whole, *parts) if len(text) >= SHORTEST)
        called = {name: new for full, new in names.items() for name in (full, full.rsplit("/", 1)[-1])}
        self._called = {name.lower(): new for name, new in called.items()}
        self._repositories = _any_of(name for name in called if len(name) > SHORTEST)
        self._commits = _any_of(card.commit for card in assessment.repositories if card.commit)
        self._names = {row.id: self._text(row.id) for row in assessment.findings} | names

    def fields(self, value: dict[str, Any]) -> dict[str, Any]:
        """An object with every text in it hidden, and without the lines of files that tell who somebody is."""
        shown = {name: self._value(child, name) for name, child in value.items()}
        if "excerpt" in value and _PROSE.search(str(value.get("path", ""))):
            shown |= {"excerpt": "", "shortened": True}
        return shown

    def _value(self, value: object, field: str) -> object:
        if isinstance(value, dict):
            return self.fields(value)
        if isinstance(value, list):
            return [self._value(child, field) for child in value]
        if not isinstance(value, str) or field in _STRUCTURE:
            return value
        if field == "permalink" and self._commits is not None:
            value = self._commits.split(value)[-1].lstrip("/:")
        if field in ("id", "finding", "findings"):
            return self._names.get(value, value)
        if field in _REPOSITORIES and value in self._names:
            return self._names[value]
        return self._text(value)

    def _text(self, text: str) -> str:
        shown = _PERSONAL_PAGE.sub(ADDRESS, _MAIL.sub(ADDRESS, text))
        if self._commits is not None:
            shown = self._commits.sub("", shown)
        if self._repositories is not None:
            shown = self._repositories.sub(lambda match: self._called[match.group().lower()], shown)
        return self._candidate.sub(SOMEBODY, shown) if self._candidate is not None else shown


def _any_of(texts: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern for any of the texts, in any case, the longest first."""
    ordered = sorted(set(texts), key=lambda text: (-len(text), text))
    return re.compile("|".join(map(re.escape, ordered)), re.IGNORECASE) if ordered else None


def _key(assessment: Assessment, names: dict[str, str], pseudonym: str) -> BlindKey:
    return BlindKey(
        assessment_sha256=assessment.sha256,
        pseudonym=pseudonym,
        candidate=assessment.candidate,
        repositories=tuple(
            HiddenRepository(called=names[card.id], id=card.id, url=card.url, commit=card.commit) for card in assessment.repositories
        ),
        permalinks={
            finding.id: tuple(place.permalink for place in finding.locations) for finding in assessment.findings if finding.locations
        },
    )
