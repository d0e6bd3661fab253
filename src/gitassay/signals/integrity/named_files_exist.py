"""Whether files that the README's commands, containers and workflows need are there."""

from gitassay.facts.configs import ContainerFile
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.commands import Command, fetched, readme_commands, simple
from gitassay.signals.local_modules import local_modules, normal
from gitassay.signals.mentions import exists, of_command
from gitassay.signals.places import counted, named
from gitassay.signals.signal import signal


@signal("Do the files exist that run commands, containers and workflows need?")
def named_files_exist(facts: Facts, answer: Answer) -> Finding:
    """A command, a container or a workflow that needs a missing file can't succeed.

    Seen: scripts run by the README's commands and by workflow steps, and files that a container file copies.
    Not seen: files made by an earlier step, left out by .gitignore, or named by variables and patterns; these are left out.
    """
    found = [*_in_readme(facts), *_in_workflows(facts), *(one for file in facts.configs.containers for one in _in_container(facts, file))]
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


Named = tuple[str, Place, bool | None]


def _in_readme(facts: Facts) -> list[Named]:
    readme = facts.readme
    if readme is None:
        return []
    commands = readme_commands(facts, readme)
    return [(one.name, Place(readme.path, one.line, one.line), one.exists) for command in commands for one in of_command(facts, command)]


def _in_workflows(facts: Facts) -> list[Named]:
    found = []
    for workflow in facts.configs.workflows:
        made = {word for step in workflow.steps for line in step.run.split("\n") for text in simple(line) for word in fetched(text)}
        for step in workflow.steps:
            commands = [Command(text, step.line) for line in step.run.split("\n") for text in simple(line)]
            if any(command.text.startswith(("cd ", "git clone", "curl", "wget", "cp ", "touch ")) for command in commands):
                continue
            for command in commands:
                needed = [one for one in of_command(facts, command) if normal(one.name) not in made]
                found += [(one.name, Place(workflow.path, step.line, step.line), one.exists) for one in needed]
    return found


def _in_container(facts: Facts, container: ContainerFile) -> list[Named]:
    """Files that COPY and ADD take from the build context, which is the container file's folder or the root."""
    found: list[Named] = []
    folder = container.path.rpartition("/")[0]
    for one in container.instructions:
        words = [word for word in one.value.replace("[", " ").replace("]", " ").replace('"', " ").replace(",", " ").split() if word]
        if one.keyword not in ("COPY", "ADD") or any(word.startswith("--from") for word in words):
            continue
        for word in [word for word in words if not word.startswith("--")][:-1]:
            found.append((word, Place(container.path, one.line, one.line), _in_context(facts, folder, word)))
    return found


def _in_context(facts: Facts, folder: str, word: str) -> bool | None:
    bare = normal(word.lstrip("/"))
    if not bare or any(mark in word for mark in "*?$<{~") or "://" in word:
        return None
    options = {bare, normal(f"{folder}/{bare}") or bare}
    if any(path in options or any(path.startswith(option + "/") for option in options) for path in facts.snapshot.by_path):
        return True
    return None if local_modules(facts).made_later(bare) else bool(exists(facts, bare))
