from gitassay.model.outcome import Outcome
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
