from gitassay.facts.links import Link, host, read_links
from gitassay.model.candidate import RepositorySource
from gitassay.model.finding import Place
from tests.support.memory import repository


def links(text: str, homepage: str | None = None) -> tuple[Link, ...]:
    source = RepositorySource(id="ada/project", location="", local=True, homepage=homepage)
    return read_links(repository({"README.md": text}).readme, source)


def test_links_come_in_order_with_their_places() -> None:
    assert links("[a](https://a.example) ![b](http://b.example/b.png)\n\n[c](https://c.example)\n") == (
        Link("https://a.example", "a", False, Place("README.md", 1, 1)),
        Link("http://b.example/b.png", "b", True, Place("README.md", 1, 1)),
        Link("https://c.example", "c", False, Place("README.md", 3, 3)),
    )


def test_only_the_web_counts() -> None:
    text = "[a](mailto:a@b.example) [b](docs/a.md) [c](#usage) [d](ftp://d.example) [e](javascript:alert(1)) [f](https://)\n"
    assert links(text) == ()


def test_a_url_counts_once_at_its_first_place() -> None:
    assert links("[a](https://a.example)\n\n[b](https://a.example)\n") == (Link("https://a.example", "a", False, Place("README.md", 1, 1)),)


def test_the_homepage_comes_last_without_a_place() -> None:
    found = links("[a](https://a.example) [b](https://b.example)\n", "https://a.example")
    assert found == (Link("https://b.example", "b", False, Place("README.md", 1, 1)), Link("https://a.example", "", False, None))


def test_a_homepage_may_lack_its_scheme() -> None:
    assert links("", "app.example/x") == (Link("https://app.example/x", "", False, None),)
    assert links("", "see below") == ()
    assert links("", "javascript:alert(1)") == ()
    assert links("", " ") == ()


def test_without_a_readme_the_homepage_is_left() -> None:
    source = RepositorySource(id="a/b", location="", local=False, homepage="https://a.example")
    assert read_links(None, source) == (Link("https://a.example", "", False, None),)


def test_links_are_bounded() -> None:
    text = "\n".join(f"[x](https://a.example/{number})" for number in range(2_000)) + f"\n[long](https://a.example/{'x' * 3_000})\n"
    assert len(links(text)) == 500


def test_the_host_is_lower_case_and_without_www() -> None:
    assert host("https://WWW.App.Example:8080/x?y#z") == "app.example"
    assert host("https://user:secret@a.example") == "a.example"
    assert host("docs/a.md") == ""
    assert host("http://[broken") == ""
