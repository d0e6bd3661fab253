from gitassay.model.outcome import Confidence, Outcome
from gitassay.model.snapshot import Commit
from gitassay.signals.engineering.reviews_changes import reviews_changes
from tests.support.memory import ask

FILES: dict[str, str | bytes] = {"app.py": "def main():\n    return 1\n"}


def history(*messages: str) -> tuple[Commit, ...]:
    return tuple(
        Commit(f"{number:040x}", 1, "Ada", "ada@example.org", number * 100_000, "ada@example.org", number * 100_000, message, ("app.py",))
        for number, message in enumerate(messages, start=10_000)
    )


def test_merged_and_squashed_requests_count_with_low_confidence() -> None:
    messages = [f"Merge pull request #{number} from ada/topic\n\nWhy" for number in (1, 2, 3)] + [
        "Add a cache (#4)",
        "Speed up (#5)\n\n* more",
    ]
    finding = ask(reviews_changes, FILES, commits=history(*messages))
    assert finding.outcome == Outcome.YES
    assert finding.confidence == Confidence.LOW


def test_merge_requests_count() -> None:
    messages = [f"Merge branch 'a' into 'main'\n\nText\n\nSee merge request group/app!{number}" for number in range(1, 6)]
    assert ask(reviews_changes, FILES, commits=history(*messages)).outcome == Outcome.YES


def test_one_request_named_often_counts_once() -> None:
    assert ask(reviews_changes, FILES, commits=history(*["Fix it (#7)"] * 20)).outcome == Outcome.NO


def test_issues_named_in_passing_do_not_count() -> None:
    assert ask(reviews_changes, FILES, commits=history(*[f"Fix #{number} in the loop" for number in range(20)])).outcome == Outcome.NO
