"""Whether exact versions are recorded in a lock file."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.places import first_line, named
from gitassay.signals.signal import signal


@signal("Does a lock file record the exact versions of all packages?")
def locks(facts: Facts, answer: Answer) -> Finding:
    """A lock file records the packages beneath the declared ones too, so that an installation can be repeated.

    Seen: lock files of Python, npm, yarn, pnpm, Go, Cargo, Bundler and Composer that name at least one version.
    Not seen: requirements files with pins, which may leave out what lies beneath; an empty lock file.
    """
    locked = facts.manifests.locked
    if locked:
        paths = sorted({one.path for one in locked})
        return answer.yes(
            f"Exact versions are recorded in {named(paths)}.", [first_line(path) for path in paths], measures={"packages": len(locked)}
        )
    present = [one for one in facts.manifests.files if one.lock]
    if any(one.problem for one in present):
        return answer.not_available(f"{present[0].path} could not be read.")
    if not facts.manifests.declared:
        return answer.not_applicable("No packages are declared that could be locked.")
    return answer.no("There is no lock file with versions in it.")
