from pathlib import Path

from gitassay.matching.index import DAY, Index
from gitassay.matching.writing import write_index
from gitassay.model.outcome import Outcome
from gitassay.signals.originality.matches_known_tutorial import matches_known_tutorial
from tests.signals.written import commit, commits
from tests.support.memory import ask
from tests.support.tutorials import OWN, SHOP, ask_compared, compared, extract, index, renamed, source

BOOK = source("school/order-book")
MUCH = "\n\n".join(OWN.replace("checksum", f"checksum_{part}").replace("Beacon", f"Beacon{part}") for part in range(14))


def test_a_project_that_is_a_tutorial_matches_with_both_places(tmp_path: Path) -> None:
    finding = ask_compared(matches_known_tutorial, index(tmp_path, (BOOK, {"shop.py": SHOP})), {"app/orders.py": SHOP})
    measures = dict(finding.measures)
    assert finding.outcome == Outcome.YES
    assert finding.locations[0].path == "app/orders.py"
    assert str(measures["match_1"]).startswith("app/orders.py:")
    assert " matches school/order-book@dddddddddd:shop.py:" in str(measures["match_1"])
    assert "written alike" in str(measures["match_1"])


def test_other_names_still_match_and_are_said_to_differ(tmp_path: Path) -> None:
    finding = ask_compared(matches_known_tutorial, index(tmp_path, (BOOK, {"shop.py": SHOP})), {"orders.py": renamed(SHOP)})
    assert finding.outcome == Outcome.YES
    assert "with other names" in str(dict(finding.measures)["match_1"])


def test_nothing_is_called_plagiarism(tmp_path: Path) -> None:
    finding = ask_compared(matches_known_tutorial, index(tmp_path, (BOOK, {"shop.py": SHOP})), {"orders.py": SHOP})
    assert "matches" in finding.message
    assert "plagiar" not in (finding.message + matches_known_tutorial.docstring).lower()


def test_own_work_beside_a_short_match_is_no_match(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"orders.py": SHOP, "beacon.py": MUCH}
    assert ask_compared(matches_known_tutorial, index(tmp_path, (BOOK, {"shop.py": SHOP})), files).outcome == Outcome.NO


def test_work_that_names_its_source_and_goes_further_needs_a_look(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "README.md": "# Mine\n\nBuilt on school/order-book.\n",
        "orders.py": SHOP,
        "tickets.py": renamed(SHOP),
        "beacon.py": MUCH,
    }
    finding = ask_compared(matches_known_tutorial, index(tmp_path, (BOOK, {"shop.py": SHOP})), files)
    assert finding.outcome == Outcome.NEEDS_REVIEW
    assert finding.locations[0].path == "README.md"


def test_the_source_does_not_match_itself(tmp_path: Path) -> None:
    known = index(tmp_path, (source("ada/project"), {"shop.py": SHOP}))
    assert ask_compared(matches_known_tutorial, known, {"shop.py": SHOP}).outcome == Outcome.NO


def test_a_part_that_stood_here_first_came_from_nowhere_else(tmp_path: Path) -> None:
    known = index(tmp_path, (source("school/order-book", since=1_900_000_000), {"shop.py": SHOP}))
    files: dict[str, str | bytes] = {"shop.py": SHOP, "beacon.py": MUCH}
    assert ask_compared(matches_known_tutorial, known, files, commits=commits(commit(1, "shop.py"))).outcome == Outcome.NO


def test_where_all_of_it_stood_here_first_a_person_looks_since_dates_are_claims(tmp_path: Path) -> None:
    known = index(tmp_path, (source("school/order-book", since=1_900_000_000), {"shop.py": SHOP}))
    finding = ask_compared(matches_known_tutorial, known, {"shop.py": SHOP}, commits=commits(commit(1, "shop.py")))
    assert finding.outcome == Outcome.NEEDS_REVIEW
    assert "it stood here first" in finding.message


def test_a_file_that_came_to_the_source_later_came_from_elsewhere(tmp_path: Path) -> None:
    part = extract({"shop.py": SHOP})
    part.since["shop.py"] = 1_900_000_000 // DAY
    write_index("Invented", [(BOOK, part)], tmp_path)
    files: dict[str, str | bytes] = {"shop.py": SHOP, "beacon.py": MUCH}
    facts = compared(Index(tmp_path), files, commits=commits(commit(1, "shop.py")))
    assert facts.matches is not None
    assert [match.older for match in facts.matches.regions] == [True]


def test_a_common_history_has_no_older_side(tmp_path: Path) -> None:
    root = commit(1, "shop.py", parents=0)
    known = index(tmp_path, (source("school/order-book", since=1_900_000_000, roots=(root.oid,)), {"shop.py": SHOP}))
    assert ask_compared(matches_known_tutorial, known, {"shop.py": SHOP}, commits=commits(root)).outcome == Outcome.YES


def test_of_a_repository_without_code_no_other_branch_is_asked(tmp_path: Path) -> None:
    finding = ask_compared(matches_known_tutorial, index(tmp_path, (BOOK, {"shop.py": SHOP})), {"README.md": "# Shop\n"})
    assert finding.outcome == Outcome.NOT_APPLICABLE
    assert "no other branch is read" in finding.message


def test_what_several_unrelated_sources_hold_is_common(tmp_path: Path) -> None:
    known = index(tmp_path, *((source(f"school/{name}"), {"shop.py": SHOP}) for name in ("one", "two", "three")))
    assert ask_compared(matches_known_tutorial, known, {"shop.py": SHOP}).outcome == Outcome.NO


def test_what_an_ordinary_project_holds_too_is_no_sign(tmp_path: Path) -> None:
    known = index(tmp_path, (BOOK, {"shop.py": SHOP}), (source("a/library", kind="background"), {"base.py": SHOP}))
    assert ask_compared(matches_known_tutorial, known, {"shop.py": SHOP}).outcome == Outcome.NO


def test_the_index_that_ships_knows_nothing_of_invented_code() -> None:
    assert ask(matches_known_tutorial, {"shop.py": SHOP, "beacon.py": OWN}).outcome == Outcome.NO


def test_without_code_it_does_not_apply() -> None:
    assert ask(matches_known_tutorial, {"README.md": "# A\n"}).outcome == Outcome.NOT_APPLICABLE
