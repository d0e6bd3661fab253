"""Whether the project can be installed again as it was."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.places import counted, first_line, named
from gitassay.signals.signal import signal

PINNED_SHARE = 0.8
_LOCKING = frozenset({"go"})


@signal("Are the versions of packages fixed by a lock file or exact pins?")
def pins_environment(facts: Facts, answer: Answer) -> Finding:
    """Fixed versions let another person, or a server, install what the author had.

    Seen: a lock file with packages in it, or at least four fifths of the main packages pinned to one version.
    Not seen: base images and system packages; a manifest whose packages are computed can't be judged.
    """
    manifests = facts.manifests
    locks = sorted({one.path for one in manifests.locked})
    if locks:
        return answer.yes(
            f"Versions are locked in {named(locks)}.", [first_line(path) for path in locks], measures={"locked": len(manifests.locked)}
        )
    main = [one for one in manifests.declared if one.scope == "main" and one.state not in ("path", "url")]
    pinned = [one for one in main if one.state == "pinned" or one.ecosystem in _LOCKING]
    measures = {"pinned": len(pinned), "declared": len(main)}
    if main and len(pinned) >= PINNED_SHARE * len(main):
        places = [Place(one.path, one.line, one.line) for one in pinned]
        said = f"{len(pinned)} of {counted(len(main), 'package')} are pinned to one version."
        return answer.yes(said, places, Confidence.MEDIUM if len(main) < 2 else Confidence.HIGH, measures)
    if any(one.dynamic or one.problem for one in manifests.files):
        return answer.not_available("Packages are computed when the project is built, so their versions can't be told.")
    if main:
        loose = [Place(one.path, one.line, one.line) for one in main if one not in pinned]
        return answer.no(
            f"{len(pinned)} of {counted(len(main), 'package')} are pinned, and there is no lock file.", loose, measures=measures
        )
    if any(not one.lock for one in manifests.files):
        return answer.not_applicable("The manifests ask for no packages.")
    if not facts.code.own:
        return answer.not_applicable("The repository holds no source code.")
    return answer.no("No manifest or lock file says which packages are needed.")
