from gitassay.model.outcome import Outcome
from gitassay.signals.responsibility.keeps_secrets_out import keeps_secrets_out
from tests.support.memory import ask

KEY = "sk-proj-" + "Qm7Zt2LpX9vRb4Nc8KdW1yHs6TgJf3Ua5Ee"
"""Made for this test; in two parts, so that no scanner takes it for a real one."""


def test_keys_from_the_environment_keep_out() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ('import os\n\nkey = os.environ["OPENAI_API_KEY"]\n'),
        ".gitignore": ("*.pyc\n.env\n"),
    }
    finding = ask(keeps_secrets_out, files)
    assert finding.outcome == Outcome.YES, finding.message
    assert [(place.path, place.start) for place in finding.locations] == [(".gitignore", 2), ("app.py", 3)]


def test_keys_from_the_environment_in_javascript_keep_out() -> None:
    files: dict[str, str | bytes] = {
        "app.js": ("const key = process.env.OPENAI_API_KEY;\nconsole.log(Boolean(key));\n"),
    }
    finding = ask(keeps_secrets_out, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_key_in_code_does_not() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (f'KEY = "{KEY}"\nprint(KEY)\n'),
    }
    finding = ask(keeps_secrets_out, files)
    assert finding.outcome == Outcome.NO, finding.message
    assert [(place.path, place.start) for place in finding.locations] == [("app.py", 1)]
    assert KEY not in finding.message + finding.locations[0].excerpt


def test_a_filled_environment_file_does_not() -> None:
    files: dict[str, str | bytes] = {
        ".env": "DB_PASSWORD=k8Jd72hQpL0sXz91\n",
        "app.py": ("def add(a, b):\n    return a + b\n\n\nprint(add(1, 2))\n"),
    }
    finding = ask(keeps_secrets_out, files)
    assert finding.outcome == Outcome.NO, finding.message
    assert [(place.path, place.start) for place in finding.locations] == [(".env", 1)]


def test_placeholders_are_none() -> None:
    files: dict[str, str | bytes] = {
        ".env.example": "OPENAI_API_KEY=sk-your-key-here-xxxxxxxxxxxxxxxxxxxxxxxx\n",
        "app.py": ('import os\n\nkey = os.getenv("OPENAI_API_KEY", "your_api_key")\n'),
    }
    finding = ask(keeps_secrets_out, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_hash_in_a_lock_file_is_none() -> None:
    files: dict[str, str | bytes] = {
        "poetry.lock": 'token = "k8Jd72hQpL0sXz91AAbbCC"\n',
        "app.py": ("def add(a, b):\n    return a + b\n\n\nprint(add(1, 2))\n"),
    }
    finding = ask(keeps_secrets_out, files)
    assert finding.outcome == Outcome.NOT_APPLICABLE, finding.message


def test_names_of_tokens_are_none() -> None:
    files: dict[str, str | bytes] = {
        "model.py": ('pad_token = "endoftext50256abc"\nmax_tokens = "4096tokens1234"\nprint(pad_token, max_tokens)\n'),
    }
    finding = ask(keeps_secrets_out, files)
    assert finding.outcome == Outcome.NOT_APPLICABLE, finding.message


def test_the_key_of_a_web_page_is_public() -> None:
    files: dict[str, str | bytes] = {
        "firebase.js": (
            'export const firebaseConfig = { apiKey: "AIzaSyB7x9Qm2Lp4Vt8Rk1Nc6Wd3Hs5Jf0Ga7Ee", authDomain: "a.firebaseapp.com" };\n'
        ),
    }
    finding = ask(keeps_secrets_out, files)
    assert finding.outcome == Outcome.NOT_APPLICABLE, finding.message


def test_without_anything_that_needs_a_key_the_question_does_not_apply() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ("def add(a, b):\n    return a + b\n\n\nprint(add(1, 2))\n"),
        ".gitignore": ".env\n",
    }
    finding = ask(keeps_secrets_out, files)
    assert finding.outcome == Outcome.NOT_APPLICABLE, finding.message


def test_a_literal_in_place_of_a_missing_secret_is_shown_to_a_person() -> None:
    source = "import os\n\nSECRET_KEY = os.environ.get('SECRET_KEY') or 'nobody-will-guess-it'\n"
    assert ask(keeps_secrets_out, {"settings.py": source}).outcome == Outcome.NEEDS_REVIEW


def test_a_placeholder_in_place_of_a_secret_is_no_value() -> None:
    source = "import os\n\nSECRET_KEY = os.environ.get('SECRET_KEY', 'change-me-please')\n"
    assert ask(keeps_secrets_out, {"settings.py": source}).outcome == Outcome.YES


def test_a_credential_in_a_notebook_is_seen_through_its_quotes() -> None:
    cell = 'KEY = 1\\nPINECONE_API_KEY = \\"2bd5fd9f-2c56-42f9-aa1b-03796a2b2fcf\\"'
    book = f'{{"cells": [{{"cell_type": "code", "metadata": {{}}, "outputs": [], "execution_count": null, "source": ["{cell}"]}}], '
    book += '"metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
    assert ask(keeps_secrets_out, {"a.ipynb": book}).outcome == Outcome.NO


def test_an_address_in_which_a_word_ends_like_a_key_is_none() -> None:
    files: dict[str, str | bytes] = {"notes.md": "See https://example.org/zu-blendle/artikel-kio" + KEY.replace("sk-proj-", "sk-") + "\n"}
    assert ask(keeps_secrets_out, files).outcome == Outcome.NOT_APPLICABLE
