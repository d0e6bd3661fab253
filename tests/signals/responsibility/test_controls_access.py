from gitassay.model.outcome import Outcome
from gitassay.signals.responsibility.controls_access import controls_access
from tests.support.memory import ask

MODEL = 'from openai import OpenAI\n\nclient = OpenAI()\nreply = client.responses.create(model="m", input="hello")\n'


def outcome(source: str, **files: str) -> Outcome:
    return ask(controls_access, {"app.py": MODEL + source, **files}).outcome


def test_a_scheme_of_a_framework_counts() -> None:
    source = '\nfrom fastapi.security import OAuth2PasswordBearer\n\nscheme = OAuth2PasswordBearer(tokenUrl="token")\n'
    assert outcome(source) == Outcome.YES


def test_a_function_that_checks_permissions_counts() -> None:
    source = (
        "\n\ndef require_permission(user, name):\n    held = user.rights\n    return name in held\n\n\nrequire_permission(None, 'ask')\n"
    )
    assert outcome(source) == Outcome.YES


def test_a_function_that_is_never_called_does_not() -> None:
    source = "\n\ndef require_permission(user, name):\n    held = user.rights\n    return name in held\n"
    assert outcome(source) == Outcome.NO


def test_the_key_of_a_provider_does_not() -> None:
    source = "\n\ndef check_api_key(key):\n    text = key.strip()\n    return bool(text)\n\n\ncheck_api_key('')\n"
    assert outcome(source) == Outcome.NO


def test_words_in_the_readme_do_not() -> None:
    assert outcome("", **{"README.md": "# App\n\nUsers sign in with OAuth, and access is controlled by role.\n"}) == Outcome.NO


def test_without_a_model_the_question_does_not_arise() -> None:
    source = "def require_login(user):\n    name = user.name\n    return name\n\n\nrequire_login(None)\n"
    assert ask(controls_access, {"app.py": source}).outcome == Outcome.NOT_APPLICABLE


def test_a_look_whether_the_database_answers_does_not() -> None:
    source = "\n\ndef check_database_access():\n    rows = connect()\n    return bool(rows)\n\n\ncheck_database_access()\n"
    assert outcome(source) == Outcome.NO
