from gitassay.signals.prompts import is_used, prompt_constants
from tests.support.memory import repository

LONG = "Answer only from the context below, and say that you do not know when the answer is not in the context at all. " * 2


def used(source: str) -> bool:
    facts = repository({"app.py": source})
    unit = facts.code.own[0]
    return is_used(facts, unit, next(text for text in unit.texts if text.value.startswith("Answer only")))


def test_a_prompt_that_is_named_again_is_used() -> None:
    assert used(f'PROMPT = """{LONG}"""\n\n\ndef ask(model):\n    return model(PROMPT)\n')


def test_a_prompt_that_is_named_nowhere_is_not() -> None:
    assert not used(f'PROMPT = """{LONG}"""\n\n\ndef ask(model):\n    # PROMPT\n    return model("hello")\n')


def test_a_template_made_of_it_that_goes_nowhere_does_not_help() -> None:
    made = f'from langchain.prompts import PromptTemplate\n\nTEXT = """{LONG}"""\nPROMPT = PromptTemplate(template=TEXT)\n'
    assert (used(made), used(f"{made}\n\ndef ask(chain):\n    return chain(prompt=PROMPT)\n")) == (False, True)


def test_a_text_written_into_the_call_is_used() -> None:
    assert used(f'def ask(model):\n    return model("""{LONG}""")\n')


def test_a_trimmed_text_with_tags_for_the_model_is_a_prompt_and_a_page_is_none() -> None:
    facts = repository({"prompts.py": f'ASK_PROMPT = """<task>{LONG}</task>""".strip()\nPAGE_TEMPLATE = """<div>{LONG}</div>"""\n'})
    assert [place.start for place in prompt_constants(facts.code.own[0])] == [1]
