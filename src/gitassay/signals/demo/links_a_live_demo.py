"""Whether the project links a running version of itself."""

import re
from urllib.parse import urlsplit

from gitassay.facts.facts import Facts
from gitassay.facts.links import Link
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.hosts import Host, kind_of
from gitassay.signals.places import project_place
from gitassay.signals.signal import signal

_CALL = re.compile(
    r"\b(?:live|demo|try (?:it|the)|deployed|hosted|online|preview|playground|web ?(?:app|site)|open (?:the )?app|launch"
    r"|visit|app link|space)\b",
    re.IGNORECASE,
)
_URL = re.compile(r"https?://[^\s)\"'>]{1,1000}")
_NOT = re.compile(
    r"\b(?:docs?|documentation|dataset|paper|tutorial|course|inspired|based on|credits?|original|thanks|download|install|pip"
    r"|npm|template)\b",
    re.IGNORECASE,
)


@signal("Does the project link a live demo of itself?")
def links_a_live_demo(facts: Facts, answer: Answer) -> Finding:
    """A hosted version lets anyone test the work in a minute.

    Seen: links to application hosts (Streamlit, Spaces, Vercel, Netlify, Render, Fly ...) that are announced as the demo or carry the
    project's or owner's name, and the homepage field.
    Not seen: whether the link answers, since links are not opened here. Badges, documents, build services and package pages are no demo.
    """
    for link in facts.links:
        confidence = _is_demo(facts, link)
        if confidence:
            places = [link.place] if link.place else project_place(facts)
            host = urlsplit(link.url).hostname or ""
            return answer.yes(
                f"A live demo is linked: {host}. The link was not opened.", places, confidence, {"url": link.url[:200], "host": host}
            )
    return answer.no("No link to a live demo was found.")


def _is_demo(facts: Facts, link: Link) -> Confidence | None:
    """How surely a link leads to this project's own demo; None when it does not."""
    kind = kind_of(link.url)
    if link.image or kind in (Host.OTHER_SERVICE, Host.LOCAL, Host.BROKEN):
        return None
    line = _line(facts, link)
    if link.place is None:
        return Confidence.HIGH if kind is Host.APPLICATION else Confidence.MEDIUM
    called = bool(_CALL.search(link.text[:300]) or _CALL.search(line)) and not _NOT.search(link.text[:300])
    own = _carries_name(facts, link.url)
    if kind is Host.APPLICATION:
        if own and not _NOT.search(line):
            return Confidence.HIGH
        return Confidence.MEDIUM if called and not _NOT.search(line) else None
    if kind is Host.PAGES:
        return Confidence.MEDIUM if own and called and not _NOT.search(line) else None
    return Confidence.LOW if called and own and not _NOT.search(line) else None


def _line(facts: Facts, link: Link) -> str:
    if link.place is None:
        return ""
    return _URL.sub(" ", " ".join(facts.texts.lines(link.place.path, link.place.start, link.place.start) or ())[:2_000])


def _carries_name(facts: Facts, url: str) -> bool:
    """Whether the address holds the owner's name or words of the repository's name."""
    owner, _, name = facts.source.id.lower().rpartition("/")
    bare, holder, squeezed = (re.sub(r"[^a-z0-9]", "", text) for text in (url.lower()[:500], owner, name))
    parts = [part for part in re.split(r"[^a-z0-9]+", name) if len(part) > 3]
    shared = (len(squeezed) > 3 and squeezed in bare) or (len(parts) > 1 and all(part in bare for part in parts))
    return shared or bool(holder and holder in bare)
