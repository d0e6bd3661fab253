"""Whether people see a reply while it is made."""

import re

from gitassay.facts.catalogue import Use
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.asking import libraries, places, unread
from gitassay.signals.llm import llm_calls
from gitassay.signals.signal import signal
from gitassay.signals.steps import builds_agents

_OFF = re.compile(r"\bstream(?:ing)?[\"']?\s*[=:]\s*[Ff]alse\b")


@signal("Are replies or steps shown while they are made?")
def streams_its_replies(facts: Facts, answer: Answer) -> Finding:
    """A model is slow: who streams has thought of the person who waits.

    Seen: replies and steps asked for as a stream, and streamed answers of a web service in a project that asks a model.
    Not seen: whether the stream reaches the person; progress that is only printed.
    """
    if not (llm_calls(facts) or builds_agents(facts)):
        return unread(facts, answer) or answer.not_applicable("No model is called.")
    uses = [use for use in facts.uses("reply_stream") if not _is_off(facts, use)]
    if uses:
        return answer.yes(f"Replies are streamed with {libraries(uses)}.", places(uses))
    return answer.no("Replies are waited for as a whole.")


def _is_off(facts: Facts, use: Use) -> bool:
    """Whether a call says that it wants no stream."""
    lines = facts.texts.lines(use.place.path, use.place.start, use.place.end) or []
    return "stream" in " ".join(use.keywords) and any(_OFF.search(line[:500]) for line in lines)
