import pytest

from gitassay.signals.hosts import Host, kind_of


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://shop.streamlit.app/", Host.APPLICATION),
        ("https://huggingface.co/spaces/ada/shop", Host.APPLICATION),
        ("https://huggingface.co/ada/model", Host.OTHER_SERVICE),
        ("https://shop.onrender.com", Host.APPLICATION),
        ("https://ada.github.io/shop", Host.PAGES),
        ("https://github.com/ada/shop", Host.OTHER_SERVICE),
        ("https://streamlit.io", Host.OTHER_SERVICE),
        ("https://www.netlify.com/blog", Host.OTHER_SERVICE),
        ("https://vercel.app", Host.OTHER_SERVICE),
        ("https://notvercel.app.example.org", Host.OWN),
        ("https://docs.example.org", Host.OTHER_SERVICE),
        ("https://shop.example.org", Host.OWN),
        ("http://localhost:8501", Host.LOCAL),
        ("http://127.0.0.1:8000", Host.LOCAL),
        ("javascript:alert(1)", Host.BROKEN),
        ("http://[::1", Host.BROKEN),
        ("", Host.BROKEN),
    ],
)
def test_an_address_is_known_by_its_host(url: str, expected: Host) -> None:
    assert expected is kind_of(url)
