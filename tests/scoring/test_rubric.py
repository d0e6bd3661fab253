from pathlib import Path

import pytest

from gitassay.resources import resource
from gitassay.scoring.rubric import RubricError, load_rubric, unknown_signals
from gitassay.signals.signal import all_signals

RUBRIC = resource("config") / "rubric.toml"
PROFILES = sorted((resource("config") / "profiles").glob("*.toml"))


def test_weights_are_those_of_the_source() -> None:
    rubric = load_rubric(RUBRIC).rubric
    assert {category.id: category.weight for category in rubric.categories} == {
        "foundations": 15, "genai": 25, "agents": 15, "engineering": 20, "portfolio": 10, "reasoning": 10, "responsibility": 5,
    }  # fmt: skip


def test_tiers_are_those_of_the_source() -> None:
    tiers = load_rubric(RUBRIC).rubric.tiers
    assert [(tier.name, tier.at_least, tier.hiring_signal) for tier in tiers] == [
        ("Elite", 85, "Hire immediately"),
        ("Strong", 70, "Move to the final round"),
        ("Medium", 55, "Role-dependent"),
        ("Weak", 0, "Reject"),
    ]


def test_the_rubric_names_only_signals_that_exist() -> None:
    assert unknown_signals(load_rubric(RUBRIC).rubric, frozenset(one.id for one in all_signals())) == ()


def test_the_rubric_values_every_signal() -> None:
    assert sorted(load_rubric(RUBRIC).rubric.signals) == [one.id for one in all_signals()]


@pytest.mark.parametrize("profile", PROFILES, ids=lambda path: path.stem)
def test_the_weights_of_every_profile_sum_to_a_hundred(profile: Path) -> None:
    loaded = load_rubric(RUBRIC, profile)
    assert sum(category.weight for category in loaded.rubric.categories) == 100
    assert loaded.reference.profile == profile.stem


def test_a_profile_changes_the_hash_of_the_rubric() -> None:
    assert load_rubric(RUBRIC).reference.sha256 != load_rubric(RUBRIC, PROFILES[0]).reference.sha256


def test_an_error_names_file_and_line(tmp_path: Path) -> None:
    lines = RUBRIC.read_text(encoding="utf-8").splitlines()
    wrong = next(number for number, line in enumerate(lines) if line == 'scope = "repository"')
    lines[wrong] = 'scope = "galaxy"'
    path = tmp_path / "rubric.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(RubricError, match=rf"rubric\.toml:{wrong + 1}: categories\.0\.scope"):
        load_rubric(path)


def test_an_error_in_a_later_level_names_its_own_line(tmp_path: Path) -> None:
    lines = RUBRIC.read_text(encoding="utf-8").splitlines()
    scores = [number for number, line in enumerate(lines) if line == "score = 3" and "levels" in lines[number - 1]]
    lines[scores[1]] = "score = 33"
    path = tmp_path / "rubric.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(RubricError, match=rf"rubric\.toml:{scores[1] + 1}: categories\.1\.levels\.3\.score"):
        load_rubric(path)


def test_weights_that_do_not_sum_to_a_hundred_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "rubric.toml"
    path.write_text(RUBRIC.read_text(encoding="utf-8").replace("weight = 25", "weight = 20"), encoding="utf-8")
    with pytest.raises(RubricError, match="sum to 95, not to 100"):
        load_rubric(path)


def test_what_is_no_toml_is_refused_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "rubric.toml"
    path.write_text("id = \n", encoding="utf-8")
    with pytest.raises(RubricError, match="line 1"):
        load_rubric(path)


def test_a_missing_rubric_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RubricError, match="cannot be read"):
        load_rubric(tmp_path / "none.toml")
