"""Every page of the review server: no violation of WCAG 2.2 AA or of best practice, in light and dark, at three widths."""

import itertools
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from gitassay.model.assessment import Assessment, CandidateCard
from gitassay.store.decisions import decide
from tests.page.conftest import Visit
from tests.page.test_accessibility import opened_up, violations
from tests.support.liveserver import serving
from tests.support.reviewdesk import AT, Desk, answers, csrf_of, desk_in, named
from tests.support.sample import hostile_assessment, sample_decision

EVERY = tuple(itertools.product(("light", "dark"), (320, 768, 1280)))
SOME = (("light", 1280), ("dark", 320))
"""For the variants of the assessment's page: its frame and its form are seen every way on one of them."""
TOM = "Tom Kilburn"


def small(name: str, login: str, attention: int = 4) -> Assessment:
    """An assessment with little in it: what a rich one looks like is tested on its own page, and axe takes long."""
    made = named(name, login, attention)
    bare = {"reasons": (), "missing": (), "questions": ()}
    categories = tuple(row.model_copy(update=bare) for row in made.categories)
    update = {"findings": (), "flags": (), "attention": (), "comparisons": made.comparisons[:1], "categories": categories}
    return made.model_copy(update=update | {"repositories": made.repositories[:1]}).sealed(AT)


ADA = small("Ada Lovelace", "ada")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = desk_in(tmp_path_factory.mktemp("pages"))
    yield made
    made.store.dispose()


@pytest.fixture(scope="module")
def live(desk: Desk) -> Iterator[str]:
    with serving(desk.app) as address:
        yield address


@pytest.fixture(scope="module")
def ids(desk: Desk) -> dict[str, str]:
    """An assessment that two reviewers judged differently, a final one, a blind one, and one to judge."""
    tom = desk.hire(TOM, "reviewer")
    final = small("Barbara Liskov", "bliskov", 1)
    found = {
        "disputed": desk.add(ADA, "reviewer", TOM, needed=2),
        "final": desk.add(final, "reviewer"),
        "blind": desk.add(small("Grace Hopper", "ghopper", 2), "reviewer", blind=True),
        "open": desk.add(small("Radia Perlman", "rperlman", 3), "reviewer"),
        "imke": desk.persons["reviewer"].id,
    }
    with desk.store.begin() as connection:
        imke = (desk.persons["reviewer"].id, desk.persons["reviewer"].name)
        decide(connection, found["disputed"], imke, sample_decision(ADA), 0, AT)
        decide(connection, found["disputed"], (tom.id, tom.name), sample_decision(ADA, genai=2, engineering=2), 1, AT)
        decide(connection, found["final"], imke, sample_decision(final), 0, AT)
    return found


PAGES: dict[str, tuple[str | None, str]] = {
    "login": (None, "/login"),
    "inbox": ("lead", "/"),
    "inbox of a state, searched": ("reviewer", "/?state=open&q=grace"),
    "inbox with nothing in it": ("reader", "/?q=nobody"),
    "assessment to judge": ("reviewer", "/assessments/{open}"),
    "assessment to read": ("reader", "/assessments/{final}"),
    "final assessment": ("reviewer", "/assessments/{final}"),
    "record of a disagreement": ("lead", "/assessments/{disputed}/record"),
    "record of a blind one": ("reviewer", "/assessments/{blind}/record"),
    "comparison": ("lead", "/compare?one={disputed}&one={final}"),
    "audit log": ("admin", "/audit?check=1"),
    "persons": ("admin", "/persons"),
    "person": ("admin", "/persons/{imke}"),
    "account": ("lead", "/me"),
    "refusal": ("reviewer", "/audit"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_violation_and_fits_its_window(desk: Desk, live: str, ids: dict[str, str], visit: Visit, name: str) -> None:
    role, path = PAGES[name]
    page, seen = visit(live + path.format(**ids), cookies=desk.cookie(role), bypass_csp=True)

    assert faults(page, SOME if name in ("assessment to read", "final assessment") else EVERY) == []
    assert [error for error in seen.errors if "status of 403" not in error] == []


@pytest.mark.parametrize("sent", ["overtaken", "incomplete"])
def test_the_page_that_comes_back_has_no_violation(desk: Desk, live: str, ids: dict[str, str], visit: Visit, sent: str) -> None:
    fields = answers(ADA, 0 if sent == "overtaken" else 2, genai=3)
    if sent == "incomplete":
        del fields["c3-score"]
    client = desk.entered(TOM)
    answer = client.post(f"/assessments/{ids['disputed']}/decision", data=fields | {"csrf": csrf_of(client)})
    assert answer.status_code == (409 if sent == "overtaken" else 422)
    page, _ = visit(f"{live}/login", bypass_csp=True)
    page.set_content(answer.text)

    assert faults(page, SOME) == []


def faults(page: Page, ways: tuple[tuple[str, int], ...] = EVERY) -> list[str]:
    """What axe finds, and widths at which the page is wider than its window, in every scheme and at every width."""
    opened_up(page)
    found = []
    for scheme, width in ways:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{scheme} {width}: wider than the window")
        found += [f"{scheme} {width}: {row}" for row in violations(page)]
    return found


def test_hostile_texts_do_nothing_on_any_page(desk: Desk, live: str, visit: Visit) -> None:
    document = hostile_assessment()
    one = desk.add(document, "reviewer")
    card = CandidateCard(name="<script>alert(1)</script>", login='"><img src=x onerror=alert(2)>')
    other = desk.add(document.model_copy(update={"candidate": card}).sealed(AT), "reviewer")
    lead = desk.persons["lead"]
    with desk.store.begin() as connection:
        decide(connection, one, (lead.id, lead.name), sample_decision(document), 0, AT)
    page, seen = visit(live, cookies=desk.cookie("lead"))
    for path in (
        f"/assessments/{one}",
        f"/assessments/{one}/record",
        f"/compare?one={one}&one={other}",
        "/?q=<script>alert(3)</script>",
        "/audit",
    ):
        page.goto(live + path)

    assert seen.nothing
