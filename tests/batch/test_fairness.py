import pytest

from gitassay.batch.fairness import Person, above_median, fisher, rates


def sample(*rows: tuple[str, int, int]) -> list[Person]:
    """Groups with how many of how many were chosen."""
    return [Person({"sex": group}, number < chosen) for group, chosen, of in rows for number in range(of)]


def test_forty_eight_of_eighty_against_twelve_of_forty_gives_a_half() -> None:
    first, second = rates(sample(("a", 48, 80), ("b", 12, 40)), ["sex"])

    assert (first.rate, first.ratio) == (0.6, 1.0)
    assert (second.rate, second.ratio) == (0.3, 0.5)
    assert second.warnings == ("below four fifths of the highest rate",)


def test_chance_is_fishers() -> None:
    # The lady tasting tea: three of four right.
    assert fisher(3, 4, 1, 4) == pytest.approx(34 / 70)


def test_unknown_groups_are_counted_and_not_compared() -> None:
    rows = {row.group: row for row in rates(sample(("a", 20, 40), ("", 10, 40)), ["sex"])}

    assert (rows["unknown"].n, rows["unknown"].chosen, rows["unknown"].ratio) == (40, 10, None)


def test_small_groups_are_told_and_tiny_ones_not_compared() -> None:
    rows = {row.group: row for row in rates(sample(("a", 50, 100), ("b", 5, 10), ("c", 1, 1)), ["sex"])}

    assert rows["b"].warnings == ("fewer than 30: one person changes much",)
    assert rows["c"].ratio is None


def test_groups_are_also_compared_together() -> None:
    people = [Person({"sex": sex, "origin": origin}, (sex, origin) == ("a", "x")) for sex in "ab" for origin in "xy" for _ in range(30)]
    rows = {(row.category, row.group): row.ratio for row in rates(people, ["sex", "origin"])}

    assert rows[("sex and origin", "a / x")] == 1.0
    assert rows[("sex and origin", "b / y")] == 0.0
    assert ("sex", "a") in rows


def test_who_is_neither_chosen_nor_not_is_left_out() -> None:
    assert rates([Person({"sex": "a"}, None)], ["sex"]) == ()


def test_a_score_counts_when_it_is_above_the_median_of_all() -> None:
    assert above_median({"a": 1.0, "b": 2.0, "c": 3.0}) == {"a": False, "b": False, "c": True}
