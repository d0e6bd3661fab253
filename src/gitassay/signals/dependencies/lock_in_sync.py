"""Whether the lock file knows every declared package."""

from gitassay.facts.dependencies.locking import lock_of, plain
from gitassay.facts.facts import Facts
from gitassay.facts.manifests.table import Declared
from gitassay.model.finding import Finding, Place
from gitassay.signals.answer import Answer
from gitassay.signals.places import counted, first_line, named
from gitassay.signals.signal import signal


@signal("Does the lock file hold every declared package?")
def lock_in_sync(facts: Facts, answer: Answer) -> Finding:
    """A lock file that lags behind its manifest fails on installation, or is silently replaced.

    Seen: each main package of a manifest looked up in the lock file beside or above it.
    Not seen: whether locked versions fit the declared ranges; packages from paths and URLs, optional ones and those of requirements files.
    """
    locked: dict[str, set[str]] = {}
    for lock in facts.manifests.locked:
        locked.setdefault(lock.path, set()).add(plain(lock.name))
    pairs = [(one, path) for one in facts.manifests.declared if _counts(one) and (path := lock_of(one.path, locked))]
    if not pairs:
        return answer.not_applicable("No declared package has a lock file that belongs to it.")
    absent = [one for one, path in pairs if plain(one.name) not in locked[path]]
    measures = {"declared": len(pairs), "absent": len(absent)}
    if absent:
        number = counted(len(absent), "declared package is", "declared packages are")
        said = f"{number} not in the lock file: {named(one.name for one in absent)}."
        return answer.no(said, [Place(one.path, one.line, one.line) for one in absent], measures=measures)
    paths = sorted({path for _, path in pairs})
    return answer.yes(
        f"{counted(len(pairs), 'declared package')} looked up in the lock file, all found.",
        [first_line(path) for path in paths],
        measures=measures,
    )


def _counts(one: Declared) -> bool:
    return one.scope == "main" and one.state not in ("url", "path") and plain(one.name) != "python"
