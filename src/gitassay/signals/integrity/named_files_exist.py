"""Whether files that the README's commands, containers and workflows need are there."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.needed_files import needed_files
from gitassay.signals.places import counted, named
from gitassay.signals.signal import signal


@signal("Do the files exist that run commands, containers and workflows need?")
def named_files_exist(facts: Facts, answer: Answer) -> Finding:
    """A command, a container or a workflow that needs a missing file can't succeed.

    Seen: scripts run by the README's commands and by workflow steps, files that a container file copies, and folders that a compose file
    builds in.
    Not seen: files made by an earlier step, left out by .gitignore, or named by variables and patterns; these are left out.
    """
    found = needed_files(facts)
    told = [(name, place, there) for name, place, there in found if there is not None]
    if not told:
        return answer.not_applicable("No command, container or workflow names a file that could be looked up.")
    absent = [(name, place) for name, place, there in told if not there]
    measures = {"named": len(told), "absent": len(absent)}
    if absent:
        names = list(dict.fromkeys(name for name, _ in absent))
        said = f"{counted(len(names), 'file is', 'files are')} needed but missing: {named(names)}."
        return answer.no(said, [place for _, place in absent], Confidence.MEDIUM, measures)
    return answer.yes(f"{counted(len(told), 'file')} looked up, all found.", [place for _, place, _ in told], measures=measures)
