"""Whether the system looks at its own output and corrects it."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import last_part, libraries, places, unread
from gitassay.signals.harness import EVALUATES
from gitassay.signals.llm import asked, llm_calls
from gitassay.signals.naming import own_functions
from gitassay.signals.signal import signal
from gitassay.signals.steps import DEPTH, asked_again, told_of_faults

_OWN = re.compile(
    r"critiqu?e|reflect(?:ion|_on)?|self_?(?:check|correct|refine|review|reflect|heal)|(?:verify|validate|grade|judge|evaluate|review|check)_?"
    r"(?:answer|output|response|reply|generation|draft|code|sql|query|plan|result|documents|hallucination)|(?:verifier|critic|reviewer|grader)$|revise|refine_?(?:answer|draft|output)",
    re.IGNORECASE,
)


@signal("Does the system check its own work and correct it?")
def checks_its_own_work(facts: Facts, answer: Answer) -> Finding:
    """Self-correction is what the rubric looks for in agents: a check of the output, and another try when it fails.

    Seen: validators and retries of frameworks, a loop that asks again when the reply does not validate or hands the
    model what went wrong, and functions or graph nodes that
    review a reply with a model.
    Not seen: whether the correction helps; an evaluation of the system over cases is no step of it.
    """
    uses = facts.uses("self_check")
    if uses:
        return answer.yes(f"Output is checked and corrected with {libraries(uses)}.", places(uses))
    if not llm_calls(facts):
        return unread(facts, answer) or answer.not_applicable("No model is called.")
    calls = asked(facts)
    again = [place for one in calls if one.call.loop for place in asked_again(one)]
    again += [one.place for one in asked(facts, DEPTH) if told_of_faults(one)]
    if again:
        return answer.yes("The model is asked again when its reply does not validate or what it wrote fails.", again, Confidence.MEDIUM)
    reviewing = {(one.unit.path, one.call.scope) for one in calls if one.call.scope}
    named = [one for one in own_functions(facts, _OWN) if not EVALUATES.search(one.unit.path)]
    own = [one.place for one in named if any(path == one.unit.path and one.holds(scope) for path, scope in reviewing)]
    own += _nodes(facts)
    if own:
        return answer.yes("A step of the project reviews what the model wrote.", own, Confidence.MEDIUM)
    return answer.no("No check of the system's own output was seen.")


def _nodes(facts: Facts) -> list[Place]:
    """Nodes of a graph that are named as reviews."""
    return [
        Place(unit.path, call.line, call.end)
        for unit in facts.code.own
        for call in unit.calls
        if last_part(call.name) in ("add_node", "addNode") and any(_OWN.search(text[:100]) for text in call.strings)
    ]
