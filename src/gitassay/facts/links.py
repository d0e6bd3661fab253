"""Links the project shows: in its README and as its homepage."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from gitassay.facts.readme import Readme
from gitassay.model.candidate import RepositorySource
from gitassay.model.finding import Place

MAX_LINKS = 500
MAX_URL = 2_000
MAX_WORDS = 500
_SCHEMES = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Link:
    """One link: where it points, its text, whether it is an image (badges are), and where it stands (None: repository homepage field)."""

    url: str
    text: str
    image: bool
    place: Place | None


def read_links(readme: Readme | None, source: RepositorySource) -> tuple[Link, ...]:
    """Collect http(s) links of the README in order, then the homepage field.

    A URL that comes again is left out, and so are over-long ones.
    """
    found: dict[str, Link] = {}
    for one in readme.references if readme else ():
        url = one.url.strip()
        if readme and _is_web(url) and len(found) < MAX_LINKS:
            found.setdefault(url, Link(url, one.text[:MAX_WORDS], one.image, Place(readme.path, one.line, one.line)))
    homepage = _homepage(source.homepage)
    if homepage:
        found.pop(homepage, None)
        found[homepage] = Link(homepage, "", False, None)
    return tuple(found.values())


def host(url: str) -> str:
    """The host a URL names, in lower case and without `www.`; "" when it names none."""
    try:
        name = urlsplit(url[:MAX_URL]).hostname or ""
    except ValueError:
        return ""
    return name.removeprefix("www.").rstrip(".")


def _is_web(url: str) -> bool:
    return len(url) <= MAX_URL and url.lower().startswith(_SCHEMES) and bool(host(url))


def _homepage(field: str | None) -> str:
    """The homepage field as a URL: people write it without a scheme, too."""
    url = (field or "").strip()
    if url and "://" not in url and "." in url.split("/", 1)[0] and not any(character.isspace() for character in url):
        url = f"https://{url}"
    return url if _is_web(url) else ""
