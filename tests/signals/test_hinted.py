from gitassay.signals.hinted import line_numbers, lines_with


def test_lines_are_told_once_and_in_order() -> None:
    assert lines_with("b\na b a\n\nb", ["a", "b"]) == [1, 2, 4]


def test_a_hint_counts_as_it_is_written() -> None:
    assert lines_with("Key\nkey", ["key"]) == [2]


def test_places_at_the_ends_of_lines_belong_to_their_line() -> None:
    assert line_numbers("ab\ncd\n", [5, 0, 2, 3]) == [1, 2]


def test_no_hint_is_on_no_line() -> None:
    assert lines_with("a\nb", []) == []
