"""Files that commands, containers, compose files and workflows need, and whether they are there."""

from gitassay.facts.configs import ContainerFile
from gitassay.facts.facts import Facts
from gitassay.model.finding import Place
from gitassay.signals.commands import Command, fetched, readme_commands, simple
from gitassay.signals.local_modules import local_modules, normal
from gitassay.signals.mentions import exists, of_command

Named = tuple[str, Place, bool | None]
"""A file's name, where it is needed, and whether it is there: None where that can't be told."""


def needed_files(facts: Facts) -> list[Named]:
    """Every file that a command of the README, a workflow, a container file or a compose file needs."""
    return [*_in_readme(facts), *_in_workflows(facts), *_in_containers(facts), *_in_compose(facts)]


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


def _in_containers(facts: Facts) -> list[Named]:
    return [one for file in facts.configs.containers for one in _in_container(facts, file)]


def _in_compose(facts: Facts) -> list[Named]:
    """Folders that images are built in, with their container files."""
    found: list[Named] = []
    for build in facts.configs.builds:
        folder = normal(f"{build.path.rpartition('/')[0]}/{build.context}")
        if folder is None or any(mark in build.context for mark in "*?$<{~:"):
            continue
        name = f"{folder}/{build.container_file}".strip("/") if build.container_file else folder
        if name:
            found.append((name, Place(build.path, build.line, build.line), _in_context(facts, "", name)))
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
