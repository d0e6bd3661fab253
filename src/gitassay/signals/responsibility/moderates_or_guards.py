"""Whether harmful content is kept out."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.guards import guarded, moderators
from gitassay.signals.signal import signal


@signal("Is harmful input or output moderated?")
def moderates_or_guards(facts: Facts, answer: Answer) -> Finding:
    """A public system meets harmful requests and can give harmful replies; moderation is a decision about both.

    Seen: moderation services, guardrail libraries and toxicity classifiers in use, and own functions that check prompts or replies.
    Not seen: filters of the provider that are on by default.
    """
    return guarded(facts, answer, ("moderation", "guardrail"), moderators, "No moderation around the model was seen.")
