import re

import pytest
from starlette.testclient import TestClient

from tests.support.reviewdesk import Desk, desk_in, named

NAMES = re.compile(r'class="who"><a href="/assessments/[0-9a-f]{32}">([^<]+)</a>')
NEXT = re.compile(r'rel="next" href="([^"]+)"')


def shown(client: TestClient, path: str = "/") -> list[str]:
    """The names on every page of the inbox, following the links to the next."""
    page = client.get(path).text
    found, following = NAMES.findall(page), NEXT.search(page)
    return found + (shown(client, following.group(1).replace("&amp;", "&")) if following else [])


def test_pages_show_everybody_once_and_what_needs_attention_first(tmp_path: object) -> None:
    desk = desk_in(tmp_path, inbox_lines=3)  # type: ignore[arg-type]
    for number in range(8):
        desk.add(named(f"Somebody {number}", f"some{number}", number % 4))
    found = shown(desk.entered("lead"))

    assert sorted(found) == [f"Somebody {number}" for number in range(8)]
    assert [int(name[-1]) % 4 for name in found] == [3, 3, 2, 2, 1, 1, 0, 0]


@pytest.mark.parametrize(
    ("path", "found"), [("/?q=LOVE", ["Ada Lovelace"]), ("/?q=ghop", ["Grace Hopper"]), ("/?q=nobody", []), ("/?state=final", [])]
)
def test_the_inbox_is_searched_by_name_and_login_and_filtered_by_state(desk: Desk, path: str, found: list[str]) -> None:
    desk.add(named("Ada Lovelace", "ada"))
    desk.add(named("Grace Hopper", "ghopper"))

    assert shown(desk.entered("lead"), path) == found


def test_a_reviewer_sees_what_is_assigned_and_a_reader_what_is_final(desk: Desk) -> None:
    desk.add(named("Ada Lovelace", "ada"), "reviewer")
    desk.add(named("Grace Hopper", "ghopper"))

    assert {role: shown(desk.entered(role)) for role in ("reader", "reviewer")} == {"reader": [], "reviewer": ["Ada Lovelace"]}


@pytest.mark.parametrize("count", [0, 1, 5])
def test_two_to_four_are_compared(desk: Desk, count: int) -> None:
    ones = [desk.add(named(f"Somebody {number}")) for number in range(count)]
    answer = desk.entered("lead").get("/compare", params={"one": ones})

    assert answer.status_code == 422
    assert f"{count} assessments were chosen." in answer.text


def test_the_audit_log_turns_pages_and_is_narrowed_to_one_thing(desk: Desk) -> None:
    one = desk.add(named("Ada Lovelace", "ada"), "reviewer")
    for number in range(60):
        desk.add(named(f"Somebody {number}"), "reviewer")
    client = desk.entered("lead")
    first = client.get("/audit").text
    following = NEXT.search(first)
    assert following is not None
    second = client.get(following.group(1)).text
    numbers = [int(number) for text in (first, second) for number in re.findall(r'<tr><td class="n">(\d+)</td>', text)]

    assert numbers == list(range(len(numbers), 0, -1))
    assert len(re.findall(r"<tr><td", client.get(f"/audit?about={one}").text)) == 2
    assert "The record is whole" in client.get("/audit?check=1").text
