"""Whether the README tells how to install and run the project."""

from gitassay.facts.facts import Facts
from gitassay.facts.readme import Readme
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.commands import Command, is_install, is_run, own_commands, readme_commands
from gitassay.signals.local_modules import local_modules
from gitassay.signals.places import without_readme
from gitassay.signals.reading import at
from gitassay.signals.signal import signal

_LANGUAGES = {
    "python": ("python", "notebook"),
    "node": ("javascript", "typescript", "vue", "svelte"),
    "go": ("go",),
    "rust": ("rust",),
    "ruby": ("ruby",),
    "php": ("php",),
    "jvm": ("java", "kotlin", "scala"),
    "dotnet": ("csharp",),
}


@signal("Does the README give the commands to install and to run the project?")
def explains_setup(facts: Facts, answer: Answer) -> Finding:
    """Commands one can copy let a reviewer try the project instead of guessing.

    Seen: an install command of this kind of project and a command or code that starts or imports it, in code blocks or inline code.
    Not seen: instructions told in prose or in other documents only.
    """
    readme = facts.readme
    if readme is None:
        return without_readme(facts, answer) or answer.no("There is no README.")
    commands = readme_commands(facts, readme)
    installs = [one for one in commands if (kind := is_install(one.text)) and _belongs(facts, kind)]
    own = own_commands(facts)
    runs = [one for one in commands if is_run(one.text) or one.text.split()[0].lower() in own]
    imported = _imports_itself(facts, readme)
    lines = [*(one.line for one in runs), *imported]
    measures = {"install_commands": len(installs), "run_commands": len(runs)}
    if installs and lines:
        return answer.yes(
            "The README gives commands to install and to run the project.",
            [at(readme, installs[0].line), at(readme, lines[0])],
            measures=measures,
        )
    shown = [at(readme, line) for line in (*_lines(installs), *lines)[:2]]
    if installs:
        return answer.no("The README gives commands to install the project, but none to run it.", shown, measures=measures)
    if lines:
        return answer.no("The README gives commands to run the project, but none to install it.", shown, measures=measures)
    return answer.no("The README gives no commands to install or run the project.", measures=measures)


def _lines(commands: list[Command]) -> list[int]:
    return [one.line for one in commands]


def _belongs(facts: Facts, kind: str) -> bool:
    """Whether an install command fits the languages of the repository; containers and make fit all."""
    languages = {file.language.lower() for file in facts.files if file.language}
    return kind not in _LANGUAGES or any(language in languages for language in _LANGUAGES[kind])


def _imports_itself(facts: Facts, readme: Readme) -> list[int]:
    """Lines of code blocks that import a module of the repository."""
    modules = local_modules(facts)
    found = []
    for block in readme.blocks:
        for line in block.text.split("\n")[:100]:
            parts = line.replace(">>>", "").split()
            if len(parts) > 1 and parts[0] in ("from", "import") and modules.has_python(parts[1].strip(",;").split(".", 1)[0]):
                found.append(block.start)
    return found
