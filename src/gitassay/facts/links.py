"""Links the project shows: in its README and as its homepage."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from gitassay.facts.readme import Readme
from gitassay.model.candidate import RepositorySource
from gitassay.model.finding import Place


@dataclass(frozen=True, slots=True)
class Link:
    """One link: where it points, its text, whether it is an image (badges are), and where it stands (None: repository homepage field)."""

    url: str
    text: str
    image: bool
    place: Place | None


MAX_LINKS = 500
MAX_URL = 2_000


def read_links(readme: Readme | None, source: RepositorySource) -> tuple[Link, ...]:
    """Collect http(s) links of the README in order, then the homepage field; each address once."""
    found: dict[str, Link] = {}
    for reference in readme.references if readme is not None else ():
        if host(reference.url) and len(found) < MAX_LINKS:
            place = Place(readme.path, reference.line, reference.line) if readme is not None else None
            found.setdefault(reference.url, Link(reference.url, reference.text, reference.image, place))
    homepage = (source.homepage or "").strip()
    if homepage and "://" not in homepage:
        homepage = f"https://{homepage}"
    if host(homepage):
        found.setdefault(homepage, Link(homepage, "homepage", False, None))
    return tuple(found.values())


def host(url: str) -> str:
    """The lower-case host of an http(s) address, "" for anything else."""
    if len(url) > MAX_URL or not url.lower().startswith(("http://", "https://")):
        return ""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
