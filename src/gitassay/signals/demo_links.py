"""Which links lead to the project's own live demo."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from gitassay.facts.facts import Facts
from gitassay.facts.links import Link
from gitassay.model.outcome import Confidence
from gitassay.signals.hosts import Host, kind_of

MAX_LINE = 2_000
MAX_PLACES = 6
OPENING = 12
BEFORE = 90
AFTER = 40
TOO_SHORT = 3
_STRONG = re.compile(
    r"\b(?:live[ -](?:demos?|site|apps?|version|preview|link|website|example)|live \S{1,20} example|^live$"
    r"|(?:view|see|try|check out|visit|explore|open)(?: \w+){0,3} (?:demos?|app(?:lication)?|playground|example app)"
    r"|(?:online|web|public|interactive) demos?|demos?(?: (?:site|website|app|page|link|here|instance))?|demonstration|playground"
    r"|try (?:it|now|\w+ now|the (?:app|full version|demo|example app)|out)|in action|hosted version|official hosted"
    r"|deployed (?:at|on|app|version|here|link)|already deployed|running (?:live )?(?:at|on|here)|live (?:at|over|on)\b|preview|public url"
    r"|view online|link to (?:the )?app(?:lication)?|app (?:link|url)|web ?app(?:lication)?|released version)\b"
    r"|在线演示|在线体验|预览",
    re.IGNORECASE,
)
"""Words that say: here it runs."""
_WEAK = re.compile(
    r"\b(?:live|online|website|web ?site|hosted|deployed|deployment|launch|visit|app|apps|space|spaces|examples?|check out|render"
    r"|vercel|netlify|heroku|streamlit|frontend|front[- ]end|url|link)\b",
    re.IGNORECASE,
)
"""Words that may say so: enough where the host is one of applications, or the address is the project's own."""
_NOT = re.compile(
    r"\b(?:docs?|documentation|dataset|paper|papers|tutorials?|courses?|inspired|based on|credits?|thanks|acknowledg\w*|downloads?"
    r"|install(?:ation)?|npm|blogs?|book|slides|videos?|watch|api reference|sign ?up|leaderboard|sponsor\w*|powered by"
    r"|built (?:with|using|by)"
    r"|deploy(?: \w+)? (?:with|button)|your own|source code|learn more|read more|read the|guide|wiki|issues?|licen[cs]e|forum|discussion"
    r"|news|release notes|changelog|lectures?|notes|submission|homework)\b|文档|教程|视频",
    re.IGNORECASE,
)
"""Words that say that a link leads to something else."""
_OTHERS = re.compile(
    r"\b(?:related|similar|see also|credits?|acknowledg\w*|references?|resources?|thanks|inspir\w*|technolog\w*|tech stack|projects using"
    r"|who uses|sponsors?|ports?|notable|forks?|other)\b",
    re.IGNORECASE,
)
_MATTERS = re.compile(r"\b(?:requirements|prerequisites|setup|installation|tutorials?|news|documentation|license)\b", re.IGNORECASE)
"""Headings under which links lead to other people's work."""
_PLACEHOLDER = re.compile(
    r"your[-_.]|your[a-z]|[<{]|example\.(?:com|org)|xxxx|placeholder|my[-_]?app\.|user-?name|://localhost|127\.0\.0\.1|0\.0\.0\.0"
    r"|/api/|/api$",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(r"githubUrl=|repository-url=|/new/clone|/import\?|/templates?/open|[?&]template=", re.IGNORECASE)
_FILE = re.compile(r"\.(?:jar|apk|zip|tar|gz|exe|dmg|png|jpe?g|gif|svg|pdf|mp4|ipynb|md|json|csv|whl|js|css)$", re.IGNORECASE)
_DOCUMENT = re.compile(
    r"/(?:docs?|documentation|apidocs|javadocs?|api-docs|blog|posts?|wiki|downloads?|releases?|tutorials?|papers?)(?:/|$)", re.IGNORECASE
)
_SHOWN = re.compile(r"/(?:demos?|examples?|playground|app|apps)(?:/|$|[-_.])", re.IGNORECASE)
_SHOWING_HOST = re.compile(r"^(?:demos?|live|playground|try|app|play)\.")
_ANSWERS = re.compile(r"^(?:forums?|discuss|community|chat|groups|status|console|dashboard|beta|accounts?)\.")
_MARKUP = re.compile(r"[*_`#>|\[\](){}!~-]+")
_LOOK = re.compile(r"^(?:\w+ )?(?:demos?|examples?)\b", re.IGNORECASE)
_CHECK = re.compile(r"\bcheck out|\bsee (?:it|them)\b|\bhere is an example|示例|演示", re.IGNORECASE)
_INVITATION = re.compile(r"slackin|slack-?invite|discord|gitter|signup|sign-up|/register|leaderboard|[?&]utm_", re.IGNORECASE)
_COMMON = frozenset(
    {
        "streamlit",
        "vercel",
        "netlify",
        "heroku",
        "herokuapp",
        "render",
        "github",
        "gitlab",
        "huggingface",
        "docs",
        "python",
        "react",
        "project",
        "apps",
    }
)
_URL = re.compile(r"https?://[^\s)\"'>]{1,1000}")


@dataclass(frozen=True, slots=True)
class DemoLink:
    """A link to the project's own live demo, and how surely it is that."""

    link: Link
    kind: Host
    confidence: Confidence

    @property
    def url(self) -> str:
        """Where it leads."""
        return self.link.url


@dataclass(frozen=True, slots=True)
class _Context:
    """What stands around a link: its own text, the words near it, and the heading it stands under."""

    text: str
    near: str
    heading: str
    alone: bool
    first: bool

    @property
    def strong(self) -> bool:
        return bool(_STRONG.search(self.text) or _STRONG.search(self.near) or _STRONG.search(self.heading))

    @property
    def weak(self) -> bool:
        return self.strong or bool(_WEAK.search(self.text) or _WEAK.search(self.near))

    @property
    def spoken(self) -> bool:
        """Whether the link itself or the words right beside it say so, and not only the heading above."""
        return bool(_STRONG.search(self.text) or _STRONG.search(self.near[-50:]))

    @property
    def shows(self) -> bool:
        """Whether it is announced as something to look at."""
        return self.strong or bool(_LOOK.search(self.text) or _LOOK.search(self.heading) or _CHECK.search(self.near))

    @property
    def elsewhere(self) -> bool:
        named = bool(_STRONG.search(self.text))
        if _NOT.search(self.text) or (_NOT.search(self.near) and not named) or _OTHERS.search(self.heading):
            return True
        return bool(_MATTERS.search(self.heading)) and not (named or _STRONG.search(self.near))


def demo_links(facts: Facts) -> tuple[DemoLink, ...]:
    """The links under which the project runs or can be tried, in the order of the README, the homepage field last."""
    found = []
    for link in facts.links:
        confidence = _is_demo(facts, link)
        if confidence:
            found.append(DemoLink(link, kind_of(link.url), confidence))
    return tuple(found)


def _is_demo(facts: Facts, link: Link) -> Confidence | None:
    """How surely a link leads to this project's own demo, by the best of the places where the README has it; None when it does not."""
    kind = kind_of(link.url)
    if link.image or kind in (Host.OTHER_SERVICE, Host.LOCAL, Host.BROKEN) or not _may_be_a_page(link.url):
        return None
    if link.place is None:
        return Confidence.HIGH if kind is Host.APPLICATION else Confidence.MEDIUM
    own = carries_name(facts, link.url)
    found = [_seen(kind, _context(facts, link.url, text, line), own, link.url) for text, line in _places(facts, link)]
    if kind is Host.OWN and not _DOCUMENT.search(_path(link.url)) and _is_at_home(facts, link.url, own):
        found += [
            Confidence.LOW
            for text, line in _places(facts, link)
            if (one := _context(facts, link.url, text, line)).alone and one.first and ("." in text or "<a" in _raw(facts, line))
        ]
    return min((one for one in found if one), key=list(Confidence).index, default=None)


def _places(facts: Facts, link: Link) -> list[tuple[str, int]]:
    """Texts and lines under which the README has this address."""
    references = facts.readme.references if facts.readme else ()
    return [(one.text, one.line) for one in references if not one.image and one.url.strip() == link.url][:MAX_PLACES]


def _seen(kind: Host, context: _Context, own: bool, url: str) -> Confidence | None:
    host, path = urlsplit(url).hostname or "", _path(url)
    if own and _SHOWING_HOST.search(host):
        return Confidence.HIGH
    if context.elsewhere or _DOCUMENT.search(path):
        return None
    if kind is Host.APPLICATION:
        return Confidence.HIGH if own else Confidence.MEDIUM if context.weak or context.alone else None
    if kind is Host.PAGES:
        deep = path.strip("/").count("/") > 1 and not _SHOWN.search(path) and host.endswith(".io")
        return Confidence.MEDIUM if own and not deep and (context.shows or _SHOWN.search(path)) else None
    if _ANSWERS.search(host):
        return None
    return (Confidence.MEDIUM if own else Confidence.LOW) if context.spoken or (own and context.strong) else None


def _may_be_a_page(url: str) -> bool:
    return not (
        _INVITATION.search(url[:MAX_LINE])
        or _PLACEHOLDER.search(url[:MAX_LINE])
        or _TEMPLATE.search(url[:MAX_LINE])
        or _FILE.search(_path(url))
    )


def _path(url: str) -> str:
    try:
        return urlsplit(url[:MAX_LINE]).path
    except ValueError:
        return ""


def _context(facts: Facts, url: str, label: str, line: int) -> _Context:
    """The words around a link on its line, as they read without marks and addresses."""
    raw = _raw(facts, line)
    position = raw.find(url)
    before = _plain(raw[max(0, position - 400) : max(position, 0)])[-BEFORE:]
    after = _plain(raw[position + len(url) : position + len(url) + 200])[:AFTER] if position >= 0 else ""
    text = _plain(label[:300])
    pictured = "![" in raw or "<img" in raw.lower()
    alone = not pictured and len(_plain(raw.replace(url, " ")).replace(text, "")) <= TOO_SHORT
    return _Context(text, f"{_first_clause(after)} {_last_clause(before)}", _heading(facts, line), alone, line <= OPENING)


def _raw(facts: Facts, line: int) -> str:
    return " ".join(facts.texts.lines(facts.readme.path, line, line) or ())[:20_000] if facts.readme else ""


def _plain(text: str) -> str:
    return " ".join(_MARKUP.sub(" ", re.sub(r"<[^<>]{0,300}>", " ", _URL.sub(" ", text))).split())


def _last_clause(text: str) -> str:
    return re.split(r"[.;!?•·]\s|\s(?:and|or)\s", text)[-1]


def _first_clause(text: str) -> str:
    return re.split(r"[.;!?,•·]\s|\s(?:and|or)\s", text)[0]


def _heading(facts: Facts, line: int) -> str:
    sections = facts.readme.sections if facts.readme else ()
    inside = [one.heading[:200] for one in sections if one.start <= line and one.level > 1]
    return inside[-1] if inside else ""


def _is_at_home(facts: Facts, url: str, own: bool) -> bool:
    """Whether a host of its own is the owner's, or a part of a greater one that carries the project's name."""
    return _holds_owner(facts, url) or (own and (urlsplit(url).hostname or "").count(".") > 1)


def _holds_owner(facts: Facts, url: str) -> bool:
    """Whether the host itself holds the owner's name."""
    owner = re.sub(r"[^a-z0-9]", "", facts.source.id.lower().rpartition("/")[0].rstrip("0123456789"))
    return len(owner) > 2 and owner in re.sub(r"[^a-z0-9]", "", (urlsplit(url).hostname or "").lower())


def carries_name(facts: Facts, url: str) -> bool:
    """Whether the address holds the owner's name or words of the repository's name."""
    owner, _, name = facts.source.id.lower().rpartition("/")
    bare, holder, squeezed = (re.sub(r"[^a-z0-9]", "", text) for text in (url.lower()[:500], owner.rstrip("0123456789"), name))
    parts = [part for part in re.split(r"[^a-z0-9]+", name) if len(part) > 3]
    labels = set((urlsplit(url).hostname or "").split(".")[:-1]) - _COMMON
    shared = (len(squeezed) > 3 and squeezed in bare) or (len(parts) > 1 and all(part in bare for part in parts))
    return (
        shared
        or (len(holder) > 2 and holder in bare)
        or any(part in labels or (len(part) > 7 and part in bare) for part in parts if part not in _COMMON)
    )
