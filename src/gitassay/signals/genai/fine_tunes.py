"""Whether a pretrained language model is trained further."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.signals.answer import Answer
from gitassay.signals.asking import libraries, no_unless_unread, places
from gitassay.signals.signal import signal


@signal("Does the code fine-tune a pretrained model?")
def fine_tunes(facts: Facts, answer: Answer) -> Finding:
    """Fine-tuning needs data, a training set-up and a way to tell whether it helped.

    Seen: adapters (PEFT), trainers, fine-tuning APIs, and own training loops over a pretrained transformer.
    Not seen: fine-tuning done on a platform without code, and pretrained networks for images.
    """
    uses = facts.uses("fine_tuning")
    if uses:
        return answer.yes(f"A pretrained model is trained further with {libraries(uses)}.", places(uses))
    stepping = {use.place.path for use in facts.uses("backward_pass")} & {use.place.path for use in facts.uses("optimizer_step")}
    stepping |= {unit.path for unit in facts.code.own if any(one.name.endswith(".training_step") for one in unit.definitions)}
    makers = _makers(facts) if stepping else frozenset()
    loaded = [
        Place(unit.path, call.line, call.end)
        for unit in facts.code.own
        if unit.path in stepping
        for call in unit.calls
        if _loads(call.name) or ".".join(call.name[-200:].split(".")[-2:]) in makers
    ]
    if loaded:
        return answer.yes("A pretrained transformer is trained further in a loop of the project.", loaded)
    return no_unless_unread(facts, answer, "No fine-tuning was seen.")


def _loads(name: str) -> bool:
    return name.startswith("transformers.") and name.endswith(".from_pretrained") and "Tokenizer" not in name


def _makers(facts: Facts) -> frozenset[str]:
    """Methods of own classes that take over the weights of a pretrained transformer, such as `GPT.from_pretrained`."""
    return frozenset(
        ".".join(call.scope.split(".")[-2:]) for unit in facts.code.own for call in unit.calls if "." in call.scope and _loads(call.name)
    )
