from gitassay.signals.weighing import answered, weighs


def test_a_choice_with_a_reason_and_a_price_weighs() -> None:
    assert weighs("We chose SQLite instead of a server because it is simpler to maintain and fast enough.")


def test_a_question_why_not_another_way_with_a_price_in_the_answer_weighs() -> None:
    lines = ["**Q: Why Groq instead of OpenAI?**", "", "Its latency is lower and the cost per token is a tenth, because ..."]
    assert list(answered(lines)) == [(1, 3)]


def test_a_question_without_a_price_in_the_answer_does_not() -> None:
    assert list(answered(["Why Groq instead of OpenAI?", "", "We like the name."])) == []
