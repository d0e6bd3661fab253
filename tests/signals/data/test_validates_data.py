from gitassay.model.outcome import Outcome
from gitassay.signals.data.validates_data import validates_data
from tests.support.memory import ask


def test_a_schema_that_is_applied_validates() -> None:
    assert (
        ask(
            validates_data,
            {"a.py": ('import pandera as pa\n\nschema = pa.DataFrameSchema({"age": pa.Column(int)})\nschema.validate(df)\n')},
        ).outcome
        == Outcome.YES
    )


def test_a_plain_condition_is_not_told_apart() -> None:
    assert (
        ask(validates_data, {"a.py": 'def read(row):\n    if row["age"] < 0:\n        raise ValueError("age")\n    return row\n'}).outcome
        == Outcome.NO
    )


def test_a_library_named_in_a_comment_does_not() -> None:
    assert ask(validates_data, {"a.py": "# use pandera.DataFrameSchema here\nx = 1\nprint(x)\n"}).outcome == Outcome.NO
