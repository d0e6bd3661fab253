"""Whether a project is one call of a model and little else."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.asking import is_read, places, unread
from gitassay.signals.datasets import code_lines
from gitassay.signals.llm import asked, llm_calls
from gitassay.signals.signal import signal

FEW_CALLS = 2
FEW_LINES = 60
"""Lines that hold calls or definitions: about 150 lines of a file."""
_MORE = (
    *("embeddings", "embedding_model", "vector_query", "vector_store", "retriever", "rag_chain", "reranker"),
    *("tool", "agent", "agent_graph", "chain", "agent_state", "structured_output", "prompt_template", "token_count"),
    *("llm_evaluation", "fine_tuning", "guardrail", "moderation", "training", "database"),
)


@signal("Is the project one model call and little else?")
def is_thin_wrapper(facts: Facts, answer: Answer) -> Finding:
    """A wrapper adds a form to a chat window; what makes a product lies around the call.

    Seen: at most two calls of a model in a small code base that does nothing else with models, tools or stored data.
    Not seen: the worth of a user interface, and work that lies in prompts or data files.
    """
    uses = llm_calls(facts)
    if not uses and facts.uses("fine_tuning", "rag_chain"):
        return answer.no("There is work on a model beyond a call of one.")
    if not uses:
        return unread(facts, answer) or answer.not_applicable("No model is called.")
    direct = [one for one in asked(facts) if not one.through]
    lines = code_lines(tuple(unit for unit in facts.code.own if is_read(unit)))
    measures = {"calls": len(direct), "lines_with_calls_or_definitions": lines}
    if len(direct) <= FEW_CALLS and lines <= FEW_LINES and not facts.uses(*_MORE):
        return answer.yes("The project is one call of a model and little else.", places(uses), measures=measures)
    return answer.no("There is more than a single call of a model.", measures=measures)
