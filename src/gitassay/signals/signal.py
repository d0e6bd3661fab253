"""What a signal is, how signals are found, and how one is asked."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import gitassay.signals
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer, UnlocatedYesError

Question = Callable[[Facts, Answer], Finding]


@dataclass(frozen=True, slots=True)
class Signal:
    """One yes/no question about one repository. `id` is `subject/question`, from the file it stands in."""

    id: str
    question: str
    ask: Question

    @property
    def subject(self) -> str:
        """The subject folder."""
        return self.id.split("/", 1)[0]

    @property
    def docstring(self) -> str:
        """Why the answer matters, what is seen and what is not."""
        return inspect.getdoc(self.ask) or ""

    def part(self, heading: str) -> str:
        """The paragraph of the docstring that starts with `heading:` ("Seen", "Not seen"), without the heading."""
        for paragraph in self.docstring.split("\n\n"):
            for block in _blocks(paragraph):
                if block.startswith(f"{heading}:"):
                    return " ".join(block.removeprefix(f"{heading}:").split())
        return ""


def _blocks(paragraph: str) -> list[str]:
    """Split a paragraph before each line that opens with `Word:` or `Two words:`."""
    blocks: list[str] = []
    for line in paragraph.splitlines():
        if line.startswith(("Seen:", "Not seen:")) or not blocks:
            blocks.append(line)
        else:
            blocks[-1] += "\n" + line
    return blocks


def signal(question: str) -> Callable[[Question], Signal]:
    """Mark the one function of a module as the signal `subject/question`."""

    def mark(ask: Question) -> Signal:
        subject, name = ask.__module__.split(".")[-2:]
        return Signal(f"{subject}/{name}", question, ask)

    return mark


@cache
def all_signals() -> tuple[Signal, ...]:
    """Every signal, by id. There is no list to edit: a file in a subject folder is a signal."""
    found: list[Signal] = []
    for module in pkgutil.walk_packages(gitassay.signals.__path__, "gitassay.signals."):
        if module.ispkg or module.name.count(".") != 3:
            continue
        found.extend(value for value in vars(importlib.import_module(module.name)).values() if isinstance(value, Signal))
    return tuple(sorted({one.id: one for one in found}.values(), key=lambda one: one.id))


def ask_all(facts: Facts) -> tuple[Finding, ...]:
    """Ask every signal. A signal that fails answers `error` with the kind of failure: one broken rule costs one answer."""
    return tuple(_ask(one, facts) for one in all_signals())


def _ask(one: Signal, facts: Facts) -> Finding:
    answer = Answer(one.id, facts)
    try:
        return one.ask(facts, answer)
    except MemoryError:
        raise
    except UnlocatedYesError:  # the history says yes, say, of a repository in which no file can be read
        return answer.not_available("What shows this can't be read back from the repository.")
    except Exception as error:  # a fault in one rule must not cost the others
        return answer.error(f"This could not be answered because of a fault in the tool ({type(error).__name__}). Please report it.")
