from pathlib import Path

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
        (Chosen("m", max_cost=1.0), LOCAL, "needs --llm-price or --llm-prices", False),
        (Chosen("m", max_batch_cost=1.0), LOCAL, "needs --llm-price or --llm-prices", False),
        (Chosen("m", max_cost=1.0, prices=Path("nowhere.toml")), LOCAL, "cannot be read as TOML", False),
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


def test_a_silent_server_is_given_up_after_sixty_seconds_unless_another_time_is_given() -> None:
    assert load_settings(FILE, Chosen("m"), LOCAL).timeout == 60


def test_list_prices_are_those_of_openai_s_own_server_only() -> None:
    own = {"OPENAI_API_KEY": "k"}
    assert load_settings(FILE, Chosen("gpt-4o-mini", max_cost=1.0), own).price == Price(0.15, 0.6)
    assert load_settings(FILE, Chosen("gpt-4o-mini"), LOCAL).price is None
    assert load_settings(FILE, Chosen("unheard-of"), own).price is None


def test_a_price_that_is_given_goes_before_one_s_list_and_that_before_the_one_that_ships(tmp_path: Path) -> None:
    prices = tmp_path / "prices.toml"
    prices.write_text('"gpt-4o-mini" = [1, 2]\n"mine" = [0.5, 0.25]\n')
    own = {"OPENAI_API_KEY": "k"}
    assert load_settings(FILE, Chosen("gpt-4o-mini", prices=prices), own).price == Price(1, 2)
    assert load_settings(FILE, Chosen("gpt-4o-mini", "3,4", prices=prices), own).price == Price(3, 4)
    assert load_settings(FILE, Chosen("mine", prices=prices), LOCAL).price == Price(0.5, 0.25)
    assert load_settings(FILE, Chosen("gpt-4o", prices=prices), own).price == Price(2.5, 10)


@pytest.mark.parametrize("row", ['"m" = 1', '"m" = [1]', '"m" = [1, -2]', '"m" = ["1", 2]', '"m" = [true, 2]', '"m" = [1, nan]'])
def test_a_price_that_is_none_is_told(tmp_path: Path, row: str) -> None:
    prices = tmp_path / "prices.toml"
    prices.write_text(row)
    with pytest.raises(SettingsError, match="has no price"):
        load_settings(FILE, Chosen("m", prices=prices), LOCAL)
