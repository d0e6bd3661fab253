from gitassay.model.outcome import Outcome
from gitassay.signals.agents.chains_steps import chains_steps
from tests.support.memory import ask

MODEL = (
    "from openai import OpenAI\n\nclient = OpenAI()\n\n\ndef generate(prompt):\n"
    '    reply = client.responses.create(model="m", input=prompt)\n    return reply.output_text\n'
)
REFINE = (
    "from model import generate\n\n\ndef refine_question(question, history):\n    prompt = history + question\n"
    "    return generate(prompt)\n"
)
ANSWER = "from model import generate\n\n\ndef respond(text):\n    passages = index.search(text)\n    return generate(passages)\n"
PAGE = "from answer import respond\nfrom refine import refine_question\n\nasked = refine_question(q, '')\nprint(respond(asked))\n"


def outcome(**files: str) -> Outcome:
    return ask(chains_steps, {f"{name}.py": text for name, text in files.items()}).outcome


def test_a_question_that_a_model_refines_before_another_step_answers_is_a_chain() -> None:
    assert outcome(model=MODEL, refine=REFINE, answer=ANSWER, page=PAGE) == Outcome.YES


def test_a_question_that_is_refined_without_a_model_is_none() -> None:
    plain = "def refine_question(question, history):\n    text = history + question\n    return text.strip()\n"
    assert outcome(model=MODEL, refine=plain, answer=ANSWER, page=PAGE) == Outcome.NO


def test_a_step_beside_which_no_model_is_asked_is_none() -> None:
    page = "from refine import refine_question\n\nprint(refine_question(q, ''))\n"
    assert outcome(model=MODEL.replace("generate", "ask_model"), refine=REFINE.replace("generate", "ask_model"), page=page) == Outcome.NO
