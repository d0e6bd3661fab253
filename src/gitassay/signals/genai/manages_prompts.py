"""Whether prompts are kept as something of their own."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import libraries, places, unread
from gitassay.signals.llm import llm_calls
from gitassay.signals.naming import own_functions
from gitassay.signals.prompts import BUILDER, LONG, is_imported, prompt_constants, prompt_files
from gitassay.signals.signal import signal


@signal("Are prompts managed as parts of their own?")
def manages_prompts(facts: Facts, answer: Answer) -> Finding:
    """Prompts that stand apart from the calls can be read, changed and compared.

    Seen: template objects, prompt files that the code reads, modules of named prompts, and functions that build prompts.
    Not seen: versions of prompts kept on a platform, and a single text written into the call.
    """
    if not llm_calls(facts):
        return unread(facts, answer) or answer.not_applicable("No model is called, so there are no prompts.")
    uses = facts.uses("prompt_template")
    if uses:
        return answer.yes(f"Prompts are managed with {libraries(uses)}.", places(uses))
    kept = prompt_files(facts)
    if kept:
        return answer.yes("Prompts are kept in files that the code reads.", kept)
    constants = [(unit, place) for unit in facts.code.own for place in prompt_constants(unit)]
    apart = [place for unit, place in constants if "prompt" in unit.path.rsplit("/", 1)[-1].lower() and is_imported(facts, unit)]
    if apart:
        return answer.yes("Prompts are kept in a module of their own.", apart)
    built = [one.place for one in own_functions(facts, BUILDER) if any(text.interpolated and len(text.value) >= LONG for text in one.texts)]
    found = [*built, *(place for _, place in constants)]
    if built or len(constants) >= 2:
        return answer.yes("Prompts are kept as named texts or built by functions.", found, Confidence.MEDIUM)
    return answer.no("Prompts are written into the calls.")
