from gitassay.model.outcome import Outcome
from gitassay.signals.readme.has_visuals import has_visuals
from tests.support.memory import ask


def test_a_screenshot_of_the_repository_is_a_visual() -> None:
    assert ask(has_visuals, {"README.md": "# A\n\n![The page](docs/page.png)\n", "docs/page.png": b"\x89PNG\x00"}).outcome == Outcome.YES


def test_a_badge_is_no_visual() -> None:
    assert ask(has_visuals, {"README.md": "# A\n\n![build](https://img.shields.io/badge/build-passing-green)\n"}).outcome == Outcome.NO


def test_a_picture_that_is_not_there_is_none() -> None:
    assert ask(has_visuals, {"README.md": "# A\n\n![The page](docs/page.png)\n"}).outcome == Outcome.NO


def test_a_logo_is_none() -> None:
    assert ask(has_visuals, {"README.md": "# A\n\n![logo](logo.png)\n", "logo.png": b"\x89PNG\x00"}).outcome == Outcome.NO


def test_a_picture_on_another_host_is_less_sure() -> None:
    finding = ask(has_visuals, {"README.md": "# A\n\n![page](https://example.org/page.png)\n"})
    assert finding.outcome == Outcome.YES
    assert finding.confidence == "medium"
