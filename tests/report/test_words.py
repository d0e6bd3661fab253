import pytest

from gitassay.model.candidate import Status
from gitassay.report.words import STATUS_WORDS, counted, day, interval, linked, number, percent, web_address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//evil.example/x",
        "https://user:word@evil.example/",
        "https://",
        "https://a.example/\nx",
        "https://a.example/ x",
        "https://a.example/\u202e",
        "https://a.example:99999/",
        "https://[broken/",
        "https://a.example/" + "x" * 3_000,
        "repo@commit:path#L1-L9",
        "",
        None,
    ],
)
def test_only_plain_web_addresses_are_linked(address: str | None) -> None:
    assert web_address(address) is None
    assert linked("label", address) == "<span>label</span>"


def test_a_link_escapes_its_label_and_address_and_tells_the_site_nothing() -> None:
    assert (
        linked('<b>"x"', 'https://a.example/?q="><script>')
        == '<a href="https://a.example/?q=&#34;&gt;&lt;script&gt;" rel="noopener noreferrer nofollow">&lt;b&gt;&#34;x&#34;</a>'
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2026-11-03", "3 Nov 2026"),
        ("2026-11-23T09:14:02Z", "23 Nov 2026, 09:14 UTC"),
        ("2026-11-23T09:14:02.123+00:00", "23 Nov 2026, 09:14 UTC"),
        ("2026-19-03", "2026-19-03"),
        ("soon\x1b", "soon\\x1b"),
        (None, "not known"),
    ],
)
def test_dates_are_written_for_people(text: str | None, shown: str) -> None:
    assert day(text) == shown


def test_numbers_have_no_needless_zeros() -> None:
    assert [number(value) for value in (62.0, 62.5, 62.004, 0, 1200.25)] == ["62", "62.5", "62", "0", "1,200.25"]
    assert (interval(3, 3), interval(46.0, 80.5)) == ("3", "46 to 80.5")


def test_a_share_is_never_rounded_to_none_or_all() -> None:
    assert [percent(share) for share in (0.0, 0.001, 0.5, 0.999, 1.0, None)] == ["0%", "under 1%", "50%", "over 99%", "100%", "not known"]


def test_amounts_agree_with_their_nouns() -> None:
    assert [counted(1, "commit"), counted(2, "commit"), counted(1_200, "entry", "entries")] == ["1 commit", "2 commits", "1,200 entries"]


def test_every_state_of_a_repository_has_words() -> None:
    assert set(STATUS_WORDS) == set(Status)
