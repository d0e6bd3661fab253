"""Whether personal data are found, hidden or kept from leaking."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import libraries, no_unless_unread, places
from gitassay.signals.naming import own_functions
from gitassay.signals.signal import signal

_PERSONAL = r"(?:pii|phi|personal|emails?|phones?|phone_numbers?|ssn|patients?|faces?|licen[cs]e_plates?)"
_OWN = re.compile(
    r"^_?(?:redact|anonymi[sz]e|pseudonymi[sz]e|de_?identify|scrub)(?:_\w+|[A-Z]\w*)?$"
    rf"|^_?(?:mask|hash|remove|strip|detect|blur|encrypt|hide)_?(?:\w+_)?{_PERSONAL}(?:_(?:data|info|in_text|addresses))?$",
    re.IGNORECASE,
)
_OTHER = re.compile(r"secret|token|key|log|password|url|credential", re.IGNORECASE)


@signal("Are personal data protected?")
def protects_personal_data(facts: Facts, answer: Answer) -> Finding:
    """What is sent to a model or kept in a store may belong to somebody; hiding it first is privacy by design.

    Seen: libraries that find or hide personal data, differential privacy and federated learning, and own functions that redact or
    anonymise.
    Not seen: data that were made anonymous before they came here, and rules kept outside of the code.
    """
    uses = facts.uses("personal_data")
    if uses:
        return answer.yes(f"Personal data are protected with {libraries(uses)}.", places(uses))
    own = [one for one in own_functions(facts, _OWN) if not _OTHER.search(one.name)]
    if own:
        return answer.yes("Personal data are hidden by functions of the project.", [one.place for one in own], Confidence.MEDIUM)
    return no_unless_unread(facts, answer, "No protection of personal data was seen.")
