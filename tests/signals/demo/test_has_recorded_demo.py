from gitassay.model.outcome import Outcome
from gitassay.signals.demo.has_recorded_demo import has_recorded_demo
from tests.support.memory import ask


def test_an_animation_is_a_recording() -> None:
    assert ask(has_recorded_demo, {"README.md": "# A\n\n![in use](docs/use.gif)\n", "docs/use.gif": b"GIF89a\x00"}).outcome == Outcome.YES


def test_a_video_announced_as_the_demo_is_one() -> None:
    finding = ask(has_recorded_demo, {"README.md": "# A\n\n[Demo video](https://youtu.be/abc)\n"})
    assert finding.outcome == Outcome.YES
    assert finding.confidence == "medium"


def test_the_video_of_a_tutorial_is_none() -> None:
    assert ask(has_recorded_demo, {"README.md": "# A\n\nBased on [this tutorial](https://youtu.be/abc).\n"}).outcome == Outcome.NO


def test_a_screenshot_is_none() -> None:
    assert ask(has_recorded_demo, {"README.md": "# A\n\n![page](page.png)\n"}).outcome == Outcome.NO


def test_an_animated_logo_is_none() -> None:
    assert ask(has_recorded_demo, {"README.md": "# A\n\n![logo](logo.gif)\n"}).outcome == Outcome.NO
