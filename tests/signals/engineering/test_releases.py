from gitassay.model.outcome import Outcome
from gitassay.model.snapshot import Commit
from gitassay.signals.engineering.releases import releases
from tests.support.memory import ask


def test_a_changelog_with_versions_records_releases() -> None:
    finding = ask(releases, {"CHANGELOG.md": "# Changelog\n\n## [1.1.0] - 2024-02-01\n- Faster\n\n## [1.0.0]\n- First\n"})
    assert finding.outcome == Outcome.YES
    assert finding.locations[0].start == 3


def test_a_release_step_counts() -> None:
    assert (
        ask(
            releases,
            {
                ".github/workflows/r.yml": (
                    "name: test\n"
                    "on: [push]\n"
                    "jobs:\n"
                    "  test:\n"
                    "    runs-on: ubuntu-latest\n"
                    "    steps:\n"
                    "      - uses: actions/checkout@v4\n"
                    "      - run: twine upload dist/*\n"
                )
            },
        ).outcome
        == Outcome.YES
    )


def test_a_changelog_with_one_version_does_not() -> None:
    assert ask(releases, {"CHANGELOG.md": "# Changelog\n\n## 0.1.0\n- First\n"}).outcome == Outcome.NO


def test_tags_are_not_seen_so_the_no_is_unsure() -> None:
    finding = ask(
        releases,
        {
            "main.py": (
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
                "def part_2(value):\n"
                "    total = value + 2\n"
                "    return total\n"
                "\n"
                "\n"
                "def part_3(value):\n"
                "    total = value + 3\n"
                "    return total\n"
                "\n"
                "\n"
            )
        },
    )
    assert finding.outcome == Outcome.NO
    assert finding.confidence == "low"


def commits(*subjects: str) -> tuple[Commit, ...]:
    return tuple(
        Commit(f"{number:040x}", 1, "Ada", "a@example.org", number, "a@example.org", number, subject, ("pyproject.toml",))
        for number, subject in enumerate(subjects, start=10_000)
    )


PACKAGE: dict[str, str | bytes] = {"pyproject.toml": '[project]\nname = "app"\nversion = "0.3.0"\n'}


def test_commits_that_release_versions_count_with_low_confidence() -> None:
    finding = ask(releases, PACKAGE, commits=commits("Release 0.1.0", "v0.2.0", "Bump version: 0.2.0 → 0.3.0", "Add things"))
    assert finding.outcome == Outcome.YES
    assert finding.confidence == "low"


def test_commits_that_name_versions_of_others_do_not() -> None:
    subjects = ("Support Python 3.11.2 on servers", "Update numpy to 1.2.3 and scipy", "Use torch 2.1.0 for training now")
    assert ask(releases, PACKAGE, commits=commits(*subjects)).outcome == Outcome.NO


def test_a_page_a_release_counts() -> None:
    assert ask(releases, {"docs/releases/0.1.0.md": "First\n", "docs/releases/0.2.0.md": "Second\n"}).outcome == Outcome.YES


def test_a_bot_that_moves_a_dependency_on_releases_nothing() -> None:
    bumps = tuple(f"Bump {name} from 1.0.{number} to 1.1.{number}" for number, name in enumerate(("async", "axios", "lodash-es", "ajv")))
    assert ask(releases, PACKAGE, commits=commits(*bumps)).outcome == Outcome.NO
    own = tuple(f"Bump version from 0.{number}.0 to 0.{number + 1}.0" for number in range(4))
    assert ask(releases, PACKAGE, commits=commits(*own)).outcome == Outcome.YES
