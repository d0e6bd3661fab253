from gitassay.model.outcome import Outcome
from gitassay.signals.responsibility.withholds_or_verifies_answers import withholds_or_verifies_answers
from tests.support.memory import ask

MODEL = 'from openai import OpenAI\n\nclient = OpenAI()\nreply = client.responses.create(model="m", input="hello")\n'


def outcome(source: str, **files: str) -> Outcome:
    return ask(withholds_or_verifies_answers, {"app.py": MODEL + source, **files}).outcome


def test_a_function_that_abstains_counts() -> None:
    source = "\n\ndef should_abstain(score):\n    limit = 0.4\n    return score < limit\n\n\nprint(should_abstain(0.2))\n"
    assert outcome(source) == Outcome.YES


def test_a_function_that_checks_claims_counts() -> None:
    source = "\n\ndef verify_claims(text, sources):\n    found = split(text)\n    return found in sources\n\n\nverify_claims('a', [])\n"
    assert outcome(source) == Outcome.YES


def test_a_function_that_is_never_called_does_not() -> None:
    source = "\n\ndef should_abstain(score):\n    limit = 0.4\n    return score < limit\n"
    assert outcome(source) == Outcome.NO


def test_a_refused_connection_does_not() -> None:
    source = "\n\ndef refused(connection):\n    code = connection.code\n    return code == 111\n\n\nprint(refused(None))\n"
    assert outcome(source) == Outcome.NO


def test_checking_a_pupils_answer_does_not() -> None:
    source = "\n\ndef check_answer(given, right):\n    text = given.strip()\n    return text == right\n\n\nprint(check_answer('a', 'b'))\n"
    assert outcome(source) == Outcome.NO


def test_words_in_the_readme_do_not() -> None:
    readme = "# Careful\n\nThe system abstains on low confidence and verifies claims.\n"
    assert outcome("", **{"README.md": readme}) == Outcome.NO


def test_without_a_model_the_question_does_not_arise() -> None:
    source = "def verify_claims(text):\n    rows = text.split()\n    return rows\n\n\nverify_claims('a')\n"
    assert ask(withholds_or_verifies_answers, {"app.py": source}).outcome == Outcome.NOT_APPLICABLE
