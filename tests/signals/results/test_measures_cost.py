from gitassay.model.outcome import Outcome
from gitassay.signals.results.measures_cost import measures_cost
from tests.support.memory import ask


def test_token_usage_that_is_kept_measures_cost() -> None:
    assert (
        ask(
            measures_cost,
            {
                "a.py": (
                    "from openai import OpenAI\n"
                    "\n"
                    "client = OpenAI()\n"
                    'reply = client.chat.completions.create(model="m", messages=[])\n'
                    "tokens = reply.usage.total_tokens\n"
                )
            },
        ).outcome
        == Outcome.YES
    )


def test_a_price_worked_out_by_a_library_counts() -> None:
    assert (
        ask(measures_cost, {"a.py": "import litellm\n\nprice = litellm.completion_cost(completion_response=reply)\n"}).outcome
        == Outcome.YES
    )


def test_a_price_that_only_a_document_states_is_a_claim_for_a_person() -> None:
    assert (
        ask(
            measures_cost,
            {
                "README.md": ("# A\n\nThis is a service that answers questions for you. The cost is $0.002 for each of the pages.\n"),
                "a.py": (
                    "def part_0(value):\n"
                    "    total = value + 0\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_1(value):\n"
                    "    total = value + 1\n"
                    "    return total\n"
                    "\n"
                    "\n"
                ),
            },
        ).outcome
        == Outcome.NEEDS_REVIEW
    )


def test_a_call_without_a_look_at_its_usage_does_not() -> None:
    assert (
        ask(
            measures_cost,
            {"a.py": ('from openai import OpenAI\n\nclient = OpenAI()\nprint(client.chat.completions.create(model="m", messages=[]))\n')},
        ).outcome
        == Outcome.NO
    )


def test_a_function_that_works_out_the_price_counts() -> None:
    source = "def calculate_openai_cost(tokens):\n    price = tokens * 0.01\n    return price\n\n\nprint(calculate_openai_cost(3))\n"
    assert ask(measures_cost, {"app.py": source}).outcome == Outcome.YES


def test_the_cost_that_is_told_is_the_first_that_is_not_zero() -> None:
    plans = "# A\n\n| Plan | Cost |\n|---|---|\n| Free | $0 |\n| Team | $12.50 |\n"
    found = ask(measures_cost, {"README.md": f"{plans}\nThis service answers questions, and the plans are those above.\n"})
    assert (found.outcome, found.message) == (Outcome.NEEDS_REVIEW, "A document states a cost of $12.50, and nothing here works it out.")
