"""The clauses of a sentence, each with the evidence of the repositories it names."""

import re
from collections.abc import Iterator, Mapping, Sequence

from gitassay.llm.verify.evidence import Exhibit

_SEPARATORS = (r";|\bwhile\b|\bwhereas\b|\bbut\b|\bcompared\b|\bversus\b|\bunlike\b", r",", r"\band\b")


def clauses(text: str, scope: Sequence[Exhibit], known: Mapping[str, Exhibit]) -> Iterator[tuple[str, list[Exhibit]]]:
    """The clauses of a sentence, each with the cited exhibits of the repositories it names (of all, when none is named)."""
    groups = _groups(text, _mentions(text, known))
    if not groups:
        yield text, list(scope)
        return
    start = 0
    for index, (_, end, repositories) in enumerate(groups):
        cut = _cut(text, end, groups[index + 1][0]) if index + 1 < len(groups) else len(text)
        for repository in repositories:
            yield text[start:cut], [one for one in scope if one.repository == repository]
        start = cut


def _mentions(text: str, known: Mapping[str, Exhibit]) -> list[tuple[int, int, str]]:
    """Where repositories are named: (start, end, repository), in order."""
    called: dict[str, set[str]] = {}
    for one in known.values():
        for name in one.names:
            called.setdefault(name, set()).add(one.repository)
    names = {name: min(repositories) for name, repositories in called.items() if len(repositories) == 1}
    found: dict[int, tuple[int, int, str]] = {}
    for name, repository in sorted(names.items(), key=lambda row: -len(row[0])):
        for match in re.finditer(rf"(?<![\w/.-]){re.escape(name)}(?![\w/-]|\.\w)", text, re.IGNORECASE):
            if not any(start <= match.start() < end for start, end, _ in found.values()):
                found[match.start()] = (match.start(), match.end(), repository)
    return [found[start] for start in sorted(found)]


def _groups(text: str, mentions: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, list[str]]]:
    """Neighbours joined by a comma or an "and" speak of the same."""
    groups: list[tuple[int, int, list[str]]] = []
    for start, end, repository in mentions:
        if groups and re.fullmatch(r"\s*(?:,|and|,\s*and|as well as|&|or|nor)?\s*(?:in\s+)?", text[groups[-1][1] : start], re.IGNORECASE):
            groups[-1] = (groups[-1][0], end, list(dict.fromkeys([*groups[-1][2], repository])))
        elif groups and groups[-1][2] == [repository]:
            groups[-1] = (groups[-1][0], end, groups[-1][2])
        else:
            groups.append((start, end, [repository]))
    return groups


def _cut(text: str, start: int, end: int) -> int:
    """Where one clause ends and the next begins between two repositories."""
    for pattern in _SEPARATORS:
        found = list(re.finditer(pattern, text[start:end], re.IGNORECASE))
        if found:
            return start + found[-1].start()
    return end
