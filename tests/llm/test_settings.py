import pytest

from gitassay.llm.settings import Chosen, Price, SettingsError, load_settings
from gitassay.resources import resource

FILE = resource("config") / "llm.toml"
LOCAL = {"OPENAI_BASE_URL": "http://127.0.0.1:1/v1"}


@pytest.mark.parametrize(
    ("chosen", "environment", "told", "needs_key"),
    [
        (Chosen(), LOCAL, "needs the name of a model", False),
        (Chosen("m"), {}, "set OPENAI_API_KEY", True),
        (Chosen("m", offline=True), {"OPENAI_API_KEY": "k"}, "contradict each other", False),
        (Chosen("m", max_cost=1.0), LOCAL, "needs --llm-price", False),
        (Chosen("m", price="cheap"), LOCAL, "is no price", False),
        (Chosen("m", price="1,2,3"), LOCAL, "is no price", False),
        (Chosen("m", price="-1,2"), LOCAL, "not negative", False),
        (Chosen("m"), {"OPENAI_BASE_URL": "ftp://x/v1"}, "no http or https address", False),
        (Chosen("m"), {"OPENAI_BASE_URL": "http://me:secret@127.0.0.1/v1"}, "holds a user name or password", False),
    ],
)
def test_a_slip_is_told_before_anything_is_sent(chosen: Chosen, environment: dict[str, str], told: str, needs_key: bool) -> None:
    with pytest.raises(SettingsError, match=told) as raised:
        load_settings(FILE, chosen, environment)
    assert raised.value.needs_key is needs_key
    assert "secret" not in str(raised.value)


def test_a_server_of_one_s_own_needs_no_key() -> None:
    assert load_settings(FILE, Chosen("m", offline=True), LOCAL).key == "not-needed"


def test_choices_go_before_the_file() -> None:
    chosen = load_settings(FILE, Chosen("m", "0.15,0.60", 500, 0.5, 3.0), LOCAL)
    assert (chosen.price, chosen.max_tokens, chosen.max_cost, chosen.timeout) == (Price(0.15, 0.6), 500, 0.5, 3.0)


def test_a_price_is_for_a_million_tokens() -> None:
    assert Price(0.15, 0.6).of(1_000_000, 500_000) == 0.45
