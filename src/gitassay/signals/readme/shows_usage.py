"""Whether the README shows the project in use."""

import re

from gitassay.facts.facts import Facts
from gitassay.facts.readme import Block
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.commands import block_commands, is_install, is_run, own_commands
from gitassay.signals.local_modules import local_modules
from gitassay.signals.places import without_readme
from gitassay.signals.reading import at, prose_in, sections, words
from gitassay.signals.signal import signal

WORDS = 20
_USAGE = re.compile(
    r"\b(?:usage|us(?:e|ing)\b|examples?|quick ?start|getting started|how to|tutorial|demo|walkthrough|api\b|commands?|cli\b|running)",
    re.IGNORECASE,
)
_SETUP = re.compile(r"\b(?:install\w*|setup|requirements?|prerequisites?|licen[cs]e|contribut\w+)\b", re.IGNORECASE)
_REQUEST = re.compile(r"^\s*(?:curl|http|wget|fetch\()\s?.{0,300}(?:localhost|127\.0\.0\.1|0\.0\.0\.0|/api|http)", re.MULTILINE)
_SCRIPT_IMPORT = re.compile(r"(?:from|require\()\s*['\"]([@\w./-]{1,100})['\"]")


@signal("Does the README show how the project is used?")
def shows_usage(facts: Facts, answer: Answer) -> Finding:
    """An example of use shows what one gets, beyond what has to be typed to start it.

    Seen: code that imports the project, a command with arguments or a request in a section about use, or twenty words of instructions.
    Not seen: usage shown only in a video or on another page; install commands are no usage.
    """
    readme = facts.readme
    if readme is None:
        return without_readme(facts, answer) or answer.no("There is no README.")
    about = [one for one in sections(readme, _USAGE) if not _SETUP.search(one.heading[:200])]
    for block in readme.blocks:
        inside = any(one.start <= block.start <= one.end for one in about)
        if _calls_project(facts, block) or _REQUEST.search(block.text[:20_000]) or (inside and _is_command(facts, block)):
            return answer.yes("The README shows how the project is used.", [at(readme, block.start, block.end)])
    told = next((one for one in about if words(prose_in(readme, one)) >= WORDS), None)
    if told:
        return answer.yes("The README tells how the project is used.", [at(readme, told.start, told.end)], Confidence.MEDIUM)
    if not readme.english and readme.blocks:
        return answer.not_available("The README does not read as English, so its sections could not be told apart.")
    return answer.no("The README shows no use of the project.")


def _calls_project(facts: Facts, block: Block) -> bool:
    """Whether a code block imports a module or package of this repository."""
    modules = local_modules(facts)
    own = set(facts.manifests.package_names)
    for line in block.text.split("\n")[:200]:
        parts = line.replace(">>>", " ").split()
        if len(parts) > 1 and parts[0] in ("from", "import"):
            name = parts[1].strip(",;").split(".", 1)[0]
            if modules.has_python(name) or name.lower().replace("_", "-") in own:
                return True
        match = _SCRIPT_IMPORT.search(line[:500])
        if match and match.group(1) in own:
            return True
    return False


def _is_command(facts: Facts, block: Block) -> bool:
    """Whether a block runs something of the project and does not only install it."""
    names = own_commands(facts)
    for one in block_commands(block):
        first = one.text.split()[0].lower()
        if first in names or (is_run(one.text) and not is_install(one.text)):
            return True
    return False
