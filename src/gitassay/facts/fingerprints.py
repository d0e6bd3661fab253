"""What of the project matches well-known tutorials, courses, examples and templates: by file, by region and by source."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from gitassay.facts.files import RepositoryFile
from gitassay.facts.matches import LONG, SMALL, Match, MatchedFile, Matches, SourceShare
from gitassay.facts.notebooks import Notebook
from gitassay.facts.taken_over import hidden_words
from gitassay.facts.text import Texts
from gitassay.matching.index import DAY, Index, open_indexes
from gitassay.matching.lexers import FAMILIES
from gitassay.matching.manifest import MANIFEST, IndexFormatError, Source
from gitassay.matching.notebooks import without_magic
from gitassay.matching.query import FileMatch, Region, Text, match_files
from gitassay.model.candidate import RepositorySource
from gitassay.model.finding import Place
from gitassay.model.snapshot import Snapshot

MAX_FILES = 4_000
MAX_CHARACTERS = 30_000_000
COMMON = 2
"""A region that this many other families hold too has a common source: nobody in the index is where it comes from."""

ALIKE = 0.5
"""A source needs one region of LONG tokens, or regions count only where at least this share of them is written alike."""

_COMPARED = frozenset({"main", "notebook", "test", "example"})


@cache
def installed(folder: Path) -> tuple[Index, ...]:
    """The indexes that lie in the folders of `folder`, by name; those of another version are passed over."""
    found = []
    for place in sorted(path.parent for path in folder.glob(f"*/{MANIFEST}")):
        try:
            found.append(Index(place))
        except IndexFormatError:
            continue
    return tuple(found)


@cache
def own_indexes(folder: Path) -> tuple[Index, ...]:
    """The indexes of a folder that the person who assesses named.

    Raises:
        IndexFormatError: there is none, or one can't be used.
    """
    return open_indexes(folder)


def read_matches(
    snapshot: Snapshot,
    offered: RepositorySource,
    files: tuple[RepositoryFile, ...],
    notebooks: tuple[Notebook, ...],
    readme: str | None,
    texts: Texts,
    known: tuple[Index, ...],
    added: tuple[Index, ...] = (),
) -> Matches:
    """Compare every source file, notebook and the README (`readme` is its path) with the indexes: installed ones and those added."""
    known = known + added
    code = list(_texts(files, notebooks, texts))
    prose = list(_prose(snapshot, readme, texts))
    found = [(index, match_files(index, code), match_files(index, prose)) for index in known]
    view = _View(snapshot, offered)
    regions = _weighed([match for index, files_, _ in found for file in files_ for match in view.regions(index, file)])
    words = _weighed([match for index, _, pages in found for page in pages for match in view.regions(index, page)])
    matched = [file for file in _files(found, view, regions) if file.tokens >= SMALL]
    return Matches(
        tokens=sum(file.tokens for file in matched),
        defined=sum(file.defined for _, files_, _ in found[:1] for file in files_),
        files=tuple(matched),
        regions=tuple(sorted(regions, key=lambda match: (-match.tokens, match.place.path, match.place.start))),
        sources=_sources(found, view, regions),
        readme=tuple(words),
        readme_words=sum(page.tokens for _, _, pages in found[:1] for page in pages) - sum(hidden_words(page.content) for page in prose),
        indexed=sum(len(index.manifest.sources) for index in known),
        added=tuple(f"{index.manifest.title} {index.manifest.sha256[:12]}" for index in added),
        readme_same=next((page.path for index, _, pages in found for page in pages if page.tokens >= SMALL and view.same(index, page)), ""),
    )


class _View:
    """How matches look from one repository: it is no match for itself, and what stood here first came from nowhere else."""

    def __init__(self, snapshot: Snapshot, offered: RepositorySource) -> None:
        self._names = {name.lower() for name in (snapshot.repository, offered.id)}
        self._url = (offered.url or "").rstrip("/").lower()
        self._roots = {commit.oid for commit in snapshot.commits if commit.parents == 0}
        self._first: dict[str, int] = {}
        for commit in snapshot.commits:
            for path in commit.paths:
                self._first[path] = min(commit.author_time, self._first.get(path, commit.author_time))

    def is_itself(self, source: Source) -> bool:
        """Whether the repository is that source."""
        return source.name.lower() in self._names or (bool(self._url) and source.url.rstrip("/").lower() == self._url)

    def regions(self, index: Index, file: FileMatch) -> Iterator[Match]:
        """The regions of a file, with their sources."""
        sources = index.manifest.sources
        for region in file.regions:
            if not self.is_itself(sources[region.source]):
                yield self._match(sources, region)

    def _match(self, sources: tuple[Source, ...], region: Region) -> Match:
        source = sources[region.source]
        return Match(
            place=Place(region.path, region.start, region.end),
            source=source,
            path=region.source_path,
            start=region.source_start,
            end=region.source_end,
            tokens=region.tokens,
            verbatim=region.verbatim,
            common=len({sources[other].family for other in region.others}) >= COMMON,
            older=self.is_older(region.path, region.since, source),
        )

    def is_older(self, path: str, since: int, source: Source) -> bool:
        """Whether a file stood here, by its commits, before the source's file did; a common history says nothing of that kind."""
        first = self._first.get(path)
        return first is not None and since > 0 and first < since - DAY and not self._roots & set(source.roots)

    def same(self, index: Index, file: FileMatch) -> Source | None:
        """The source whose very file this is, and from which it may have come."""
        if file.same_as is None:
            return None
        source = index.manifest.sources[file.same_as[0]]
        return None if self.is_itself(source) or self.is_older(file.path, file.same_as[2], source) else source


def _weighed(regions: list[Match]) -> list[Match]:
    """Mark regions that stand alone."""
    longest: Counter[str] = Counter()
    for match in regions:
        longest[match.source.family] = max(longest[match.source.family], match.tokens)
    return [replace(match, isolated=True) if longest[match.source.family] < LONG and match.verbatim < ALIKE else match for match in regions]


_Found = list[tuple[Index, tuple[FileMatch, ...], tuple[FileMatch, ...]]]


def _files(found: _Found, view: _View, regions: list[Match]) -> list[MatchedFile]:
    covered: Counter[str] = Counter()
    for match in regions:
        if match.counts:
            covered[match.place.path] += match.tokens
    same: dict[str, str] = {}
    for index, files, _ in found:
        for file in files:
            source = view.same(index, file)
            if source and file.same_as:
                same.setdefault(file.path, f"{source.name}:{file.same_as[1]}")
    tokens = {file.path: file.tokens for _, files, _ in found[:1] for file in files}
    return [
        MatchedFile(path, length, length if path in same else min(length, covered[path]), same.get(path, ""))
        for path, length in tokens.items()
    ]


def _sources(found: _Found, view: _View, regions: list[Match]) -> tuple[SourceShare, ...]:
    tokens: Counter[str] = Counter()
    by_file: dict[str, Counter[str]] = {}
    for match in regions:
        if match.counts:
            tokens[match.source.name] += match.tokens
            by_file.setdefault(match.source.name, Counter())[match.place.path] += match.tokens
    lengths = {file.path: file.tokens for _, files, _ in found[:1] for file in files}
    shares = []
    for index, files, _ in found:
        for number, source in enumerate(index.manifest.sources):
            names = sum(file.names.get(number, 0) for file in files)
            same = sum(view.same(index, file) is source and file.tokens >= SMALL for file in files)
            halves = sum(2 * count >= lengths[path] for path, count in by_file.get(source.name, Counter()).items())
            if (tokens[source.name] or names or same) and not view.is_itself(source):
                shares.append(SourceShare(source, tokens[source.name], halves, names, same))
    return tuple(sorted(shares, key=lambda share: (-share.tokens, -share.same_files, -share.names, share.source.name)))


def _texts(files: tuple[RepositoryFile, ...], notebooks: tuple[Notebook, ...], texts: Texts) -> Iterator[Text]:
    """The code to compare: own files of the compared languages, and the code cells of notebooks."""
    oids = {file.path: file.oid for file in files}
    left = MAX_CHARACTERS
    wanted = [file for file in files if file.role in _COMPARED and file.language != "notebook" and file.language in FAMILIES]
    for file in wanted[:MAX_FILES]:
        content = texts.text(file.path)
        if content and left > 0:
            left -= len(content)
            yield Text(file.path, file.oid, FAMILIES[file.language], content)
    for notebook in notebooks:
        cells = [cell for cell in notebook.cells if cell.kind == "code"]
        rows = [without_magic(row) for cell in cells for row in cell.source]
        if rows:
            yield Text(notebook.path, oids[notebook.path], "python", "\n".join(rows), tuple(line for cell in cells for line in cell.lines))


def _prose(snapshot: Snapshot, readme: str | None, texts: Texts) -> Iterator[Text]:
    file = snapshot.by_path.get(readme or "")
    content = texts.text(file.path) if file else None
    if file and content:
        yield Text(file.path, file.oid, "text", content)
