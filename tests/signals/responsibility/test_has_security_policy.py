from gitassay.model.outcome import Outcome
from gitassay.signals.responsibility.has_security_policy import has_security_policy
from tests.support.memory import ask


def test_a_written_policy_counts() -> None:
    files: dict[str, str | bytes] = {
        "SECURITY.md": (
            "# Security\n"
            "\n"
            "Please write to security@example.org when you find a hole. We answer within three days and publish a"
            " fix as soon as we can.\n"
        ),
    }
    finding = ask(has_security_policy, files)
    assert finding.outcome == Outcome.YES, finding.message
    assert [(place.path, place.start) for place in finding.locations] == [("SECURITY.md", 1)]


def test_an_empty_file_does_not() -> None:
    files: dict[str, str | bytes] = {
        "SECURITY.md": "# Security Policy\n",
    }
    finding = ask(has_security_policy, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_an_untouched_template_does_not() -> None:
    files: dict[str, str | bytes] = {
        "SECURITY.md": (
            "# Security Policy\n"
            "\n"
            "Use this section to tell people about which versions of your project are currently being supported w"
            "ith security updates.\n"
        ),
    }
    finding = ask(has_security_policy, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_a_mention_in_the_readme_does_not() -> None:
    files: dict[str, str | bytes] = {
        "README.md": ("# App\n\n## Security\n\nWe take security very seriously and have thought about it for a long time indeed.\n"),
    }
    finding = ask(has_security_policy, files)
    assert finding.outcome == Outcome.NO, finding.message
