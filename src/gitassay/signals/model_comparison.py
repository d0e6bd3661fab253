"""Where own code or settings ask several language models the same and compare them."""

import re

from gitassay.facts.code.table import Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Place
from gitassay.signals.llm import Asked, asked

_MODEL = re.compile(
    r"^(?:[\w.-]+/)*(?:gpt-[34o]|o[134]-|chatgpt|claude-|gemini-|llama-?[23]|mistral|mixtral|command-r|qwen|deepseek|phi-?[34]|gemma|falcon|grok-)[\w.:@/-]*$",
    re.IGNORECASE,
)
_MEASURED = ("metric", "latency_measure", "llm_evaluation", "cost_measure", "experiment_tracking")
_PURPOSE = re.compile(r"compar|bench|eval|leaderboard", re.IGNORECASE)
_SEVERAL = re.compile(r"(?:llm_|candidate_|selected_)?(?:models|llms|model_names|model_ids|llm_names)")
TOGETHER = 12
"""Lines within which names of models stand in one list or table."""
_ROUNDS = 2
"""Functions of the project that may stand between a loop over models and the call that asks one."""
_PROVIDER = re.compile(
    r"^\s*-\s*(?:id:\s*)?[\"']?((?:openai|anthropic|google|vertex|bedrock|mistral|ollama|groq|azure|huggingface|cohere|openrouter|replicate)[\w:/.@-]+)",
    re.MULTILINE,
)


def promptfoo_providers(facts: Facts) -> list[Place]:
    """The models that settings of promptfoo name."""
    return [
        place
        for file in facts.files
        if "promptfooconfig" in file.path and file.role != "vendored"
        for place in _providers(facts, file.path)
    ]


def named_models(facts: Facts) -> dict[str, Place]:
    """Two models or more that one file names and asks in a loop, where it measures or compares; empty for none."""
    measured = _measured(facts)
    looped = {one.unit.path for one in asked(facts) if one.call.loop}
    for unit in facts.code.own:
        if unit.path in looped and (unit.path in measured or _PURPOSE.search(unit.path)):
            models = _models(unit)
            if len(models) >= 2:
                return models
    return {}


def loops_over_given_models(facts: Facts) -> list[Place]:
    """Calls that ask each of the models which a function is given, where they are measured or compared."""
    measured = _measured(facts)
    return [one.place for one in asked(facts, _ROUNDS) if one.call.loop and _compares(one, measured)]


def _measured(facts: Facts) -> set[str]:
    return {use.place.path for use in facts.uses(*_MEASURED)}


def _compares(one: Asked, measured: set[str]) -> bool:
    """Whether a loop that asks stands in a function which is given several models, for a comparison."""
    function = next((each for each in one.unit.definitions if each.name == one.call.scope), None)
    if function is None or not any(_SEVERAL.fullmatch(each[:60]) for each in function.parameters):
        return False
    return one.unit.path in measured or bool(_PURPOSE.search(one.unit.path) or _PURPOSE.search(function.name[:200]))


def _models(unit: Unit) -> dict[str, Place]:
    """Models that stand together, as in one list: a judge that is named elsewhere is none of those compared."""
    rows = sorted((text.line, text.value, text.end) for text in unit.texts if not text.docstring and _is_model(text.value))
    together = [
        (line, name, end)
        for line, name, end in rows
        if any(abs(line - other) <= TOGETHER and name != another for other, another, _ in rows)
    ]
    return {name: Place(unit.path, line, end) for line, name, end in together}


def _is_model(text: str) -> bool:
    return len(text) < 80 and bool(_MODEL.match(text))


def _providers(facts: Facts, path: str) -> list[Place]:
    text = (facts.texts.text(path) or "")[:100_000]
    found: dict[str, Place] = {}
    for match in _PROVIDER.finditer(text):
        line = text.count("\n", 0, match.start(1)) + 1
        found.setdefault(match.group(1), Place(path, line, line))
    return list(found.values())
