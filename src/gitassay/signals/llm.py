"""Where own code asks a language model: by SDK, by plain HTTP, by a framework, or through a function of its own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gitassay.facts.catalogue import Use
from gitassay.facts.code.table import Call, Text, Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Place
from gitassay.signals.asking import is_read, last_part
from gitassay.signals.command_clients import command_calls
from gitassay.signals.once import once

_INVOKING = re.compile(
    r"a?(?:invoke|stream|batch|run|complete|chat|call|query|kickoff|predict|generate)"
    r"|run_sync|run_stream(?:ed)?|kickoff_async|stream_(?:chat|complete)|(?:a_)?initiate_chats?|predict_messages|generate_reply|forward|__call__|streamEvents"
)
_FRAMEWORK = re.compile(r"langchain|langgraph|llama_?index|haystack|dspy|crewai|autogen|pydantic_ai|smolagents|agno", re.IGNORECASE)
_OWNER = re.compile(r"(?:chain|llm|agent|engine|graph|crew|qa|bot|workflow|runnable)\d?$", re.IGNORECASE)
_NO_MODEL = re.compile(
    r"[._/](?:tools?|utilities|document_loaders|text_splitters?|prompts?|output_parsers|embeddings|vectorstores|retrievers|memory|hub)[._/]"
    r"|Tool\b|SearchRun|Wrapper\b|Loader\b|PromptTemplate"
)
_ASKING_ONLY = re.compile(r"a?(?:invoke|stream|batch|run|chat|query|kickoff)|run_sync|stream_chat")
_COMMON = re.compile(
    r"main|run|get|post|call|invoke|generate|chat|query|predict|handler|index|process|execute|start|send|stream|forward|create|__\w+__|GET|POST"
)
_TITLES = (
    ("langchain", "LangChain"),
    ("langgraph", "LangGraph"),
    ("llama_index", "LlamaIndex"),
    ("llamaindex", "LlamaIndex"),
    ("haystack", "Haystack"),
    ("dspy", "DSPy"),
    ("crewai", "CrewAI"),
)
MAX_NAME = 300
_MODEL = re.compile(r"(?:[Mm]odel|(?:LLM|llm)(?:_?(?:[Cc]lient|[Pp]rovider|[Ss]ervice|[Bb]ackend|[Gg]ateway))?)$")
"""Owners that stand for whichever class asks a model: `self.model.query(...)`."""
_STATUS_PATH = re.compile(r"(?:^/|[^/\s]/|/(?:health\w*|status|ping|version|tags|models))$")
_CHAT_FORM = frozenset({"model", "messages", "choices"})
_OLLAMA_PATH = re.compile(r"/api/(?:generate|chat)$")


@dataclass(frozen=True, slots=True)
class Asked:
    """One place where a model is asked, directly or through a function of the project (`through`)."""

    unit: Unit
    call: Call
    library: str
    through: bool = False

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.unit.path, self.call.line, self.call.end)


@once
def llm_calls(facts: Facts) -> tuple[Use, ...]:
    """Every place that asks a model: SDK calls, requests to a provider's address, command-line clients, and objects of frameworks."""
    found = [*facts.uses("llm_call"), *_by_http(facts), *command_calls(facts)]
    models = facts.uses("llm_model", "agent")
    if models and _is_asked(facts, models):
        found += models
        found += _invocations(facts)
    unique = {(use.place.path, use.place.start, use.library): use for use in found}
    return tuple(sorted(unique.values(), key=lambda use: (use.place.path, use.place.start, use.library)))


def _by_http(facts: Facts) -> list[Use]:
    """Addresses of providers in code that posts requests."""
    if not facts.uses("http_post"):
        return []
    asked = [Use("llm_endpoint", "Ollama over HTTP", "/api/chat", place, "", "main") for place in ollama_places(facts, _OLLAMA_PATH)]
    return [*facts.uses("llm_endpoint"), *asked, *_compatible(facts)]


def _compatible(facts: Facts) -> list[Use]:
    """Requests in the form that most providers share, to an address that is only a setting: model and messages out, choices back."""
    told = {unit.path for unit in facts.code.own if {text.value for text in unit.texts} >= _CHAT_FORM}
    return [
        Use("llm_endpoint", "chat completions over HTTP", use.symbol, use.place, use.scope, "main")
        for use in facts.uses("http_post")
        if use.place.path in told
    ]


def ollama_places(facts: Facts, path: re.Pattern[str]) -> tuple[Place, ...]:
    """Texts that join a base address to a path of Ollama, in files that speak of Ollama and projects that send requests."""
    if not facts.uses("http_post"):
        return ()
    return tuple(
        Place(unit.path, text.line, text.end)
        for unit in facts.code.own
        for text in unit.texts
        if not text.docstring and text.interpolated and path.search(text.value) and _is_ollama(unit, text)
    )


def _is_ollama(unit: Unit, text: Text) -> bool:
    told = [*text.names, unit.path, *(other.value for other in unit.texts if len(other.value) < 200)]
    return any("ollama" in one.lower() or ":11434" in one for one in told)


def _is_asked(facts: Facts, models: tuple[Use, ...]) -> bool:
    """Whether objects made by a framework are put to work: asked by a method, called, or handed to a chain or an agent."""
    if facts.uses("rag_chain", "chain", "agent"):
        return True
    symbols = {use.symbol for use in models}
    calls = [call for unit in facts.code.own for call in unit.calls]
    if any(_invokes(call.name) for call in calls):
        return True
    if any(call.name in symbols and not call.keywords and call.names for call in calls):
        return True
    return sum(1 for call in calls if call.name in symbols) > len({(use.place.path, use.scope, use.symbol) for use in models})


def _invokes(name: str) -> bool:
    """Whether a call asks an object of a framework: by where the object comes from, or by what both are called."""
    owner, _, method = name[:MAX_NAME].rpartition(".")
    if not owner or not _INVOKING.fullmatch(method) or _NO_MODEL.search(owner):
        return False
    return bool(_FRAMEWORK.search(owner)) or bool(_ASKING_ONLY.fullmatch(method) and _OWNER.search(owner))


def _invocations(facts: Facts) -> list[Use]:
    return [
        Use(
            "llm_call",
            _library(one.name),
            one.name,
            Place(unit.path, one.line, one.end),
            one.scope,
            unit.role,
            one.loop,
            one.guarded,
            one.keywords,
        )
        for unit in facts.code.own
        for one in unit.calls
        if _invokes(one.name)
    ]


def _library(name: str) -> str:
    return next((title for word, title in _TITLES if word in name.lower()), "a chain or agent")


@once
def asked(facts: Facts, rounds: int = 1) -> tuple[Asked, ...]:
    """Calls that ask a model, and calls of the project's own functions that do, in the order of files and lines.

    `rounds` is how many functions of the project may stand between the call and the one that asks.
    """
    uses = llm_calls(facts)
    at = {(use.place.path, use.place.start): use for use in uses if use.concept in ("llm_call", "llm_endpoint")}
    posts = (
        {(use.place.path, use.place.start) for use in facts.uses("http_post")}
        if any(use.concept == "llm_endpoint" for use in uses)
        else set()
    )
    models = {use.symbol for use in uses if use.concept == "llm_model"}
    addressed = {use.place.path for use in uses if use.concept == "llm_endpoint"}
    found: dict[tuple[str, int, str], Asked] = {}
    for unit in facts.code.own:
        for call in unit.calls:
            key = (unit.path, call.line)
            if key in at and call.name == at[key].symbol:
                found[(*key, call.name)] = Asked(unit, call, at[key].library)
            elif call.name in models and not call.keywords and call.names:
                found[(*key, call.name)] = Asked(unit, call, "a model called as a function")
            elif key in posts and unit.path in addressed and not _looks_after(unit, call):
                found[(*key, call.name)] = Asked(unit, call, "HTTP")
    reached = tuple(found.values())
    for _ in range(rounds):
        reached = tuple(
            one for one in _through(facts, reached) if found.setdefault((one.unit.path, one.call.line, one.call.name), one) is one
        )
    return tuple(sorted(found.values(), key=lambda one: (one.unit.path, one.call.line, one.call.name)))


def _looks_after(unit: Unit, call: Call) -> bool:
    """Whether a request only asks whether a server is there or what it holds."""
    told = [text.value for text in unit.texts if call.line <= text.line <= call.end and text.scope == call.scope]
    return any(_STATUS_PATH.search(one[-MAX_NAME:]) for one in (*call.strings, *told))


def _through(facts: Facts, direct: tuple[Asked, ...]) -> Iterator[Asked]:
    askers = _Askers(direct)
    for unit in facts.code.own:
        for call in unit.calls:
            if last_part(call.name) in askers.names and askers.lead_from(unit, call):
                yield Asked(unit, call, "own function", through=True)


class _Askers:
    """Functions of the project that ask a model, found again by where and how they are called."""

    def __init__(self, direct: tuple[Asked, ...]) -> None:
        self._here = {(one.unit.path, last_part(one.call.scope)) for one in direct if one.call.scope}
        self.names = {name for _, name in self._here}
        self._imported = {(_stem(path), name) for path, name in self._here}
        self._methods = {last_part(one.call.scope) for one in direct if "." in one.call.scope}

    def lead_from(self, unit: Unit, call: Call) -> bool:
        """Whether a call leads to one of them: by its own name, in the same file, from an imported module, or as a model's method."""
        owner, _, name = call.name[:MAX_NAME].rpartition(".")
        if name in self._methods and _MODEL.search(owner):
            return True
        if last_part(call.scope) == name:
            return False
        if len(name) > 3 and not _COMMON.fullmatch(name):
            return True
        if owner in ("", "self", "this"):
            return (unit.path, name) in self._here
        parts = [_stem(owner)] if "/" in owner else owner.split(".")
        return any((part, name) in self._imported for part in parts)


def _stem(path: str) -> str:
    """The name of a module: `a/b/chat.py`, `../chat.ts` and `a/b/chat` are chat."""
    return re.sub(r"\.\w{1,4}$", "", path.rsplit("/", 1)[-1])


def asking_units(facts: Facts) -> tuple[Unit, ...]:
    """Files that ask a model, directly or through a function of their own."""
    paths = {use.place.path for use in llm_calls(facts)} | {one.unit.path for one in asked(facts)}
    return tuple(unit for unit in facts.code.own if unit.path in paths)


def prompt_texts(facts: Facts) -> tuple[tuple[Unit, Text], ...]:
    """Longer texts of own code in a project that asks a model: what may be (part of) a prompt."""
    if not llm_calls(facts):
        return ()
    return tuple(
        (unit, text)
        for unit in facts.code.own
        if is_read(unit)
        for text in unit.texts
        if not text.docstring and len(text.value) >= 20 and (" " in text.value or not text.value.isascii())
    )
