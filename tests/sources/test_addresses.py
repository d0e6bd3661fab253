import ipaddress

import pytest

from gitassay.sources.addresses import RefusedError, address_of, is_public, target_of

REFUSED = (
    "ftp://ada.example.net/",
    "file:///etc/passwd",
    "gopher://ada.example.net/",
    "http://localhost/",
    "http://ada.localhost/",
    "http://router.local/",
    "http://metadata.internal/",
    "http://intranet/",
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://127.0.0.1./",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/",
    "http://0.0.0.0/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[fe80::1]/",
    "http://[fc00::1]/",
    "http://user:secret@ada.net/",
    "http://ada.net@127.0.0.1/",
    "http://ada.net:22/",
    "http://ada.net:99999/",
    "http://ada.net\\@127.0.0.1/",
    "http://ada.net/\r\nHost: 127.0.0.1",
    "http://ада.net/",
    "http://ⓛocalhost/",
    "http:///",
    "http://",
    "//127.0.0.1/",
    "http://ada.net/" + "a" * 3_000,
)


@pytest.mark.parametrize("url", REFUSED)
def test_an_address_that_is_no_plain_public_one_is_refused(url: str) -> None:
    with pytest.raises(RefusedError):
        target_of(url)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://letters.streamlit.app", "https://letters.streamlit.app/"),
        ("HTTP://Ada.Net:80/x?y=1", "http://ada.net/x?y=1"),
        ("https://ada.net./", "https://ada.net/"),
        ("http://93.184.215.14/", "http://93.184.215.14/"),
    ],
)
def test_a_public_address_passes(url: str, expected: str) -> None:
    assert expected == target_of(url).url


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "224.0.0.1",
        "240.0.0.1",
        "::1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "fd00::1",
    ],
)
def test_private_shared_tunnelled_and_group_addresses_are_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("answers", [["127.0.0.1"], ["93.184.215.14", "127.0.0.1"], ["93.184.215.14", "::1"], ["fe80::1%eth0"]])
def test_one_answer_that_is_not_public_spoils_all(answers: list[str]) -> None:
    with pytest.raises(RefusedError):
        address_of(target_of("http://127.0.0.1.nip.io/"), lambda host, port: answers)
