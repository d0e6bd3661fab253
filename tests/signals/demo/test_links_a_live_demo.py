from gitassay.model.candidate import RepositorySource
from gitassay.model.outcome import Outcome
from gitassay.signals.demo.links_a_live_demo import links_a_live_demo
from tests.support.memory import ask


def test_a_link_to_an_application_host_with_the_own_name_is_a_demo() -> None:
    finding = ask(links_a_live_demo, {"README.md": "# A\n\n[Live demo](https://ada-project.streamlit.app)\n"})
    assert finding.outcome == Outcome.YES
    assert finding.confidence == "high"


def test_a_space_of_the_owner_is_a_demo() -> None:
    assert ask(links_a_live_demo, {"README.md": "# A\n\nTry it: https://huggingface.co/spaces/ada/project\n"}).outcome == Outcome.YES


def test_a_badge_is_no_demo() -> None:
    assert ask(links_a_live_demo, {"README.md": "# A\n\n![demo](https://img.shields.io/badge/demo-live-green)\n"}).outcome == Outcome.NO


def test_documentation_is_no_demo() -> None:
    assert ask(links_a_live_demo, {"README.md": "# A\n\n[Documentation](https://project.readthedocs.io)\n"}).outcome == Outcome.NO


def test_the_app_of_somebody_else_is_no_demo() -> None:
    assert ask(links_a_live_demo, {"README.md": "# A\n\nInspired by [this app](https://other.vercel.app).\n"}).outcome == Outcome.NO


def test_the_homepage_field_counts() -> None:
    assert (
        ask(
            links_a_live_demo,
            {"README.md": "# A\n"},
            source=RepositorySource(id="ada/project", location="", local=True, homepage="https://shop.netlify.app"),
        ).outcome
        == Outcome.YES
    )


def test_documentation_at_the_top_of_a_readme_is_no_demo() -> None:
    readme = '# Parser\n\n<a href="https://project.example-lab.edu/documentation/">project.example-lab.edu/documentation</a>\n'
    assert ask(links_a_live_demo, {"README.md": readme}).outcome == Outcome.NO
