"""Whether it is measured what the work costs."""

import re
from collections.abc import Sequence

from gitassay.facts.code.table import Unit
from gitassay.facts.facts import Facts
from gitassay.facts.results import Result
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import no_unless_unread
from gitassay.signals.naming import own_functions
from gitassay.signals.signal import signal

_USAGE = re.compile(
    r"(?:usage|usage_metadata|token_usage)\.(?:total_tokens|prompt_tokens|completion_tokens|input_tokens|output_tokens"
    r"|prompt_token_count|candidates_token_count|total_token_count|totalTokens|promptTokens|completionTokens)$"
)

_PRICES = re.compile(r"^_?(?:calculate|compute|estimate|get|track)_?\w*_?(?:costs?|price)$", re.IGNORECASE)


@signal("Is it measured what the work costs in money or tokens?")
def measures_cost(facts: Facts, answer: Answer) -> Finding:
    """Calls to models cost money; who counts can choose a smaller model, a cache or a limit.

    Seen: code that reads the token usage of answers or works out prices (by functions named so, too), and figures of cost in a currency
    that a program wrote or that code here computes. A cost that a document states and nothing here works out is a claim.
    Not seen: costs watched in a provider's console; counting tokens only to cut a text is not counted here.
    """
    uses = facts.uses("cost_measure")
    read = [place for unit in facts.code.own for place in _usage_read(unit)]
    read += [one.place for one in own_functions(facts, _PRICES)]
    told = [one for one in facts.results.backed if one.metric.family == "cost"]
    kept = [one for one in facts.results.written if one.metric.family == "cost"]
    if uses or read or told or kept:
        places = [*(use.place for use in uses), *read, *(one.place for one in (*told, *kept))]
        said = "The code counts tokens or costs of calls." if uses or read else f"A cost is reported: {_telling((*told, *kept)).value}."
        confidence = Confidence.HIGH if uses or (read and told) else Confidence.MEDIUM
        return answer.yes(said, places, confidence, {"places_in_code": len(uses) + len(read), "reported_figures": len(told) + len(kept)})
    claimed = [one for one in facts.results.unbacked if one.metric.family == "cost"]
    if claimed:
        said = f"A document states a cost of {_telling(claimed).value}, and nothing here works it out."
        return answer.needs_review(said, [one.place for one in claimed], {"claimed_figures": len(claimed)})
    return no_unless_unread(facts, answer, "Nothing that counts tokens or costs was found.")


def _telling(figures: Sequence[Result]) -> Result:
    """The first figure that is not zero: a table of plans begins with the free one."""
    return next((one for one in figures if one.number), figures[0])


def _usage_read(unit: Unit) -> list[Place]:
    """Where the token usage of an answer is kept or passed on."""
    kept = [one.line for one in unit.assignments if _USAGE.search(one.value)]
    passed = [call.line for call in unit.calls if any(_USAGE.search(name) for name in call.names)]
    return [Place(unit.path, line, line) for line in sorted({*kept, *passed})]
