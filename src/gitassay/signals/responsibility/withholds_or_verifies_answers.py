"""Whether an answer is checked, or held back, before people get it."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import unread
from gitassay.signals.llm import llm_calls
from gitassay.signals.naming import own_functions
from gitassay.signals.signal import signal
from gitassay.signals.training import training_places

_OWN = re.compile(
    r"^_?(?:should|must|may|can|check|decide|is)?_?(?:to_)?(?:abstain|refuse(?:_?to)?_?answer|withhold|decline_?to_?answer)\w*$"
    r"|abstention|conformal|low_?confidence|confidence_?(?:gate|threshold|guard)|insufficient_?(?:evidence|context)|refusal_?(?:gate|guard|policy)"
    r"|^_?(?:verify|check|validate|enforce|audit)_?(?:\w+_)?(?:claims?|citations?|grounding|groundedness|faithfulness|attributions?)(?:_\w+)?$"
    r"|^_?(?:claim|citation|fact|ground(?:ing|edness)|hallucination|faithfulness|evidence)_?"
    r"(?:verif\w+|check\w*|guard\w*|gate\w*|audit\w*|validat\w+)$|verify_?and_?downgrade",
    re.IGNORECASE,
)


@signal("Is an answer checked or held back when it is not sure?")
def withholds_or_verifies_answers(facts: Facts, answer: Answer) -> Finding:
    """A system that may say that it does not know, or checks what it claims, misleads fewer people.

    Seen: own functions in use that abstain, act on low confidence, or check claims and citations before an answer is given.
    Not seen: a prompt that asks the model to say that it does not know, which is asked elsewhere, and how well a check works.
    """
    if not training_places(facts) and not llm_calls(facts):
        return unread(facts, answer) or answer.not_applicable("No model is trained or called.")
    own = own_functions(facts, _OWN)
    if own:
        return answer.yes("Answers are checked or held back by functions of the project.", [one.place for one in own], Confidence.MEDIUM)
    return answer.no("Nothing that checks or holds back unsure answers was seen.")
