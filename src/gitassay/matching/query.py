"""Asks an index about the files of a project: which are in it as they are, and which regions match, line beside line."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import compress, count

from gitassay.matching.extract import definitions, written
from gitassay.matching.index import Index, Posting
from gitassay.matching.lexers import Lexed, lex
from gitassay.matching.regions import LEAST_PRINTS, Hit, Run, best_of, covered, runs_of, within
from gitassay.matching.statements import SHORT, Statement, statements
from gitassay.matching.winnowing import chosen, hashes

MAX_HITS = 200_000
"""Hits of one file that are looked at."""

LEAST_SHORT = 20
LONGEST_SHORT = SHORT * 3 // 2
LEAST_LINES = 4
ALL_LINES = 3
MANY_LINES = 8
SHUFFLED = 0.7
"""The share of a short file's lines, by their tokens or, of many lines, by their number, that one file of a source holds too, from which
on it is that file in another order."""


@dataclass(frozen=True, slots=True)
class Text:
    """One file to ask about. `rows` are the lines of the file for the lines of `content`, for notebooks; None: the same lines."""

    path: str
    oid: str
    family: str
    content: str
    rows: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """Lines of a file that match lines of a source's file.

    `since` is when the source's file first stood there (seconds since 1970);
    `tokens` is its length; `verbatim` the share (0 to 1) that is written alike, the rest has other names; `others` are sources of
    other families that hold most of it too.
    """

    path: str
    start: int
    end: int
    source: int
    source_path: str
    source_start: int
    source_end: int
    since: int
    tokens: int
    verbatim: float
    others: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FileMatch:
    """What one file shares with an index. `tokens` is its length, `by_source` the tokens that regions of each source cover.

    `same_as` is (source, path, since when it stood there) when the very file stands in the source's history.
    """

    path: str
    tokens: int
    by_source: dict[int, int]
    regions: tuple[Region, ...]
    names: dict[int, int]
    defined: int
    same_as: tuple[int, str, int] | None = None


def match_files(index: Index, texts: Iterable[Text]) -> tuple[FileMatch, ...]:
    """Match each text against the index, in the order given."""
    asked = list(texts)
    same = index.files_of_blobs(text.oid for text in asked)
    return tuple(_match(index, text, same.get(text.oid)) for text in asked)


def _match(index: Index, text: Text, same: int | None) -> FileMatch:
    lexed = lex(text.content, text.family)
    codes = lexed.numbers
    starts = hashes(codes)
    found = index.find(chosen(starts)) if len(starts) else {}
    runs = _runs(index, starts, found) if found else []
    if LEAST_SHORT <= len(codes) <= LONGEST_SHORT and text.family != "text" and 2 * covered(runs) < len(codes):
        runs += _shuffled(index, lexed, codes)
    names, defined = _names(index, lexed) if text.family != "text" else ({}, 0)
    by_source: dict[int, list[Run]] = {}
    for run in runs:
        by_source.setdefault(index.source(run.file), []).append(run)
    return FileMatch(
        path=text.path,
        tokens=len(codes),
        by_source={source: covered(own) for source, own in sorted(by_source.items())},
        regions=_regions(index, text, lexed, runs) if runs else (),
        names=names,
        defined=defined,
        same_as=None if same is None else (index.source(same), index.path(same), index.since(same)),
    )


def _runs(index: Index, starts: Iterable[int], found: dict[int, list[Posting]]) -> list[Run]:
    values = list(starts)
    by_file: dict[int, list[Hit]] = {}
    for token in list(compress(count(), map(found.__contains__, values)))[:MAX_HITS]:
        for posting in found[values[token]]:
            by_file.setdefault(posting.file, []).append(Hit(token, posting.line, values[token], posting.written))
    return [run for file in sorted(by_file) if len(by_file[file]) >= LEAST_PRINTS for run in runs_of(file, by_file[file])]


def _shuffled(index: Index, lexed: Lexed, codes: list[int]) -> list[Run]:
    """A short file as one region of each file that holds most of its lines, in whatever order."""
    lines = {statement.value: statement for statement in statements(codes, lexed.places())}
    by_file: dict[int, list[Hit]] = {}
    for value, postings in index.find(list(lines)).items():
        for posting in {posting.file: posting for posting in postings}.values():
            by_file.setdefault(posting.file, []).append(Hit(lines[value].token, posting.line, value, posting.written))
    return [
        Run(file, 0, len(codes), min(hit.line for hit in hits), max(hit.line for hit in hits), tuple(hits))
        for file, hits in sorted(by_file.items())
        if _is_most(lines, hits)
    ]


def _is_most(lines: dict[int, Statement], hits: list[Hit]) -> bool:
    """Whether those lines are most of what a file says."""
    held, whole = sum(lines[hit.value].tokens for hit in hits), sum(line.tokens for line in lines.values())
    by_tokens = len(hits) >= LEAST_LINES and held >= SHUFFLED * whole
    by_number = len(hits) >= MANY_LINES and len(hits) >= SHUFFLED * len(lines)
    return held >= LEAST_SHORT and (by_tokens or by_number or len(hits) == len(lines) >= ALL_LINES)


def _regions(index: Index, text: Text, lexed: Lexed, runs: list[Run]) -> tuple[Region, ...]:
    places = lexed.places()
    last = len(places.raws) - 1
    regions = []
    for run in best_of(runs):
        start, end = (places.line(min(token, last)) for token in (run.start, run.end - 1))
        if text.rows:
            start, end = (text.rows[min(line, len(text.rows)) - 1] for line in (start, end))
        alike = sum(hit.written == written(places.raws, hit.token) for hit in run.hits)
        regions.append(
            Region(
                path=text.path,
                start=start,
                end=max(start, end),
                source=index.source(run.file),
                source_path=index.path(run.file),
                source_start=run.from_line,
                source_end=run.to_line,
                since=index.since(run.file),
                tokens=run.tokens,
                verbatim=round(alike / len(run.hits), 2),
                others=_others(index, run, runs),
            )
        )
    return tuple(regions)


def _others(index: Index, run: Run, runs: list[Run]) -> tuple[int, ...]:
    """Sources of other families of which a region holds most of this one."""
    sources = index.manifest.sources
    family = sources[index.source(run.file)].family
    by_source: dict[int, list[Run]] = {}
    for other in runs:
        source = index.source(other.file)
        if sources[source].family != family and other.start < run.end and run.start < other.end:
            by_source.setdefault(source, []).append(other)
    return tuple(source for source, own in sorted(by_source.items()) if covered(within(one, run) for one in own) * 10 >= run.tokens * 7)


def _names(index: Index, lexed: Lexed) -> tuple[dict[int, int], int]:
    """How many definitions' names are of one source's family alone, by source, and how many are defined at all."""
    own = set(definitions(lexed))
    counts: dict[int, int] = {}
    for sources in index.sources_of_names(own).values():
        for source in set(sources):
            counts[source] = counts.get(source, 0) + 1
    return dict(sorted(counts.items())), len(own)
