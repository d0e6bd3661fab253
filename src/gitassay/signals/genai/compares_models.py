"""Whether several language models are compared."""

import re

from gitassay.facts.code.table import Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import unread
from gitassay.signals.llm import asked, llm_calls
from gitassay.signals.places import named
from gitassay.signals.signal import signal

_MODEL = re.compile(
    r"^(?:[\w.-]+/)*(?:gpt-[34o]|o[134]-|chatgpt|claude-|gemini-|llama-?[23]|mistral|mixtral|command-r|qwen|deepseek|phi-?[34]|gemma|falcon|grok-)[\w.:@/-]*$",
    re.IGNORECASE,
)
_MEASURED = ("metric", "latency_measure", "llm_evaluation", "cost_measure", "experiment_tracking")
_PURPOSE = re.compile(r"compar|bench|eval|leaderboard", re.IGNORECASE)
_PROVIDER = re.compile(
    r"^\s*-\s*(?:id:\s*)?[\"']?((?:openai|anthropic|google|vertex|bedrock|mistral|ollama|groq|azure|huggingface|cohere|openrouter|replicate)[\w:/.@-]+)",
    re.MULTILINE,
)


@signal("Are several language models compared?")
def compares_models(facts: Facts, answer: Answer) -> Finding:
    """A comparison shows that the model was chosen and not just taken.

    Seen: at least two models asked in a loop beside a measurement, and promptfoo settings with two providers.
    Not seen: comparisons outside of the repository; a menu from which the user picks a model is none.
    """
    settings = [
        place
        for file in facts.files
        if "promptfooconfig" in file.path and file.role != "vendored"
        for place in _providers(facts, file.path)
    ]
    if len(settings) >= 2:
        return answer.yes("Several models are compared with promptfoo.", settings)
    if not llm_calls(facts):
        return unread(facts, answer) or answer.not_applicable("No model is called.")
    measured = {use.place.path for use in facts.uses(*_MEASURED)}
    looped = {one.unit.path for one in asked(facts) if one.call.loop}
    for unit in facts.code.own:
        if unit.path in looped and (unit.path in measured or _PURPOSE.search(unit.path)):
            models = _models(unit)
            if len(models) >= 2:
                return answer.yes(
                    f"Several models are asked the same and measured: {named(sorted(models))}.", list(models.values()), Confidence.MEDIUM
                )
    return answer.no("No comparison of language models was seen.")


def _models(unit: Unit) -> dict[str, Place]:
    return {
        text.value: Place(unit.path, text.line, text.end)
        for text in unit.texts
        if not text.docstring and len(text.value) < 80 and _MODEL.match(text.value)
    }


def _providers(facts: Facts, path: str) -> list[Place]:
    text = (facts.texts.text(path) or "")[:100_000]
    found: dict[str, Place] = {}
    for match in _PROVIDER.finditer(text):
        line = text.count("\n", 0, match.start(1)) + 1
        found.setdefault(match.group(1), Place(path, line, line))
    return list(found.values())
