"""Whether model calls are chained."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import libraries, no_unless_unread, places
from gitassay.signals.llm import llm_calls
from gitassay.signals.prepared_steps import prepared_steps
from gitassay.signals.signal import signal
from gitassay.signals.steps import feeding

_PIPED = re.compile(r"(?:^|[._])chain\d?\.a?(?:invoke|stream|batch)$", re.IGNORECASE)


@signal("Are model calls chained into steps?")
def chains_steps(facts: Facts, answer: Answer) -> Finding:
    """A chain breaks a task into steps in a fixed order, which is the ground that agents stand on.

    Seen: chains, graphs and workflows of frameworks, two model calls of which the second gets the reply of the first, and functions
    named as a step around the answer (a question rewritten, a reply judged) that ask a model themselves.
    Not seen: a search before a single model call, which is no chain of calls,
    and chains across files that go through a database or a queue.
    """
    uses = facts.uses("chain")
    if uses:
        return answer.yes(f"Steps are chained with {libraries(uses)}.", places(uses))
    fed = feeding(facts)
    if fed:
        return answer.yes(
            "The reply of one model call goes into the next.", [place for pair in fed for place in (pair[0].place, pair[1].place)]
        )
    piped = [use.place for use in llm_calls(facts) if _PIPED.search(use.symbol[:300])] if facts.uses("prompt_template") else []
    if piped:
        return answer.yes("A prompt, a model and what follows are joined into a chain.", piped, Confidence.MEDIUM)
    prepared = prepared_steps(facts)
    if prepared:
        return answer.yes("A model prepares or checks in one step what it answers in another.", prepared, Confidence.MEDIUM)
    return no_unless_unread(facts, answer, "No chain of model steps was seen.")
