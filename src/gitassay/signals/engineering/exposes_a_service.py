"""Whether the project answers requests over the network."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.asking import by_use
from gitassay.signals.signal import signal


@signal("Does the project offer its work as a web service?")
def exposes_a_service(facts: Facts, answer: Answer) -> Finding:
    """A service lets other programs use the work, which is the first step from a study to a product.

    Seen: web frameworks in use in the project's own code (Flask, FastAPI, Express and their kin), an application or a route.
    Not seen: demo pages of Streamlit or Gradio, which serve people and not programs, and services set up outside the repository.
    """
    return by_use(
        facts, answer, ("web_service",), "The project answers requests with {libraries}.", "No web service was found in the code."
    )
