"""Whether the commands and entries that manifests declare are there."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.signals.answer import Answer
from gitassay.signals.local_modules import local_modules, normal
from gitassay.signals.places import counted, named
from gitassay.signals.signal import signal

_DEFAULT = ("main", "index.js")
"""What `npm init` writes into every package.json, and what holds without it: nobody promised that file."""
_PYTHON = re.compile(r"^[A-Za-z_][\w.]*(?::[\w.]+)?(?:\s*\[.*\])?$")


@signal("Do the entry points that manifests declare exist?")
def declared_entry_points_exist(facts: Facts, answer: Answer) -> Finding:
    """A declared command whose module is missing fails for everyone who installs the project.

    Seen: script and plugin entries of Python manifests and entries of package.json, looked up in the tree.
    Not seen: files that a build makes (dist, build, lib), the `index.js` that `npm init` writes into every package.json, and whether the
    named function exists in its module.
    """
    declared = [
        (one.path, name, target, line)
        for one in facts.manifests.files
        for name, target, line in one.entry_points
        if (name, target) != _DEFAULT
    ]
    told = [(path, name, line, found) for path, name, target, line in declared if (found := _exists(facts, path, target)) is not None]
    if not told:
        return answer.not_applicable("The manifests declare no entry point that could be looked up.")
    absent = [(name, Place(path, line, line)) for path, name, line, found in told if not found]
    measures = {"declared": len(told), "absent": len(absent)}
    if absent:
        said = f"{counted(len(absent), 'entry point')} without a file: {named(name for name, _ in absent)}."
        return answer.no(said, [place for _, place in absent], measures=measures)
    return answer.yes(
        f"{counted(len(told), 'entry point')} looked up, all found.",
        [Place(path, line, line) for path, _, line, _ in told],
        measures=measures,
    )


def _exists(facts: Facts, manifest: str, target: str) -> bool | None:
    """Whether the target of an entry is in the tree; None where that can't be told."""
    modules = local_modules(facts)
    if manifest.endswith("package.json"):
        path = normal(f"{manifest.rpartition('/')[0]}/{target}" if "/" in manifest else target)
        if not path or modules.made_later(path):
            return None
        return modules.has_script("package.json", "./" + path)
    if not _PYTHON.match(target.strip()[:200]):
        return None
    module = re.split(r"[:\[\s]", target.strip(), maxsplit=1)[0]
    if modules.has_python(module):
        return True
    parent = module.rpartition(".")[0]
    return (
        None
        if modules.made_later(module.replace(".", "/") + ".py") or (parent and not modules.has_python(module.split(".", 1)[0]))
        else False
    )
