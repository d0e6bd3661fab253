"""Addresses of lines at a commit."""

from urllib.parse import quote

from gitassay.model.finding import Location

RENDERED = (".md", ".markdown", ".rst", ".ipynb", ".adoc", ".org", ".textile", ".csv", ".tsv", ".svg")
"""Files that a forge shows rendered: without `plain=1` the line anchor is lost."""


def permalink(repository: str, url: str | None, location: Location) -> str:
    """The web address of a place on a forge with GitHub's addresses, or `repository@commit:path#Lx-Ly` where there is none."""
    lines = f"L{location.start}" if location.start == location.end else f"L{location.start}-L{location.end}"
    if url is None:
        return f"{repository}@{location.commit}:{location.path}#{lines}"
    plain = "?plain=1" if location.path.lower().endswith(RENDERED) else ""
    return f"{url}/blob/{location.commit}/{quote(location.path)}{plain}#{lines}"
