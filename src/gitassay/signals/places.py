"""Places for answers about a whole project, and words for what could not be read."""

from collections import Counter
from collections.abc import Iterable

from gitassay.facts.code.table import Parse
from gitassay.facts.facts import Facts
from gitassay.facts.readme import Readme, readme_paths
from gitassay.model.finding import Finding, Place
from gitassay.signals.answer import Answer

MAX_LISTED = 4
OPENING_LINES = 30


def first_line(path: str) -> Place:
    """The first line of a file, for an answer about the file as a whole."""
    return Place(path, 1, 1)


def opening(facts: Facts, path: str) -> Place | None:
    """The first line of a file that is not blank; None when the file can't be read or opens with nothing but blank lines."""
    lines = facts.texts.lines(path, 1, OPENING_LINES) or []
    return next((Place(path, number, number) for number, line in enumerate(lines, start=1) if line.strip()), None)


def named(items: Iterable[str], limit: int = MAX_LISTED) -> str:
    """Some names as words: "a, b, c and 3 more"."""
    ordered = list(dict.fromkeys(items))
    shown = ", ".join(ordered[:limit])
    return f"{shown} and {len(ordered) - limit} more" if len(ordered) > limit else shown


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 file", "2 files"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def project_place(facts: Facts) -> tuple[Place, ...]:
    """Where an answer without a line of its own points: the README, else a manifest, else the first readable source file."""
    paths = [facts.readme.path] if facts.readme else []
    paths += [manifest.path for manifest in facts.manifests.files if not manifest.lock]
    paths += [unit.path for unit in facts.code.own]
    paths += [file.path for file in facts.snapshot.files if file.size and file.size < 100_000]
    return next(((place,) for path in paths if (place := opening(facts, path))), ())


def history_place(facts: Facts) -> tuple[Place, ...]:
    """Where an answer about the history points, since commits have no line in the tree.

    The convention: the first line with text of the source file (else any file) that most of the candidate's commits touch
    (of all commits, when nobody said who the candidate is) and that can still be read; the project's own place when commits
    name no such file.
    """
    everybody = facts.history.own is None
    touched = Counter(
        path for commit in facts.snapshot.commits if everybody or facts.identity.wrote(commit.author_email) for path in set(commit.paths)
    )
    sources = {unit.path for unit in facts.code.own}
    ordered = sorted((path not in sources, -count, path) for path, count in touched.items() if path in facts.snapshot.by_path)
    for _, _, path in ordered[:50]:
        place = opening(facts, path)
        if place:
            return (place,)
    return project_place(facts)


def without_readme(facts: Facts, answer: Answer) -> Finding | None:
    """The answer where there is no README to look into: no, or not available when there is one that can't be read; else None."""
    if facts.readme is not None:
        return None
    if readme_paths(facts.files):
        return answer.not_available("The README is too large, not brought, or no text, so it was not read.")
    return answer.no("There is no README.")


def without_words(facts: Facts, answer: Answer) -> Finding | None:
    """The answer where a README's words can't be judged: it is missing, or not in English; else None."""
    if facts.readme is None:
        return without_readme(facts, answer)
    return unread_language(facts.readme, answer)


def unread_language(readme: Readme, answer: Answer) -> Finding | None:
    """The answer where a README is not in English, so that its sentences were not measured; else None."""
    if readme.english:
        return None
    return answer.not_available("The README does not read as English, so its sentences were not judged.")


def without_code(facts: Facts, answer: Answer) -> Finding | None:
    """The answer where no source code could be read, so that its absence says nothing; else None."""
    units = facts.code.units
    if not units:
        languages = [language for language, _ in facts.languages.bytes]
        if languages:
            return answer.not_available(f"Code in {named(languages)} is not read in this depth.")
        return answer.not_applicable("The repository holds no source code.")
    if not any(unit.parse is Parse.OK for unit in units):
        return answer.not_available("None of the source files could be read.")
    return None


def partly_read(facts: Facts) -> bool:
    """Whether limits left part of the code unread, so that a search without a find proves nothing."""
    return facts.code.truncated or any(unit.parse in (Parse.LIMIT, Parse.ABSENT) for unit in facts.code.own)
