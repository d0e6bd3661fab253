"""Language models that are asked through a program on the command line."""

import re

from gitassay.facts.catalogue import Use
from gitassay.facts.code.table import Call, Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Place

_STARTS = re.compile(
    r"(?:^|\.)(?:subprocess\.(?:run|call|Popen|check_output|check_call|getoutput)|asyncio\.create_subprocess_(?:exec|shell)|os\.(?:system|popen))$"
    r"|(?:^|[./:])(?:child_process|execa|zx)\b.{0,40}$"
)
_NODE = re.compile(r"child_process|execa|zx")
_METHOD = re.compile(r"(?:spawn|exec|execFile|spawnSync|execSync|execFileSync|execa|\$)$")
_CLIENTS = {
    "ollama": ("Ollama", r"run"),
    "claude": ("Claude", r"-p|--print|--output-format|--model"),
    "gemini": ("Gemini", r"-p|--prompt|-m|--model"),
    "llm": ("llm", r"-m|--model|-s|--system|prompt"),
    "codex": ("Codex", r"exec|-m|--model"),
}
"""Programs that ask a model, with the words of which one must follow the name: all of the names are words by themselves."""
_COMMAND = re.compile(
    "|".join(
        rf"(?P<{client}>[\"'`]{client}[\"'`],\s{{0,40}}[\"'`](?:{words})[\"'`=]|[\"'`]{client} (?:{words})[\s\"'`=])"
        for client, (_, words) in _CLIENTS.items()
    )
)
_COMMENT = re.compile(r"^\s*(?:#|//|\*)")
LINES_BEFORE = 15
"""How far above the call the list of its arguments may stand."""
MAX_LINE = 500


def command_calls(facts: Facts) -> list[Use]:
    """Calls that start a program which asks a model: its name, followed by one of its options, stands in the call or a little above."""
    found = []
    for unit in facts.code.own:
        for call in unit.calls:
            title = _client(facts, unit, call) if _starts(call) else ""
            if title:
                place = Place(unit.path, call.line, call.end)
                found.append(Use("llm_call", f"the {title} command", call.name, place, call.scope, unit.role, call.loop, call.guarded))
    return found


def _starts(call: Call) -> bool:
    name = call.name[:300]
    return bool(_STARTS.search(name)) and (not _NODE.search(name) or bool(_METHOD.search(name)))


def _client(facts: Facts, unit: Unit, call: Call) -> str:
    """The title of the program a call starts, "" for any other program. Lines above count where the call is handed a name."""
    first = call.line - (LINES_BEFORE if call.names else 0)
    lines = (facts.texts.text(unit.path) or "").split("\n")[max(first - 1, 0) : call.end]
    match = _COMMAND.search("\n".join(line[:MAX_LINE] for line in lines if not _COMMENT.match(line)))
    return _CLIENTS[match.lastgroup][0] if match and match.lastgroup else ""
